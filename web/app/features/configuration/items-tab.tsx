import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listServices } from '../../../contract/catalogue.ts';
import { exportItems } from '../../../contract/configuration-import.ts';
import { getConfigurationPlan, ITEM_STATUSES, listItems, registerItem, type ItemContent } from '../../../contract/configuration.ts';
import { call, openBytes } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { useIntention } from '../workplace/use-intention.ts';
import { ItemForm } from './item-form.tsx';
import { ItemTable } from './item-table.tsx';
import { useConfigurationAct } from './use-configuration-act.ts';
import css from './configuration.module.css';

const STATUS_CHOICES = ['', ...ITEM_STATUSES] as const;
const LACKS = ['', 'owner', 'service'] as const;
type Filter = { q: string; status: (typeof STATUS_CHOICES)[number]; type: string; lacks: (typeof LACKS)[number] };

/** All items one may see: found by word, type, status, and by what they lack. */
export function ItemsTab({ agencyId, mayEdit }: { agencyId: string; mayEdit: boolean }) {
  const { t, say } = useWords('configuration');
  const [filter, setFilter] = useState<Filter>({ q: '', status: '', type: '', lacks: '' });
  const [isNew, setNew] = useState(false);
  const plan = useCall(getConfigurationPlan, { agencyId }).data?.data;
  const put = (part: Partial<Filter>) => setFilter({ ...filter, ...part });
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
  const save = (format: 'csv' | 'json') => void openBytes(exportItems, { format, ...asked }, `configuration.${format}`);
  return (
    <div className={css.part}>
      <div className={css.row}>
        <TextField label={t('search')} type="search" value={filter.q} maxLength={100} onChange={event => put({ q: event.target.value })} />
        <Select
          label={t('field.status')}
          value={filter.status}
          onChange={status => put({ status })}
          options={STATUS_CHOICES.map(value => ({ value, label: value === '' ? t('all') : t(`status.${value}`) }))}
        />
        <Select
          label={t('field.type')}
          value={filter.type}
          onChange={type => put({ type })}
          options={[{ value: '', label: t('all') }, ...(plan?.types ?? []).map(type => ({ value: type.id, label: say(type.title) }))]}
        />
        <Select
          label={t('lacks.label')}
          value={filter.lacks}
          onChange={lacks => put({ lacks })}
          options={LACKS.map(value => ({ value, label: t(`lacks.${value || 'none'}`) }))}
        />
      </div>
      <div className={css.head}>
        {mayEdit && plan && (
          <Button look="main" onClick={() => setNew(true)}>
            {t('register.title')}
          </Button>
        )}
        <Button onClick={() => save('csv')}>{t('export.csv')}</Button>
        <Button onClick={() => save('json')}>{t('export.json')}</Button>
      </div>
      <Pages key={JSON.stringify(asked)} asked={asked} isNarrowed={Object.keys(asked).length > 0} />
      {isNew && plan && <RegisterDialog plan={plan} onClose={() => setNew(false)} />}
    </div>
  );
}

function Pages({ asked, isNarrowed }: { asked: object; isNarrowed: boolean }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  return (
    <>
      {cursors.map((cursor, at) => (
        <Page
          key={cursor ?? ''}
          asked={asked}
          isNarrowed={isNarrowed}
          cursor={cursor}
          isLast={at === cursors.length - 1}
          onMore={next => setCursors(now => [...now, next])}
        />
      ))}
    </>
  );
}

function Page({
  asked,
  isNarrowed,
  cursor,
  isLast,
  onMore,
}: {
  asked: object;
  isNarrowed: boolean;
  cursor: string | undefined;
  isLast: boolean;
  onMore(next: string): void;
}) {
  const { t } = useWords('configuration');
  const query = useCall(listItems, { ...asked, ...(cursor && { cursor }) }, { keep: true });
  return (
    <Loaded query={query} what={t('loading')} lines={6}>
      {({ items, next, counts }) => (
        <>
          {!cursor && <p role="status">{ITEM_STATUSES.map(status => `${t(`status.${status}`)}: ${counts[status] ?? 0}`).join(' · ')}</p>}
          {items.length === 0 ? (
            <EmptyState title={t(isNarrowed ? 'empty.narrowed' : 'empty.items')}>{t(isNarrowed ? 'empty.narrowedText' : 'empty.itemsText')}</EmptyState>
          ) : (
            <ItemTable label={t('tab.items')} items={items} />
          )}
          {isLast && next && <Button onClick={() => onMore(next)}>{t('more')}</Button>}
        </>
      )}
    </Loaded>
  );
}

function RegisterDialog({ plan, onClose }: { plan: Parameters<typeof ItemForm>[0]['plan']; onClose(): void }) {
  const { t } = useWords('configuration');
  const navigate = useNavigate();
  const services = useCall(listServices, {}).data?.services ?? [];
  const { run, busy, problem } = useConfigurationAct();
  const keyFor = useIntention();
  const first: ItemContent = { identifier: '', name: '', type: plan.types[0]!.id, owner: '', release: '', attributes: {}, services: [], relations: [] };
  const save = async (content: ItemContent, why: string) => {
    const body = { ...content, why: why || null };
    const made = await run(
      () => call(registerItem, {}, body, { idempotencyKey: keyFor(body) }),
      () => t('register.done', { identifier: content.identifier }),
    );
    if (made) await navigate({ to: '/work/configuration/$itemId', params: { itemId: made.id } });
  };
  return (
    <ItemForm
      title={t('register.title')}
      plan={plan}
      first={first}
      services={services}
      whyNeeded={false}
      busy={busy}
      problem={problem}
      onSave={(content, why) => void save(content, why)}
      onClose={onClose}
    />
  );
}

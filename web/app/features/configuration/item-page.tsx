import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listServices } from '../../../contract/catalogue.ts';
import { editItem, getItem, type ItemContent } from '../../../contract/configuration.ts';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { call } from '../../api/call.ts';
import { useCall } from '../../api/use-call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { GraphTab } from './graph-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { ImpactTab } from './impact-tab.tsx';
import { ItemForm } from './item-form.tsx';
import type { ITEM_TABS } from './places.ts';
import { StatusDialog } from './status-dialog.tsx';
import { ItemStatusTag } from './status-word.tsx';
import { useConfigurationAct } from './use-configuration-act.ts';
import css from './configuration.module.css';

const route = getRouteApi('/work/staff/configuration/$itemId');
type Item = ReplyOf<typeof getItem>;

/** One item: what it is, what it is joined to, what it hits when it is down, and everything that has changed. */
export function ItemPage() {
  const { t } = useWords('configuration');
  const { itemId } = route.useParams();
  const query = useCall(getItem, { itemId });
  useTitle(query.data ? `${query.data.identifier} ${query.data.name}` : t('title'));
  return (
    <div className={css.page}>
      <Link to="/work/configuration" search={{}}>
        ← {t('back')}
      </Link>
      <Loaded query={query} what={t('loading')} page>
        {it => <Item it={it} key={it.id} />}
      </Loaded>
    </div>
  );
}

function Item({ it }: { it: Item }) {
  const { t, dateTime } = useWords('configuration');
  const navigate = useNavigate();
  const { tab = 'about' } = route.useSearch();
  const [open, setOpen] = useState<'edit' | 'status' | null>(null);
  const items = [
    { id: 'about', title: t('tab.about'), content: <About it={it} /> },
    { id: 'graph', title: t('tab.graph'), content: <GraphTab itemId={it.id} /> },
    { id: 'impact', title: t('tab.impact'), content: <ImpactTab itemId={it.id} mayAct={it.may.includes('act-on-cases')} /> },
    { id: 'history', title: t('tab.history'), content: <HistoryTab itemId={it.id} /> },
  ];
  return (
    <>
      <h1>
        {it.identifier} {it.name}
      </h1>
      <div className={css.head}>
        <ItemStatusTag status={it.status} />
        <span className={css.quiet}>{t('statusSince', { at: dateTime(it.statusSince) })}</span>
        {it.may.includes('change-status') && <Button onClick={() => setOpen('status')}>{t('statusDialog.title')}</Button>}
        {it.may.includes('edit') && <Button onClick={() => setOpen('edit')}>{t('edit.title')}</Button>}
      </div>
      <Tabs
        label={t('tab.label')}
        items={items}
        selected={tab}
        onSelect={id => void navigate({ to: '.', search: { tab: id as (typeof ITEM_TABS)[number] }, replace: true })}
      />
      {open === 'status' && <StatusDialog it={it} onClose={() => setOpen(null)} />}
      {open === 'edit' && <EditDialog it={it} onClose={() => setOpen(null)} />}
    </>
  );
}

function About({ it }: { it: Item }) {
  const { t, say } = useWords('configuration');
  const attributes = it.plan.types.find(type => type.id === it.type.id)?.attributes ?? [];
  const facts: [string, string][] = [
    [t('field.type'), say(it.type.title)],
    [t('field.agency'), say(it.agency.title)],
    [t('field.owner'), it.owner ?? t('none')],
    [t('field.release'), it.release ?? '–'],
    [t('field.services'), it.services.map(one => say(one.title)).join(', ') || t('none')],
    ...attributes.map((one): [string, string] => [say(one.title), write(it.attributes[one.key])]),
  ];

  function write(value: unknown): string {
    if (value === undefined || value === null || value === '') return '–';
    if (typeof value === 'boolean') return value ? t('yes') : t('no');
    const choice = attributes.flatMap(one => one.choices).find(one => one.value === value);
    return choice ? say(choice.title) : String(value as string | number);
  }
  return (
    <div className={css.part}>
      <dl className={css.facts}>
        {facts.map(([term, text]) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Related title={t('relation.out')} all={it.relations} />
      <Related title={t('relation.back')} all={it.relatedBy} />
    </div>
  );
}

function Related({ title, all }: { title: string; all: Item['relations'] }) {
  const { t, say } = useWords('configuration');
  return (
    <section className={css.part}>
      <h2>{title}</h2>
      {all.length === 0 ? (
        <p className={css.quiet}>{t('relation.none')}</p>
      ) : (
        <ul>
          {all.map(one => (
            <li key={`${one.type} ${one.item.id}`}>
              {say(one.words)}{' '}
              <Link to="/work/configuration/$itemId" params={{ itemId: one.item.id }}>
                {one.item.identifier}
              </Link>{' '}
              {one.item.name} <ItemStatusTag status={one.item.status} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function EditDialog({ it, onClose }: { it: Item; onClose(): void }) {
  const { t } = useWords('configuration');
  const services = useCall(listServices, {}).data?.services ?? [];
  const { run, busy, problem } = useConfigurationAct();
  const first: ItemContent = {
    identifier: it.identifier,
    name: it.name,
    type: it.type.id,
    owner: it.owner,
    release: it.release,
    attributes: it.attributes,
    services: it.services.map(one => one.id),
    relations: it.relations.map(one => ({ type: one.type, to: one.item.identifier })),
  };
  const save = async (content: ItemContent, why: string) => {
    const done = await run(
      () => call(editItem, { itemId: it.id }, { ...content, why, version: it.version }),
      ({ changed }) => t('edit.done', { count: changed.length }),
    );
    if (done) onClose();
  };
  return (
    <ItemForm
      title={t('edit.title')}
      plan={it.plan}
      first={first}
      services={services}
      whyNeeded
      busy={busy}
      problem={problem}
      onSave={(content, why) => void save(content, why)}
      onClose={onClose}
    />
  );
}

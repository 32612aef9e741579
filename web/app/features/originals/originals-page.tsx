import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { listOriginals, type ORIGINAL_LISTS } from '../../../contract/originals.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { EmptyState, Notice } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { BatchTable } from './batch-table.tsx';
import { OriginalTable } from './original-table.tsx';
import type { ORIGINAL_PLACES } from './places.ts';
import { PackList } from './pack-list.tsx';
import { PeriodSetting } from './period-setting.tsx';
import css from './originals.module.css';

const route = getRouteApi('/work/staff/originals');
type List = (typeof ORIGINAL_LISTS)[number];
const MOST = 200;

/** The paper behind the scans: what is here to be sent, what is due to us, what is missing, and the parcels it travels in (J12). */
export function OriginalsPage() {
  const { t } = useWords('originals');
  useTitle(t('title'));
  const auth = useAuth();
  const roles = 'roles' in auth ? auth.roles : [];
  const handles = roles.some(role => ['kac-specialist', 'specialist', 'team-lead', 'auditor'].includes(role));
  return (
    <div className={css.page}>
      <h1>{t('title')}</h1>
      {handles ? <Lists first={roles.includes('specialist') ? 'coming' : 'here'} /> : <EmptyState title={t('refused.title')}>{t('refused.text')}</EmptyState>}
    </div>
  );
}

function Lists({ first }: { first: List }) {
  const { t } = useWords('originals');
  const navigate = useNavigate();
  const { list = first } = route.useSearch();
  const counts = useCall(listOriginals, { list: 'here', limit: 1 }).data?.counts;
  const title = (id: List, count?: number) => t(`list.${id}`) + (count ? ` (${count})` : '');
  const items = [
    { id: 'here', title: title('here', counts?.here), content: <Here /> },
    { id: 'coming', title: title('coming', counts?.coming), content: <Listed list="coming" /> },
    { id: 'missing', title: title('missing', counts?.missing), content: <Listed list="missing" /> },
    { id: 'batches', title: t('list.batches'), content: <BatchTable /> },
    { id: 'settled', title: title('settled'), content: <Listed list="settled" /> },
  ];
  return (
    <>
      <p className={css.lead}>{t('lead')}</p>
      {counts && counts.late > 0 && <Notice level="overdue">{t('late', { count: counts.late })}</Notice>}
      <Tabs
        label={t('lists')}
        items={items}
        selected={list}
        onSelect={id => void navigate({ to: '.', search: { list: id as (typeof ORIGINAL_PLACES)[number] }, replace: true })}
      />
    </>
  );
}

function Here() {
  const query = useCall(listOriginals, { list: 'here', limit: MOST });
  const { t } = useWords('originals');
  return (
    <Loaded query={query} what={t('loading')}>
      {({ originals }) => (originals.length === 0 ? <Empty list="here" /> : <PackList originals={originals} />)}
    </Loaded>
  );
}

function Listed({ list }: { list: Exclude<List, 'here'> }) {
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  return (
    <>
      {cursors.map((cursor, at) => (
        <Page key={cursor ?? ''} list={list} cursor={cursor} isLast={at === cursors.length - 1} onMore={next => setCursors(now => [...now, next])} />
      ))}
      {list === 'coming' && <PeriodSetting />}
    </>
  );
}

type PageProps = { list: Exclude<List, 'here'>; cursor: string | undefined; isLast: boolean; onMore(next: string): void };

function Page({ list, cursor, isLast, onMore }: PageProps) {
  const { t } = useWords('originals');
  const query = useCall(listOriginals, { list, limit: MOST, ...(cursor && { cursor }) });
  return (
    <Loaded query={query} what={t('loading')}>
      {({ originals, next }) => (
        <>
          {originals.length === 0 ? <Empty list={list} /> : <OriginalTable label={t(`list.${list}`)} originals={originals} />}
          {isLast && next && <Button onClick={() => onMore(next)}>{t('more')}</Button>}
        </>
      )}
    </Loaded>
  );
}

function Empty({ list }: { list: List }) {
  const { t } = useWords('originals');
  return <EmptyState title={t(`empty.${list}`)}>{t(`empty.${list}Text`)}</EmptyState>;
}

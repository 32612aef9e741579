import { getRouteApi, Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { listCases } from '../../../contract/cases.ts';
import type { ViewDefinition } from '../../../contract/views.ts';
import { usePages } from '../../api/use-pages.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { BulkBar } from '../bulk/bulk-bar.tsx';
import { SelectAllBox, SelectBox } from '../bulk/select-box.tsx';
import { useSelection, type Chosen } from '../bulk/use-selection.ts';
import { ListBar } from '../lists/list-bar.tsx';
import { CASE_SORTS_OF, filterOf, isNarrowed, readColumns } from '../lists/place.ts';
import { newsOf, useCells, type CaseLine } from '../lists/row-cells.tsx';
import { useScrollMemory } from '../lists/use-scroll-memory.ts';
import { useSince } from '../lists/use-since.ts';
import { CASE_STATES, type CaseState } from './places.ts';
import { useHeldRows } from './use-held-rows.ts';
import styles from './cases-page.module.css';

const route = getRouteApi('/work/staff/cases');

type CaseDefinition = Extract<ViewDefinition, { of: 'cases' }>;

/** All cases I may see as staff: by state, narrowed, in order, page by page. */
export function CasesPage() {
  const { t } = useWords('workplace');
  useTitle(t('cases.title'));
  const search = route.useSearch();
  const { state = 'open', cols, view } = search;
  const sorts = CASE_SORTS_OF[state];
  const sort = search.sort && sorts.includes(search.sort) ? search.sort : sorts[0]!;
  const definition: CaseDefinition = { of: 'cases', queue: state, sort, filter: filterOf(search), columns: readColumns(cols, 'cases') };
  const name = JSON.stringify([view, state, sort, definition.filter]);
  return (
    <div className={styles.page}>
      <h1>{t('cases.title')}</h1>
      <States current={state} />
      <ListBar definition={definition} sorts={sorts} view={view} />
      <List key={name} name={name} definition={definition} view={view ?? state} />
    </div>
  );
}

function List({ name, definition, view }: { name: string; definition: CaseDefinition; view: string }) {
  const { t } = useWords('workplace');
  const { queue: state, sort, filter } = definition;
  const pages = usePages(listCases, { state, sort, ...filter });
  const [touched, setTouched] = useState(false);
  const pane = useRef<HTMLDivElement>(null);
  const fresh = (pages.data?.flatMap(page => page.cases) ?? []).map(it => ({ ...it, key: it.id }));
  const { rows, held, release } = useHeldRows(fresh, touched);
  useScrollMemory(name, pane, rows.length > 0);
  const since = useSince(view);
  const chosen = useSelection(rows.map(it => it.id));
  const more = () => void pages.fetchNextPage().then(release);
  return (
    <>
      {pages.isError && !pages.data && <ProblemView problem={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Waiting what={t('cases.loading')} lines={10} />}
      {pages.data && rows.length === 0 && <Empty state={state} narrowed={isNarrowed(filter)} />}
      <p role="status" className={styles.new}>
        {held > 0 && (
          <>
            {t('list.new', { count: held })} ·{' '}
            <Button look="quiet" onClick={release}>
              {t('list.showNew')}
            </Button>
          </>
        )}
      </p>
      <BulkBar of="cases" chosen={chosen} caseIds={chosen.ids} onDone={release} />
      {rows.length > 0 && (
        <div
          ref={pane}
          className={styles.scroll}
          role="region"
          aria-label={t('cases.title')}
          tabIndex={0}
          onPointerMove={() => setTouched(true)}
          onPointerLeave={() => setTouched((pane.current?.scrollTop ?? 0) > 0)}
          onFocus={() => setTouched(true)}
          onScroll={() => setTouched(true)}
        >
          <CaseTable rows={rows} definition={definition} since={since} chosen={chosen} />
        </div>
      )}
      <p role="status" className={styles.foot}>
        {rows.length > 0 && t('cases.shown', { count: rows.length })}
      </p>
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onClick={more}>
          {t(pages.isFetchingNextPage ? 'cases.loading' : 'cases.more')}
        </Button>
      )}
    </>
  );
}

function States({ current }: { current: CaseState }) {
  const { t } = useWords('workplace');
  return (
    <nav className={styles.filters} aria-label={t('cases.state')}>
      <ul>
        {CASE_STATES.map(it => (
          <li key={it}>
            <Link
              to="/work/cases"
              search={{ state: it }}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={it === current ? 'page' : undefined}
            >
              {t(`cases.states.${it}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Empty({ state, narrowed }: { state: CaseState; narrowed: boolean }) {
  const { t } = useWords('workplace');
  const { t: list } = useWords('lists');
  return (
    <EmptyState
      title={narrowed ? list('empty.title') : t('cases.empty')}
      action={
        <ButtonLink look="plain" to="/work/cases" search={{ state: narrowed ? state : 'all' }}>
          {narrowed ? list('empty.clear') : t('cases.states.all')}
        </ButtonLink>
      }
    >
      {narrowed ? list('empty.text') : t('cases.emptyText')}
    </EmptyState>
  );
}

/** How wide a column is when nobody has said. */
const WIDTHS: Partial<Record<string, string>> = {
  code: '7rem',
  client: '12rem',
  status: '13rem',
  due: '17rem',
  agency: '14rem',
  priority: '7rem',
  channel: '8rem',
  kind: '12rem',
  team: '7rem',
  submitted: '8rem',
  closed: '8rem',
  waits: '16rem',
};

interface TableProps {
  rows: CaseLine[];
  definition: CaseDefinition;
  since: string | null;
  chosen: Chosen;
}

function CaseTable({ rows, definition, since, chosen }: TableProps) {
  const { t } = useWords('lists');
  return (
    <table className={styles.table}>
      <colgroup>
        <col style={{ width: '2rem' }} />
        {definition.columns.map(({ id, width }) => (
          <col key={id} style={{ width: width ? `${width}px` : WIDTHS[id] }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <td>
            <SelectAllBox chosen={chosen} />
          </td>
          {definition.columns.map(({ id }) => (
            <th key={id} scope="col" {...(id === definition.sort && { 'aria-sort': 'ascending' as const })}>
              {t(`column.${id}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(it => (
          <CaseRow key={it.id} it={it} columns={definition.columns} since={since} chosen={chosen} />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = { it: CaseLine; columns: CaseDefinition['columns']; since: string | null; chosen: Chosen };

function CaseRow({ it, columns, since, chosen }: RowProps) {
  const { t } = useWords('lists');
  const cell = useCells();
  const why = newsOf({ news: it.news, arrivedAt: it.submittedAt }, since);
  const line = { task: null, it, me: '' } as const;
  return (
    <tr>
      <td>
        <SelectBox id={it.id} name={it.code} chosen={chosen} />
      </td>
      {columns.map(({ id }) =>
        id === 'code' ? (
          <th key={id} scope="row">
            <Link to="/work/cases/$caseId" params={{ caseId: it.id }} data-row={it.id}>
              {it.code}
            </Link>
          </th>
        ) : (
          <td key={id} data-column={id} title={id === 'what' ? (it.subject ?? undefined) : undefined}>
            {cell(id, line)}
            {id === 'what' && why && <StatusTag level="soon">{t(`news.why.${why}`, { defaultValue: why })}</StatusTag>}
          </td>
        ),
      )}
    </tr>
  );
}

import { getRouteApi, Link } from '@tanstack/react-router';
import { listCases } from '../../../contract/cases.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { caseLevel, caseWord } from '../../ui/case-words.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { ProblemView } from '../../ui/problem-view.tsx';
import { StatusTag } from '../../ui/status-tag.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import type { CaseSummary } from './case-tabs.tsx';
import { DueTag } from './due-tag.tsx';
import { CASE_STATES, type CaseState } from './places.ts';
import { usePages } from './use-pages.ts';
import styles from './cases-page.module.css';

const route = getRouteApi('/work/staff/cases');

/** All cases I may see as staff: by state, searched by code or client's name, page by page. */
export function CasesPage() {
  const { t } = useWords('workplace');
  useTitle(t('cases.title'));
  const { state = 'open', q } = route.useSearch();
  const pages = usePages(listCases, { state, ...(q && { q }) });
  const cases = pages.data?.flatMap(page => page.cases) ?? [];
  return (
    <div className={styles.page}>
      <h1>{t('cases.title')}</h1>
      <Filters state={state} q={q ?? ''} />
      {pages.isError && !pages.data && <ProblemView problem={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending && <Waiting what={t('cases.loading')} lines={10} />}
      {pages.data && cases.length === 0 && (
        <EmptyState
          title={t('cases.empty')}
          action={
            <ButtonLink look="plain" to="/work/cases" search={{ state: 'all' }}>
              {t('cases.states.all')}
            </ButtonLink>
          }
        >
          {t('cases.emptyText')}
        </EmptyState>
      )}
      {cases.length > 0 && <CaseTable cases={cases} />}
      <p role="status" className={styles.foot}>
        {cases.length > 0 && t('cases.shown', { count: cases.length })}
      </p>
      {pages.hasNextPage && (
        <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t(pages.isFetchingNextPage ? 'cases.loading' : 'cases.more')}
        </Button>
      )}
    </div>
  );
}

function Filters({ state, q }: { state: CaseState; q: string }) {
  const { t } = useWords('workplace');
  return (
    <nav className={styles.filters} aria-label={t('cases.state')}>
      <ul>
        {CASE_STATES.map(it => (
          <li key={it}>
            <Link to="/work/cases" search={{ state: it, ...(q && { q }) }} aria-current={it === state ? 'page' : undefined}>
              {t(`cases.states.${it}`)}
            </Link>
          </li>
        ))}
      </ul>
      {q && (
        <p>
          {t('cases.searched', { q })}{' '}
          <Link to="/work/cases" search={{ state }}>
            {t('cases.clear')}
          </Link>
        </p>
      )}
    </nav>
  );
}

function CaseTable({ cases }: { cases: CaseSummary[] }) {
  const { t } = useWords('workplace');
  return (
    <div className={styles.scroll} role="region" aria-label={t('cases.title')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['code', 'what', 'client', 'status', 'due', 'agency'] as const).map(name => (
              <th key={name} scope="col">
                {t(`cases.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.map(it => (
            <CaseRow key={it.id} it={it} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CaseRow({ it }: { it: CaseSummary }) {
  const { t, say } = useWords('workplace');
  const { t: word } = useWords('domain');
  return (
    <tr>
      <th scope="row">
        <Link to="/work/cases/$caseId" params={{ caseId: it.id }}>
          {it.code}
        </Link>
      </th>
      <td title={it.subject ?? undefined}>{it.service ? say(it.service.title) : (it.subject ?? t('case.noSubject'))}</td>
      <td>{it.clientName}</td>
      <td>
        <StatusTag level={caseLevel(it)}>{word(caseWord(it))}</StatusTag>
      </td>
      <td>{it.status !== 'closed' && it.status !== 'done' && <DueTag {...it} />}</td>
      <td>{say(it.agency.title)}</td>
    </tr>
  );
}

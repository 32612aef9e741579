import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { listProposals } from '../../../contract/problems.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { IncidentList } from '../incidents/incident-list.tsx';
import { ErrorList } from './error-list.tsx';
import css from '../../ui/itil.module.css';
import type { ItilPart } from './places.ts';
import { ProblemList } from './problem-list.tsx';
import { ProposalList } from './proposal-list.tsx';
import { Trends } from './trend-page.tsx';

const route = getRouteApi('/work/staff/problems');
const READERS = ['kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'auditor'];

/** Incidents, their problems, what like incidents propose, known errors and trends: P3 and P4 in one place. */
export function ItilPage() {
  const { t } = useWords('problems');
  useTitle(t('title'));
  const navigate = useNavigate();
  const auth = useAuth();
  const roles = 'roles' in auth ? auth.roles : [];
  const reads = roles.some(role => READERS.includes(role));
  const { part = reads ? 'incidents' : 'trends' } = route.useSearch();
  const proposed = useCall(listProposals, { state: 'open', limit: 100 }, { enabled: reads }).data?.proposals.length ?? 0;
  const parts: { id: ItilPart; title: string; content: React.ReactNode }[] = [
    ...(reads
      ? ([
          { id: 'incidents', title: t('part.incidents'), content: <IncidentList /> },
          { id: 'problems', title: t('part.problems'), content: <ProblemList /> },
          { id: 'proposals', title: t('part.proposals') + (proposed > 0 ? ` (${proposed})` : ''), content: <ProposalList /> },
          { id: 'known-errors', title: t('part.known-errors'), content: <ErrorList /> },
        ] as const)
      : []),
    ...(roles.some(role => ['team-lead', 'service-manager', 'auditor'].includes(role))
      ? ([{ id: 'trends', title: t('part.trends'), content: <Trends /> }] as const)
      : []),
  ];
  const selected = parts.some(({ id }) => id === part) ? part : parts[0]?.id;
  return (
    <div className={css.page}>
      <h1>{t('title')}</h1>
      {selected === undefined ? (
        <EmptyState title={t('refused')} />
      ) : (
        <>
          <p className={css.lead}>{t('intro')}</p>
          <Tabs
            label={t('parts')}
            items={parts}
            selected={selected}
            onSelect={id => void navigate({ to: '/work/problems', search: { part: id as ItilPart }, replace: true })}
          />
        </>
      )}
    </div>
  );
}

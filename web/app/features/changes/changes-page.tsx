import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { listChanges } from '../../../contract/changes.ts';
import { useCall } from '../../api/use-call.ts';
import { useAuth } from '../../auth/auth.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useTitle } from '../../layout/use-title.ts';
import { EmptyState } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { BoardPart } from './board-part.tsx';
import { ChangeCalendar } from './change-calendar.tsx';
import { ChangeList } from './change-list.tsx';
import css from './changes.module.css';
import type { ChangePart } from './places.ts';

const route = getRouteApi('/work/staff/changes');
const READERS = ['kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'service-manager', 'auditor'];
const KEEPERS = ['service-manager', 'process-owner', 'agency-admin'];

/** The register of changes, their calendar, and the board of one’s agency (P5). */
export function ChangesPage() {
  const { t } = useWords('changes');
  useTitle(t('title'));
  const navigate = useNavigate();
  const auth = useAuth();
  const roles = 'roles' in auth ? auth.roles : [];
  const reads = roles.some(role => READERS.includes(role));
  const keeps = roles.some(role => KEEPERS.includes(role));
  const { part = reads ? 'register' : 'board' } = route.useSearch();
  const awaitMe = useCall(listChanges, { list: 'board', limit: 1 }, { enabled: reads }).data?.awaitMe ?? 0;
  const parts: { id: ChangePart; title: string; content: React.ReactNode }[] = [
    ...(reads
      ? ([
          { id: 'register', title: t('part.register') + (awaitMe > 0 ? ` (${t('awaits', { count: awaitMe })})` : ''), content: <ChangeList /> },
          { id: 'calendar', title: t('part.calendar'), content: <ChangeCalendar /> },
        ] as const)
      : []),
    ...(reads || keeps ? ([{ id: 'board', title: t('part.board'), content: <BoardPart /> }] as const) : []),
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
            onSelect={id => void navigate({ to: '/work/changes', search: { part: id as ChangePart }, replace: true })}
          />
        </>
      )}
    </div>
  );
}

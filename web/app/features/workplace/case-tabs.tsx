import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { z } from 'zod';
import type { caseSummary, caseView } from '../../../contract/cases.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { Waiting } from '../../ui/waiting.tsx';
import { EscalationsPanel } from '../escalations/escalations-panel.tsx';
import { ApplicationPanel } from './application-panel.tsx';
import { ClientPanel } from './client-panel.tsx';
import { DocumentsPanel } from './documents-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import type { KeyHandlers } from './command-layers.ts';
import { focusTab } from './focus-pane.ts';
import { LinksPanel } from './links-panel.tsx';
import { MessagesPanel, type WriteTo } from './messages-panel.tsx';
import type { Tab } from './places.ts';
import { useKeys } from './use-keys.ts';

export type CaseView = z.output<typeof caseView>;
export type CaseSummary = z.output<typeof caseSummary>;

const IncidentPanel = lazy(() => import('../incidents/incident-panel.tsx').then(it => ({ default: it.IncidentPanel })));
const ProblemPanel = lazy(() => import('../problems/problem-panel.tsx').then(it => ({ default: it.ProblemPanel })));
const ChangePanel = lazy(() => import('../changes/change-panel.tsx').then(it => ({ default: it.ChangePanel })));
const DiagramPanel = lazy(() => import('./diagram-panel.tsx').then(it => ({ default: it.DiagramPanel })));

/** Everything about a case, one part at a time. `task` is there when a task of the case is open. */
export function CaseTabs({ it, tab, task }: { it: CaseView; tab: Tab; task?: ReactNode }) {
  const { t } = useWords('workplace');
  const { t: people } = useWords('people');
  const { t: incidents } = useWords('incidents');
  const { t: problems } = useWords('problems');
  const { t: changes } = useWords('changes');
  const navigate = useNavigate();
  const [writeTo, setWriteTo] = useState<WriteTo>();
  const unread = it.unreadMessages > 0 ? ` (${it.unreadMessages})` : '';
  const all: { id: Tab; title: string; content: ReactNode }[] = [
    { id: 'task', title: t('tabs.task'), content: task },
    { id: 'form', title: t('tabs.form'), content: <ApplicationPanel it={it} /> },
    {
      id: 'incident',
      title: incidents('tab'),
      content: (
        <Suspense fallback={<Waiting what={incidents('loading')} />}>
          <IncidentPanel caseId={it.id} />
        </Suspense>
      ),
    },
    {
      id: 'problem',
      title: problems('tab'),
      content: (
        <Suspense fallback={<Waiting what={problems('loadingOne')} />}>
          <ProblemPanel problemId={it.id} />
        </Suspense>
      ),
    },
    {
      id: 'change',
      title: changes('tab'),
      content: (
        <Suspense fallback={<Waiting what={changes('loadingOne')} />}>
          <ChangePanel changeId={it.id} />
        </Suspense>
      ),
    },
    { id: 'history', title: t('tabs.history'), content: <HistoryPanel caseId={it.id} /> },
    { id: 'documents', title: t('tabs.documents'), content: <DocumentsPanel it={it} /> },
    { id: 'messages', title: t('tabs.messages') + unread, content: <MessagesPanel it={it} writeTo={writeTo} onWriting={() => setWriteTo(undefined)} /> },
    {
      id: 'diagram',
      title: t('tabs.diagram'),
      content: (
        <Suspense fallback={<Waiting what={t('diagram.loading')} />}>
          <DiagramPanel caseId={it.id} />
        </Suspense>
      ),
    },
    { id: 'links', title: t('tabs.links'), content: <LinksPanel it={it} /> },
    { id: 'client', title: t('tabs.client'), content: <ClientPanel it={it} /> },
    { id: 'escalations', title: people('escalation.tab'), content: <EscalationsPanel caseId={it.id} /> },
  ];
  // what is found out about an incident, a problem or a change is for those who see the inside of the case
  const part = it.kind === 'change-request' ? 'change' : it.kind;
  const hasPart = (id: Tab) => !['incident', 'problem', 'change'].includes(id) || (id === part && it.may.includes('see-diagram'));
  const items = all.filter(
    ({ id }) => hasPart(id) && (id === 'task' ? task !== undefined : (id !== 'diagram' && id !== 'escalations') || it.may.includes('see-diagram')),
  );
  const selected = items.some(({ id }) => id === tab) ? tab : (items[0]?.id ?? 'form');
  const select = (id: string) => void navigate({ to: '.', search: (before: object) => ({ ...before, tab: id as Tab }), replace: true });
  const write = (to: WriteTo) => () => {
    setWriteTo(to);
    select('messages');
  };
  useKeys({
    ...tabKeys(
      items.map(({ id }) => id),
      select,
    ),
    ...(it.may.includes('note') && { note: write('internal') }),
    ...(it.may.includes('message') && { reply: write('client') }),
  });
  return <Tabs label={t('tabs.label')} items={items} selected={selected} onSelect={select} />;
}

/** The digits 1 to 9, each for the tab in its place. */
function tabKeys(ids: string[], select: (id: string) => void): KeyHandlers {
  const press = (id: string) => () => {
    select(id);
    focusTab(id);
  };
  return Object.fromEntries(ids.slice(0, 9).map((id, at) => [`tab-${at + 1}`, press(id)]));
}

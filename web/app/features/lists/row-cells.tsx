import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { caseLine } from '../../../contract/cases.ts';
import type { taskLine } from '../../../contract/tasks.ts';
import { useWords } from '../../i18n/use-words.ts';
import { caseLevel, caseWord } from '../../ui/case-words.ts';
import { StatusTag } from '../../ui/status-tag.tsx';
import { DueTag } from '../workplace/due-tag.tsx';
import type { Column } from './place.ts';

export type TaskLine = z.output<typeof taskLine>;
export type CaseLine = z.output<typeof caseLine>;
type Line = { task: TaskLine; it: TaskLine['case'] & Pick<TaskLine, 'submittedAt' | 'waits'>; me: string } | { task: null; it: CaseLine; me: string };

/** What a column shows of a row, in words. `null` where the row has nothing to say there. */
export function useCells(): (column: Column['id'], line: Line) => ReactNode {
  const { t, say, date } = useWords('workplace');
  const { t: word } = useWords('domain');
  const { t: list } = useWords('lists');
  const cells: Record<Column['id'], (line: Line) => ReactNode> = {
    code: ({ it }) => it.code,
    what: ({ it, task }) => (
      <>
        <strong>{it.service ? say(it.service.title) : (it.subject ?? t('case.noSubject'))}</strong>
        {task && <> {say(task.title)}</>}
      </>
    ),
    client: ({ it }) => it.clientName,
    assignee: ({ task, me }) => task && (task.assignee === null ? t('list.nobody') : task.assignee.id === me ? t('list.you') : task.assignee.name),
    due: ({ it }) => it.status !== 'closed' && it.status !== 'done' && <DueTag {...it} />,
    priority: ({ it }) => word('priority', { priority: it.priority }),
    status: ({ it, task }) => (task ? word(`status.${it.status}`) : <StatusTag level={caseLevel(it as CaseLine)}>{word(caseWord(it as CaseLine))}</StatusTag>),
    channel: ({ it }) => word(`channel.${it.channel}`),
    kind: ({ it }) => word(`kind.${it.kind}`),
    agency: ({ it, task }) => (task ? null : say((it as CaseLine).agency.title)),
    team: ({ it, task }) => (task ? task.team : (it as CaseLine).team)?.toUpperCase(),
    submitted: ({ it }) => date(it.submittedAt),
    created: ({ task }) => task && date(task.createdAt),
    closed: ({ it, task }) => !task && (it as CaseLine).closedAt && date((it as CaseLine).closedAt!),
    waits: ({ it }) =>
      it.waits && (
        <>
          {list(`waits.${it.waits.for}`, { defaultValue: it.waits.for })}
          {it.waits.reason && `: ${it.waits.reason}`}
        </>
      ),
  };
  return (column, line) => cells[column](line);
}

/** Why a row is new to the reader since they last looked; null when it is not. */
export function newsOf({ news, arrivedAt }: { news: TaskLine['news']; arrivedAt: string }, since: string | null): string | null {
  if (since === null) return null;
  if (news && !news.mine && news.at > since) return news.why;
  return arrivedAt > since ? 'arrived' : null;
}

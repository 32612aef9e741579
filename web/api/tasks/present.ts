import type { z } from 'zod';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { iso, nameOf } from '../cases/present.ts';
import { titledService } from '../cases/summaries.ts';
import { isOpen } from '../cases/status.ts';
import type { taskSummary } from '../../contract/tasks.ts';

export const TASK_INCLUDE = {
  case: { include: { client: { select: { givenName: true, familyName: true } } } },
  /** Those not given back, the last one first. */
  handOvers: { where: { returnedAt: null, kind: { in: ['hand-over', 'decision'] as string[] } }, orderBy: { at: 'desc' } },
} as const satisfies Prisma.TaskInclude;
export type TaskRow = Prisma.TaskGetPayload<{ include: typeof TASK_INCLUDE }>;
export type TaskSummary = z.input<typeof taskSummary>;

type Beside = { names: Map<string, string>; now: Date; processes: CaseDeps['processes'] };

/** One line of a task list. `names`: display names by user id. */
export function presentTask(row: TaskRow, { names, now, processes }: Beside): TaskSummary {
  const it = row.case;
  const [last] = row.handOvers;
  const person = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  return {
    key: row.key,
    title: { lv: row.titleLv, en: row.titleEn },
    elementId: row.elementId,
    processId: row.processId,
    team: row.team,
    role: row.role as TaskSummary['role'],
    level: row.level,
    assignee: person(row.assigneeId),
    onBehalfOf: person(row.onBehalfOfId),
    standIn: person(row.standInId),
    handOver: last
      ? { from: person(last.fromId), for: person(last.forId), toTeam: last.toTeam, note: last.note, at: last.at.toISOString(), takenAt: iso(last.takenAt) }
      : null,
    createdAt: row.createdAt.toISOString(),
    version: row.rowVersion,
    case: {
      id: it.id,
      code: it.code,
      kind: it.kind as TaskSummary['case']['kind'],
      service: titledService(processes, it.serviceId),
      subject: it.subject,
      status: it.status as TaskSummary['case']['status'],
      clientName: nameOf(it.client),
      priority: it.priority,
      overdue: it.overdue || (isOpen(it.status) && it.dueAt !== null && it.dueAt < now),
      escalated: it.escalated,
      dueAt: iso(it.dueAt),
      waitsFor: it.waitsFor,
      channel: it.channel as TaskSummary['case']['channel'],
    },
  };
}

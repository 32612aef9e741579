import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { FormSchema } from '../../../processes/load.ts';
import type { ModelElement } from '../../../processes/model.ts';
import type { Models } from '../cases/models.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { User } from '../http/user.ts';
import { doersOf, maySeeTask } from './policy.ts';
import { presentTask, TASK_INCLUDE, type TaskRow, type TaskSummary } from './present.ts';

export const factsOf = (row: TaskRow) => ({ ...row, owner: row.case.owner, complainedOf: row.case.complainedOf });

/** What a form asks, and the version it has; null when the task has none. */
export type TaskForm = { id: string; version: string; schema: Record<string, unknown> } | null;

/** More than this nobody chooses from a list. */
const MOST_WORKERS = 500;

export type Finder = ReturnType<typeof makeFinder>;

/** Finds tasks for people, with what the diagram and the form of their very version say. */
export function makeFinder({ db, log, now, processes }: CaseDeps, models: Models) {
  async function namesOf(ids: (string | null)[], at: Db | Tx = db): Promise<Map<string, string>> {
    const wanted = [...new Set(ids.filter(id => id !== null))];
    if (wanted.length === 0) return new Map();
    const accounts = await at.userAccount.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
    return new Map(accounts.map(it => [it.id, it.name]));
  }

  return {
    namesOf,
    /** The task, if the person may see it; otherwise it does not exist for them (404, logged and audited). */
    async find(taskKey: string, user: User): Promise<TaskRow> {
      const row = await db.task.findUnique({ where: { key: taskKey }, include: TASK_INCLUDE });
      if (!row) throw new Problem('not-found', `No task ${taskKey}`);
      if (maySeeTask(user, factsOf(row))) return row;
      log.warn({ userId: user.id, taskKey, caseId: row.caseId }, 'task refused');
      await db.$transaction(tx => audit(tx, { who: user.id, did: 'task.refused', at: now(), caseId: row.caseId, data: { taskKey } }));
      throw new Problem('not-found', `No task ${taskKey}`);
    },

    async present(rows: TaskRow[], at: Db | Tx = db): Promise<TaskSummary[]> {
      const handed = rows.flatMap(({ handOvers: [last] }) => [last?.fromId ?? null, last?.forId ?? null]);
      const names = await namesOf([...rows.flatMap(row => [row.assigneeId, row.onBehalfOfId, row.standInId]), ...handed], at);
      return rows.map(row => presentTask(row, { names, now: now(), processes }));
    },

    /** The element of the diagram the task stands for: its act and what it gives back to the engine. */
    async elementOf(row: Pick<TaskRow, 'processId' | 'version' | 'elementId'>): Promise<ModelElement | undefined> {
      return (await models.of(row.processId, row.version))?.elements.get(row.elementId);
    },

    /** The form in the version the task was made with (F7); of this release when that is not known. */
    async formOf({ formKey, formId }: Pick<TaskRow, 'formKey' | 'formId'>): Promise<TaskForm> {
      const kept = formKey ? await db.formVersion.findUnique({ where: { formKey } }) : null;
      if (kept) return { id: kept.formId, version: kept.formKey, schema: kept.schema as Record<string, unknown> };
      const own: FormSchema | undefined = formId === null ? undefined : processes.flatMap(it => [...it.forms.values()]).find(it => it.id === formId);
      return own ? { id: own.id, version: 'release', schema: own } : null;
    },

    /** People of these agencies, by name: whom a complaint may be about. */
    async workersOf(agencies: (string | null)[]): Promise<{ id: string; name: string }[]> {
      const where = { agencyId: { in: agencies.filter(it => it !== null) } };
      return db.userAccount.findMany({ where, orderBy: { name: 'asc' }, take: MOST_WORKERS, select: { id: true, name: true } });
    },

    /** People of a team who may do a task of this kind, by name; never the one complained of. */
    async colleaguesFor({ team, role, case: { complainedOf } }: Pick<TaskRow, 'team' | 'role' | 'case'>): Promise<{ id: string; name: string }[]> {
      return db.userAccount.findMany({
        where: { agencyId: team, roles: { hasSome: doersOf(role) }, id: { notIn: complainedOf } },
        orderBy: { name: 'asc' },
        select: { id: true, name: true },
      });
    },
  };
}

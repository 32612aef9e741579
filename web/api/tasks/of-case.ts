import { Problem } from '../../../platform/problem.ts';
import type { listCaseTasks } from '../../contract/tasks.ts';
import { makeAccess } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { maySeeDiagram } from '../cases/policy.ts';
import type { UseCase } from '../http/bind.ts';
import { factsOf, type Finder } from './find.ts';
import { maySeeTask, mayWorkOn } from './policy.ts';
import { TASK_INCLUDE } from './present.ts';

/** The way from a case to what is to be done in it. Of tasks of others one sees whose they are, no more. */
export function makeTasksOfCase(deps: CaseDeps, finder: Finder, directory: Directory): UseCase<typeof listCaseTasks> {
  const access = makeAccess(deps);
  return async ({ caseId }, { user }) => {
    const it = await access.find(caseId, user);
    if (!maySeeDiagram(user, it)) throw new Problem('not-permitted', 'Tasks are shown to staff');
    const rows = await deps.db.task.findMany({ where: { caseId, state: 'open' }, orderBy: { createdAt: 'asc' }, include: TASK_INCLUDE });
    const [names, agency] = await Promise.all([finder.namesOf(rows.map(row => row.assigneeId)), directory.agencies()]);
    return {
      tasks: rows.map(row => ({
        key: row.key,
        title: { lv: row.titleLv, en: row.titleEn },
        team: agency(row.team),
        assignee: row.assigneeId ? { id: row.assigneeId, name: names.get(row.assigneeId) ?? '' } : null,
        access: mayWorkOn(user, factsOf(row)) ? ('work' as const) : maySeeTask(user, factsOf(row)) ? ('look' as const) : ('none' as const),
      })),
    };
  };
}

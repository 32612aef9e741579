import { Problem } from '../../../platform/problem.ts';
import { audit } from '../audit/audit.ts';
import { purposeOf } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Context } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { factsOf, type Finder } from './find.ts';
import { mayReadDrafts } from './policy.ts';
import type { TaskRow } from './present.ts';

/** More people than ever type in one form. */
const MOST = 20;

/** What others have typed in the form of a task, for whoever may do it: when work changes hands, no word is lost (F3, F4). */
export function makeTaskDrafts({ db, now }: CaseDeps, finder: Finder) {
  // a form is looked at again and again while one types: one entry a day for each reader and task (by this process) says it
  const told = new Set<string>();
  let day = '';

  async function tell(row: TaskRow, user: User): Promise<void> {
    const at = now();
    const date = at.toISOString().slice(0, 10);
    if (date !== day) told.clear();
    day = date;
    const look = `${user.id} ${row.key}`;
    if (told.has(look)) return;
    const entry = { who: user.id, did: 'task.drafts', at, caseId: row.caseId, clientId: row.case.clientId, data: { taskKey: row.key } };
    await db.$transaction(tx => audit(tx, { ...entry, purpose: purposeOf(user, row.case) ?? 'handling' }));
    told.add(look);
  }

  return async ({ taskKey }: { taskKey: string }, { user }: Context) => {
    const row = await finder.find(taskKey, user);
    if (!mayReadDrafts(user, factsOf(row))) throw new Problem('not-permitted', 'Drafts are for those who may do the task');
    const drafts = await db.draft.findMany({ where: { subject: `task:${taskKey}`, userId: { not: user.id } }, orderBy: { updatedAt: 'desc' }, take: MOST });
    if (drafts.length === 0) return { drafts: [] };

    const names = await finder.namesOf(drafts.map(it => it.userId));
    await tell(row, user);
    return {
      drafts: drafts.map(({ userId, data, version, updatedAt }) => ({
        person: { id: userId, name: names.get(userId) ?? '' },
        data: data as Record<string, unknown>,
        version,
        updatedAt: updatedAt.toISOString(),
      })),
    };
  };
}

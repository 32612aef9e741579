import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type { ModelElement } from '../../../processes/model.ts';
import { absencesOn, matterOf } from '../absences/load.ts';
import { absenceOn, whoActsFor } from '../absences/who-acts.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import type { Context } from '../http/bind.ts';
import { factsOf, type Finder } from './find.ts';
import { mayAssign } from './policy.ts';
import type { TaskRow } from './present.ts';

/** Agencies of the case that a diagram may name in `teams`, as words: "owner holder partner". */
const AGENCIES_OF: Record<string, (row: TaskRow) => string | null> = {
  owner: row => row.case.owner,
  holder: row => row.case.holder,
  // who works on it at level 3 is the case's team then
  partner: row => row.case.team,
};

/** Teams a task may be handed to: those the diagram names, but for the one that has it. */
export function teamsFor(element: ModelElement | undefined, row: TaskRow): string[] {
  const words = (element?.properties['teams'] ?? '').split(/[ ,]+/);
  const teams = words.flatMap(word => AGENCIES_OF[word]?.(row) ?? []);
  return [...new Set(teams)].filter(team => team !== row.team);
}

/** Who works on a task in another team: in the front office its specialists, elsewhere specialists; a lead's task stays a lead's. */
export function roleIn(team: string, row: Pick<TaskRow, 'role' | 'case'>): string {
  if (row.role === 'team-lead') return 'team-lead';
  return team === row.case.owner ? 'kac-specialist' : 'specialist';
}

/** Whom a task may be handed to. */
export function makeReceivers({ db, now }: Pick<CaseDeps, 'db' | 'now'>, finder: Finder, directory: Directory) {
  return {
    async receivers({ taskKey }: { taskKey: string }, { user }: Context) {
      const row = await finder.find(taskKey, user);
      if (!mayAssign(user, factsOf(row))) throw new Problem('not-permitted', 'Not with this task');
      const on = localDate(now());
      const [colleagues, absences, element, agencies] = await Promise.all([
        finder.colleaguesFor(row),
        absencesOn(db, [row.team], on),
        finder.elementOf(row),
        directory.agencies(),
      ]);
      const matter = matterOf(row.case);
      const awayOf = (id: string) => {
        const away = absenceOn(id, on, matter, absences);
        if (!away) return null;
        const { personId } = whoActsFor(id, on, matter, absences);
        return { untilOn: away.toOn, standIn: colleagues.find(it => it.id === personId) ?? null };
      };
      const people = colleagues.filter(it => it.id !== row.assigneeId).map(it => ({ ...it, away: awayOf(it.id) }));
      return { people, teams: teamsFor(element, row).map(agencies) };
    },
  };
}

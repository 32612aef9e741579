import { endOf, startOf } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type { changeCalendar, CHANGE_STATUSES } from '../../contract/changes.ts';
import { makeShown } from '../audit/shown.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { titledService } from '../cases/summaries.ts';
import type { UseCase } from '../http/bind.ts';
import { collisionsOf } from './collisions.ts';
import { AHEAD } from './parts.ts';
import { changesVisibleTo, mayListChanges } from './policy.ts';
import { speakingOf } from './speaking.ts';

/** What the calendar shows: everything that has its time, unless it was refused or ended before. */
const ON_CALENDAR = [...AHEAD, 'implemented', 'evaluated', 'backed-out'];
const LONGEST_DAYS = 100;
const DAY_MS = 86_400_000;

/** The calendar of changes of all agencies, with what collides (P5.6). */
export function makeChangeCalendar({ db, now, processes }: CaseDeps, directory: Directory) {
  const shown = makeShown({ db, now });

  /** Everybody who plans sees when others change what; what it is about, only those who may see the change. */
  const calendar: UseCase<typeof changeCalendar> = async ({ from, to }, { user }) => {
    if (!mayListChanges(user)) throw new Problem('not-permitted', 'Changes are for staff');
    const [first, last] = [startOf(from), endOf(to)];
    if (last < first || last.getTime() - first.getTime() > LONGEST_DAYS * DAY_MS)
      throw new Problem('invalid-request', 'From a day to a later one, not more than 100 days', [{ path: 'to', code: 'range' }]);
    const where = { status: { in: ON_CALENDAR }, plannedStart: { lt: last }, plannedEnd: { gt: first } };
    const rows = await db.change.findMany({
      where,
      orderBy: [{ plannedStart: 'asc' }, { caseId: 'asc' }],
      include: { case: { select: { code: true, subject: true } } },
    });
    const { speaksFor } = await speakingOf(db, user, now());
    const mine = await db.change.findMany({
      where: { AND: [{ caseId: { in: rows.map(it => it.caseId) } }, changesVisibleTo(user, { speaksFor })] },
      select: { caseId: true },
    });
    const visible = new Set(mine.map(it => it.caseId));
    await shown(user, 'case.list', rows.filter(it => visible.has(it.caseId)).map(it => it.case.code)); // prettier-ignore
    const agency = await directory.agencies();
    const windows = rows.map(it => ({ ...it, id: it.caseId, start: it.plannedStart!, end: it.plannedEnd! }));
    const ahead = windows.filter(it => AHEAD.includes(it.status));
    const codes = new Map(rows.map(it => [it.caseId, it.case.code]));
    return {
      changes: windows.map(it => ({
        id: it.caseId,
        code: it.case.code,
        subject: visible.has(it.caseId) ? it.case.subject : null,
        maySee: visible.has(it.caseId),
        agency: agency(it.holder),
        status: it.status as (typeof CHANGE_STATUSES)[number],
        class: it.class as 'normal' | null,
        start: it.start.toISOString(),
        end: it.end.toISOString(),
        services: it.services.flatMap(id => titledService(processes, id) ?? []),
        items: it.items,
        interruption: it.interruption,
        collidesWith: AHEAD.includes(it.status) ? collisionsOf(it, ahead).map(found => codes.get(found.id)!) : [],
      })),
    };
  };

  return calendar;
}

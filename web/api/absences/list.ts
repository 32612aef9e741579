import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import type * as contract from '../../contract/absences.ts';
import { WORKING_ROLES } from '../../contract/words.ts';
import { makeShown } from '../audit/shown.ts';
import type { UseCase } from '../http/bind.ts';
import { dayAfter, type AbsenceDeps, type Desk } from './desk.ts';
import { toColumn } from './load.ts';
import { mayEnterAbsence, maySeeAbsence } from './policy.ts';

const DAY_MS = 86_400_000;
/** A calendar is looked at by months; a year is the most that is useful. */
const LONGEST_LOOK_DAYS = 370;

/** The calendar of one's team, and one's own absences. */
export function makeAbsenceLists({ db, now, processes }: AbsenceDeps, { agencyOf, present, today }: Desk) {
  const shown = makeShown({ db, now });

  const list: UseCase<typeof contract.listAbsences> = async ({ from, to }, { user }) => {
    const agencyId = agencyOf(user);
    if (to < from || Date.parse(to) - Date.parse(from) > LONGEST_LOOK_DAYS * DAY_MS)
      throw new Problem('invalid-request', 'From one day to another, a year at most', [{ path: 'to', code: 'range' }]);
    const [rows, people] = await Promise.all([
      db.absence.findMany({ where: { agencyId, toOn: { gte: toColumn(from) }, fromOn: { lte: toColumn(to) } }, orderBy: [{ fromOn: 'asc' }, { id: 'asc' }] }),
      db.userAccount.findMany({
        where: { agencyId, roles: { hasSome: [...WORKING_ROLES] } },
        select: { id: true, name: true },
        orderBy: { name: 'asc' },
        take: 500,
      }),
    ]);
    const seen = rows.filter(row => maySeeAbsence(user, row));
    await shown(user, 'absence.list', seen.map(row => row.userId).filter(id => id !== user.id)); // prettier-ignore
    return {
      absences: await present(seen, user),
      people,
      mayEnterFor: people.filter(it => mayEnterAbsence(user, { userId: it.id, agencyId })).map(it => it.id),
      services: servicesOf(processes)
        .filter(it => !it.description.retired)
        .map(it => ({ id: it.id, title: it.description.title })),
    };
  };

  const mine: UseCase<typeof contract.listMyAbsences> = async (_input, { user }) => {
    const where = { agencyId: agencyOf(user), userId: user.id, toOn: { gte: toColumn(dayAfter(today(), -365)) } };
    return { absences: await present(await db.absence.findMany({ where, orderBy: [{ toOn: 'desc' }, { id: 'asc' }] }), user) };
  };

  return { list, mine };
}

import { Problem } from '../../../platform/problem.ts';
import type { Absence } from '../../../prisma/generated/client.ts';
import type * as contract from '../../contract/absences.ts';
import { audit } from '../audit/audit.ts';
import type { UseCase } from '../http/bind.ts';
import { checkAbsence, checkWithout, lockAbsences } from './check.ts';
import { dayAfter, makeDesk, type AbsenceDeps, type Desk } from './desk.ts';
import { makeAbsenceLists } from './list.ts';
import { fromColumn, toColumn } from './load.ts';
import { mayEnterAbsence } from './policy.ts';
import { takeTasksBack } from './tasks-back.ts';

export type Absences = ReturnType<typeof makeAbsences>;

/** Who is away and who stands in (B7, F12). */
export function makeAbsences(deps: AbsenceDeps) {
  const desk = makeDesk(deps);
  return { ...makeAbsenceLists(deps, desk), ...makeEntry(deps, desk), ...makeReturn(deps, desk) };
}

/** Days away are entered and changed. */
function makeEntry({ now, processes }: AbsenceDeps, { agencyOf, present, pushTo, after, find, today }: Desk) {
  const enter: UseCase<typeof contract.enterAbsence> = async ({ userId, ...wanted }, { user, once }) => {
    const agencyId = agencyOf(user);
    const reply = await once(async tx => {
      const person = await tx.userAccount.findUnique({ where: { id: userId } });
      if (person?.agencyId !== agencyId || !mayEnterAbsence(user, { userId, agencyId }))
        throw new Problem('not-permitted', 'One’s own absences, and the lead those of the team');
      await lockAbsences(tx, agencyId);
      await checkAbsence(tx, { id: '', userId, agencyId, ...wanted }, { today: today(), processes });
      const at = now();
      const days = { fromOn: toColumn(wanted.fromOn), toOn: toColumn(wanted.toOn) };
      const row = await tx.absence.create({ data: { ...wanted, ...days, userId, agencyId, createdBy: user.id, createdAt: at } });
      const [view] = await present([row], user, tx);
      await pushTo(tx, [userId, row.substituteId]);
      await audit(tx, { who: user.id, did: 'absence.enter', at, data: { id: row.id, userId, ...daysOf(row), substituteId: row.substituteId } });
      return view!;
    });
    await after(agencyId);
    return reply;
  };

  const change: UseCase<typeof contract.changeAbsence> = async ({ absenceId, version, ...wanted }, { user, once }) => {
    const reply = await once(async tx => {
      const before = await find(tx, { absenceId, version }, user);
      await checkAbsence(tx, { id: absenceId, userId: before.userId, agencyId: before.agencyId, ...wanted }, { today: today(), processes });
      const days = { fromOn: toColumn(wanted.fromOn), toOn: toColumn(wanted.toOn) };
      const row = await tx.absence.update({ where: { id: absenceId }, data: { ...wanted, ...days, version: { increment: 1 } } });
      const [view] = await present([row], user, tx);
      await pushTo(tx, [row.userId, before.substituteId, row.substituteId]);
      const data = { id: row.id, userId: row.userId, ...daysOf(row), substituteId: row.substituteId, before: daysOf(before) };
      await audit(tx, { who: user.id, did: 'absence.change', at: now(), data });
      return view!;
    });
    await after(agencyOf(user));
    return reply;
  };

  return { enter, change };
}

/** An absence is cancelled or ended; who is back takes back what has not been begun. */
function makeReturn({ now }: AbsenceDeps, { agencyOf, pushTo, after, find, today }: Desk) {
  /** One that has begun ends yesterday and stays on record; one that has not is gone. */
  const cancel: UseCase<typeof contract.cancelAbsence> = async ({ absenceId, version, takeBack }, { user, once }) => {
    const reply = await once(async tx => {
      const row = await find(tx, { absenceId, version }, user);
      await checkWithout(tx, row, today());
      const begun = fromColumn(row.fromOn) < today();
      if (begun) await tx.absence.update({ where: { id: absenceId }, data: { toOn: toColumn(dayAfter(today(), -1)), version: { increment: 1 } } });
      else await tx.absence.delete({ where: { id: absenceId } });
      const at = now();
      const person = await tx.userAccount.findUniqueOrThrow({ where: { id: row.userId }, select: { name: true } });
      const takenBack = takeBack === 'true' ? await takeTasksBack(tx, { userId: row.userId, name: person.name, at }) : 0;
      await pushTo(tx, [row.userId, row.substituteId]);
      await audit(tx, { who: user.id, did: 'absence.cancel', at, data: { id: row.id, userId: row.userId, ...daysOf(row), takenBack } });
      return { takenBack };
    });
    await after(agencyOf(user));
    return reply;
  };

  const tasksBack: UseCase<typeof contract.takeTasksBack> = async (_input, { user, once }) =>
    once(async tx => {
      const at = now();
      const takenBack = await takeTasksBack(tx, { userId: user.id, name: user.name, at });
      await audit(tx, { who: user.id, did: 'task.back', at, data: { takenBack } });
      return { takenBack };
    });

  return { cancel, tasksBack };
}

const daysOf = ({ fromOn, toOn, covers }: Absence) => ({ fromOn: fromColumn(fromOn), toOn: fromColumn(toOn), covers });

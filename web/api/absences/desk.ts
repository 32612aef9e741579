import { localDate } from '../../../platform/local-time.ts';
import { notifyPerson } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Absence } from '../../../prisma/generated/client.ts';
import type { Tx } from '../../../platform/database.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { User } from '../http/user.ts';
import { lockAbsences } from './check.ts';
import { fromColumn } from './load.ts';
import { mayChangeAbsence, maySeeAbsence } from './policy.ts';
import { presentAbsence, type AbsenceView } from './present.ts';
import { attend } from './unattended.ts';

export type AbsenceDeps = Pick<CaseDeps, 'db' | 'now' | 'outbox' | 'processes'>;
export type Desk = ReturnType<typeof makeDesk>;

const DAY_MS = 86_400_000;
/** The day so many days after another. */
export const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** What listing, entering and ending absences have between them. */
export function makeDesk(deps: AbsenceDeps) {
  const { db, now, processes } = deps;
  const today = () => localDate(now());

  async function present(rows: Absence[], user: User, at: Tx | AbsenceDeps['db'] = db): Promise<AbsenceView[]> {
    const ids = [...new Set(rows.flatMap(it => [it.userId, it.createdBy, it.substituteId ?? it.userId]))];
    const people = await at.userAccount.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
    const names = new Map(people.map(it => [it.id, it.name]));
    return rows.map(row => presentAbsence(row, { user, names, today: today(), processes }));
  }
  const agencyOf = (user: User): string => {
    if (user.agencyId === null) throw new Problem('not-permitted', 'Absences are for people who work in a team');
    return user.agencyId;
  };

  /** What an absence changes shows at once, here and with who stands in; what is left to nobody is escalated. */
  async function after(agencyId: string): Promise<void> {
    await attend(deps, { team: agencyId });
  }
  async function pushTo(tx: Tx, ids: (string | null)[]): Promise<void> {
    for (const id of new Set(ids.filter(it => it !== null))) await notifyPerson(tx, id);
  }

  async function find(tx: Tx, { absenceId, version }: { absenceId: string; version: number }, user: User): Promise<Absence> {
    await lockAbsences(tx, agencyOf(user));
    const row = await tx.absence.findUnique({ where: { id: absenceId } });
    if (!row || !maySeeAbsence(user, row)) throw new Problem('not-found', `No absence ${absenceId}`);
    if (!mayChangeAbsence(user, row)) throw new Problem('not-permitted', 'One’s own absences, and the lead those of the team');
    if (row.version !== version || fromColumn(row.toOn) < today()) throw new Problem('state-conflict', `Version is ${row.version}`);
    return row;
  }

  return { today, present, agencyOf, after, pushTo, find };
}

import type { Db, Tx } from '../../../platform/database.ts';
import type { Absence } from '../../../prisma/generated/client.ts';
import type { AbsenceFacts, Matter } from './who-acts.ts';

/** A day as the column `date` takes it, and back: no time zone is involved. */
export const toColumn = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const fromColumn = (date: Date): string => date.toISOString().slice(0, 10);

/** Row to what the pure functions take. */
export const factsOf = ({ id, userId, fromOn, toOn, covers, substituteId }: Absence): AbsenceFacts => ({
  id,
  userId,
  fromOn: fromColumn(fromOn),
  toOn: fromColumn(toOn),
  covers,
  substituteId,
});

/** Who of these agencies is away on a day of Riga. Few rows, by index: what has passed is never read. */
export async function absencesOn(at: Db | Tx, agencyIds: readonly string[], on: string): Promise<AbsenceFacts[]> {
  const day = toColumn(on);
  const rows = await at.absence.findMany({ where: { agencyId: { in: [...new Set(agencyIds)] }, toOn: { gte: day }, fromOn: { lte: day } } });
  return rows.map(factsOf);
}

/** What a case is about, as far as absences care. */
export const matterOf = ({ kind, serviceId }: { kind: string; serviceId: string | null }): Matter => ({ kind, serviceId });

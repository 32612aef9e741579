import type { Tx } from '../../../platform/database.ts';
import { Problem, type FieldFault } from '../../../platform/problem.ts';
import { servicesOf, type Process } from '../../../processes/load.ts';
import { KINDS } from '../../contract/words.ts';
import { factsOf, toColumn } from './load.ts';
import { anyCircle, type AbsenceFacts } from './who-acts.ts';

export type Wanted = Omit<AbsenceFacts, 'id'> & { id: string; agencyId: string };

const LONGEST_DAYS = 732;
const DAY_MS = 86_400_000;

/** One entry of an agency at a time: two that are right each may close a circle together. Held until the commit. */
export const lockAbsences = (tx: Tx, agencyId: string) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`absences ${agencyId}`}, 0))`;

/**
 * What is wrong with an absence: days, who stands in, what it covers, an overlap, a circle of substitutes. Call under `lockAbsences`.
 * @throws Problem invalid-form with a fault for each field; codes are words of the feature `absences`
 */
export async function checkAbsence(tx: Tx, it: Wanted, { today, processes }: { today: string; processes: Process[] }): Promise<void> {
  const faults: FieldFault[] = [...faultsOfDays(it, today), ...faultsOfFilter(it, processes), ...(await faultsOfSubstitute(tx, it))];
  if (faults.length === 0) faults.push(...(await faultsBeside(tx, it, today)));
  if (faults.length > 0) throw new Problem('invalid-form', 'The absence does not fit', faults);
}

function faultsOfDays({ fromOn, toOn }: Wanted, today: string): FieldFault[] {
  if (toOn < fromOn) return [{ path: 'toOn', code: 'before-from' }];
  if (toOn < today) return [{ path: 'toOn', code: 'past' }];
  return Date.parse(toOn) - Date.parse(fromOn) > LONGEST_DAYS * DAY_MS ? [{ path: 'toOn', code: 'too-long' }] : [];
}

function faultsOfFilter({ covers }: Wanted, processes: Process[]): FieldFault[] {
  const [what, id = ''] = covers.split(':');
  const known = what === 'all' || (what === 'kind' ? (KINDS as readonly string[]).includes(id) : servicesOf(processes).some(it => it.id === id));
  return known ? [] : [{ path: 'covers', code: 'option' }];
}

async function faultsOfSubstitute(tx: Tx, { userId, agencyId, substituteId }: Wanted): Promise<FieldFault[]> {
  if (substituteId === null) return [];
  if (substituteId === userId) return [{ path: 'substituteId', code: 'self' }];
  const found = await tx.userAccount.findUnique({ where: { id: substituteId }, select: { agencyId: true } });
  return found?.agencyId === agencyId ? [] : [{ path: 'substituteId', code: 'option' }];
}

async function faultsBeside(tx: Tx, it: Wanted, today: string): Promise<FieldFault[]> {
  const others = await standing(tx, it.agencyId, today);
  const beside = others.filter(other => other.id !== it.id);
  const overlaps = beside.some(other => other.userId === it.userId && other.covers === it.covers && other.fromOn <= it.toOn && it.fromOn <= other.toOn);
  if (overlaps) return [{ path: 'fromOn', code: 'overlap' }];
  return anyCircle([...beside, it]) ? [{ path: 'substituteId', code: 'circle' }] : [];
}

/** An absence that goes may have kept two others apart. @throws Problem invalid-form, code circle */
export async function checkWithout(tx: Tx, { id, agencyId }: { id: string; agencyId: string }, today: string): Promise<void> {
  const left = (await standing(tx, agencyId, today)).filter(it => it.id !== id);
  if (anyCircle(left)) throw new Problem('invalid-form', 'Without it substitutes would go in a circle', [{ path: 'substituteId', code: 'circle' }]);
}

async function standing(tx: Tx, agencyId: string, today: string): Promise<AbsenceFacts[]> {
  return (await tx.absence.findMany({ where: { agencyId, toOn: { gte: toColumn(today) } } })).map(factsOf);
}

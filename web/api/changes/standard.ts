import { localDate } from '../../../platform/local-time.ts';
import type { Tx } from '../../../platform/database.ts';
import type { StandardChange } from '../../../prisma/generated/client.ts';
import type { StepDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';

/** Approved beforehand, and still: by the day, and not withdrawn. */
export const isStandardValid = (it: Pick<StandardChange, 'validTo' | 'withdrawnAt'>, at: Date): boolean =>
  it.withdrawnAt === null && it.validTo.toISOString().slice(0, 10) >= localDate(at);

export const validStandards = (tx: Pick<Tx, 'standardChange'>, agency: string, at: Date): Promise<StandardChange[]> =>
  tx.standardChange.findMany({ where: { agency, withdrawnAt: null, validTo: { gte: new Date(localDate(at)) } }, orderBy: { title: 'asc' } });

/**
 * P5.5 of a standard change: the decision was made beforehand, and is written down as the decision on this one. One that has run out
 * meanwhile, or carries more risk than was accepted, goes to the board like any other.
 */
export async function applyStandard({ caseId }: { caseId: string }, { tx, now, newId }: StepDeps) {
  const it = await lockCase(tx, caseId);
  const found = await tx.change.findUniqueOrThrow({ where: { caseId } });
  const standard = found.standardId ? await tx.standardChange.findUnique({ where: { id: found.standardId } }) : null;
  const at = now();
  if (!standard || standard.agency !== it.holder || !isStandardValid(standard, at)) return { standardHolds: false };
  const id = newId();
  const { title, acceptedRisk, approvedBy } = standard;
  await tx.changeDecision.create({
    data: { id, changeId: caseId, outcome: 'approve', grounds: title, acceptedRisk, standardId: standard.id, by: approvedBy, at },
  });
  await tx.change.update({ where: { caseId }, data: { approvalId: id, acceptedRisk } });
  return { standardHolds: true };
}

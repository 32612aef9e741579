import { Prisma, type Case } from '../../../../prisma/generated/client.ts';
import { prepareLetter } from '../../documents/letter.ts';
import type { StepDeps } from '../deps.ts';
import { rearming } from '../../clock/clock.ts';
import { restartFrom, stopClock } from '../../clock/term-of-case.ts';
import { lockCase, moveCase } from '../find.ts';
import { recordEvent } from '../record.ts';
import { isEnding } from '../status.ts';

/** P2.1: level 2 has accepted the case. */
export async function acceptCase({ caseId }: { caseId: string }, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  await takeOver(found, { tx, now }, {});
  return {};
}

async function takeOver(found: Case, { tx, now }: Pick<StepDeps, 'tx' | 'now'>, data: Record<string, unknown>) {
  const team = found.team ?? found.holder;
  const moved = await moveCase(tx, found, 'in_progress', { stage: 'execution', team, level: 2 });
  const at = now();
  await recordEvent(tx, { caseId: found.id, name: 'taken-over', at, data: { by: team, ...data } });
  await rearming(tx, found.id, at, async () => {
    await stopClock(tx, found.id, at, 'acceptance');
    await restartFrom(tx, found.id, { event: 'accepted', at, now: at });
  });
  return moved;
}

/** P2.1: wrong team; KAC classifies anew. */
export async function returnCase({ caseId }: { caseId: string }, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  await moveCase(tx, found, 'returned', { team: found.owner, level: 1 });
  const at = now();
  await rearming(tx, caseId, at, () => stopClock(tx, caseId, at, 'acceptance'));
  await recordEvent(tx, { caseId, name: 'returned', at, data: { from: found.team } });
  return { team: found.owner };
}

export type Proposal = { result: string; reasonCode: string | null; amountCents: number | null };

/** What the tables propose stands with the case, where the decider sees it; null takes an earlier proposal back. */
export async function recordProposal({ caseId, proposal }: { caseId: string; proposal: Proposal | null }, { tx }: StepDeps) {
  await lockCase(tx, caseId);
  await tx.case.update({ where: { id: caseId }, data: { proposal: proposal ?? Prisma.DbNull, version: { increment: 1 } } });
  return {};
}

/** The letter of the decision; it becomes public with the result (P1.6), not before. */
export async function prepareDecision({ caseId }: { caseId: string }, deps: StepDeps) {
  await lockCase(deps.tx, caseId);
  await prepareLetter(caseId, deps);
  return {};
}

/** P2.3: level 2 informs KAC, not the client. A case that nobody had to accept by hand counts as taken over now. */
export async function tellKac({ caseId, outcome }: { caseId: string; outcome: string }, { tx, now }: StepDeps) {
  let found = await lockCase(tx, caseId);
  if (found.status === 'handed_over') found = await takeOver(found, { tx, now }, { automatic: true });
  const from = found.team;
  if (isEnding(found)) return {}; // withdrawn, or found to be a mistake, in this very moment
  await tx.case.update({ where: { id: caseId }, data: { outcome, team: found.owner, level: 1, version: { increment: 1 } } });
  await recordEvent(tx, { caseId, name: 'handed-over', at: now(), data: { to: found.owner, from, outcome }, public: false });
  return {};
}

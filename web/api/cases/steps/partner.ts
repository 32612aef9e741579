import { readDeadline } from '../../clock/clock.ts';
import { keepWaits, pauseClock, resumeClock } from '../../clock/pause.ts';
import type { StepDeps } from '../deps.ts';
import { lockCase, moveCase } from '../find.ts';
import { recordEvent } from '../record.ts';

type HandedOver = { caseId: string; handOverId: string };

/**
 * Functional escalation from level 2 to 3 (PROCESSES §1.4): the partner has the work, the case waits for it, and its clock too where the
 * term says so. To whom, why and until when was written down by whoever handed it over; KAC keeps owning the case.
 */
export async function handToPartner({ caseId, handOverId, partnerByAt }: HandedOver & { partnerByAt: string }, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const handed = await tx.escalation.findUniqueOrThrow({ where: { id: handOverId } });
  const at = now();
  const waitsReason = handed.to.toUpperCase();
  await moveCase(tx, found, 'waiting_level3', { team: handed.to, level: 3, waitsFor: 'partner', waitsReason });
  await recordEvent(tx, { caseId, name: 'partner-asked', at, data: { to: handed.to, answerBy: partnerByAt } });
  const { state, term } = await readDeadline(tx, caseId, at);
  if (state !== 'stopped' && term?.pausesFor.includes('partner'))
    await pauseClock(tx, { caseId, pause: { id: handOverId, for: 'partner', reason: waitsReason }, at, now: at });
  return {};
}

/** The partner has done it, cannot, or has not answered in time: level 2 goes on, with the team that handed it over. */
export async function takeBack({ caseId, handOverId, partnerResult }: HandedOver & { partnerResult: string }, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const handed = await tx.escalation.findUniqueOrThrow({ where: { id: handOverId } });
  const at = now();
  await tx.escalation.update({ where: { id: handOverId }, data: { decision: partnerResult, decidedAt: at } });
  await moveCase(tx, found, 'in_progress', { team: handed.from, level: 2, waitsFor: null, waitsReason: null });
  await recordEvent(tx, { caseId, name: 'partner-answered', at, data: { from: handed.to, result: partnerResult } });
  const deadline = await readDeadline(tx, caseId, at);
  if (deadline.waits.some(it => it.id === handOverId)) await resumeClock(tx, { caseId, ids: [handOverId], at, now: at });
  else await keepWaits(tx, caseId, deadline);
  return {};
}

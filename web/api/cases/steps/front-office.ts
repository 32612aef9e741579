import type { StepDeps } from '../deps.ts';
import { lockCase, moveCase, requestProcessOf, serviceOf } from '../find.ts';
import { iso } from '../present.ts';
import { priorityOf } from '../priority.ts';
import { recordEvent, sendNotice } from '../record.ts';
import { nextAlarmFor, rearming } from '../../clock/clock.ts';
import { restartFrom, retarget, startAcceptance, startClock, stopClock } from '../../clock/term-of-case.ts';
import { isEnding, isOpen } from '../status.ts';
import { endMessageOf, tellEnd } from '../tell-end.ts';
import type { Case } from '../../../../prisma/generated/client.ts';
import { freeChildren } from '../../incidents/steps.ts';
import { letChangeGo } from '../../changes/tell.ts';

/** P1.1: every application is registered, its clock runs from the day it was submitted, and the client is told (N1). */
export async function registerApplication({ caseId }: { caseId: string }, { tx, now, processes }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const at = now();
  const started = await tx.clockEvent.findFirst({ where: { caseId, name: 'started' }, select: { id: true } });
  if (!started) await startClock(tx, found, { at: found.submittedAt, now: at, processes });
  const deadline = await restartFrom(tx, caseId, { event: 'registered', at, now: at });

  await moveCase(tx, found, 'registered', { team: found.owner });
  await recordEvent(tx, { caseId, name: 'registered', at, data: { code: found.code } });
  await sendNotice(tx, { caseId, notice: 'N1', at, data: { code: found.code, dueAt: iso(deadline.dueAt) } });
  return { nextAlarmAt: (await nextAlarmFor(tx, caseId, deadline, at)).toISOString() };
}

export type Classification = {
  caseId: string;
  kind: string;
  impact: 'wide' | 'limited' | 'one';
  urgency: 'high' | 'medium' | 'low';
  priority?: number | null | undefined;
  by: 'table' | 'person';
};

/** P1.2: kind, impact, urgency and priority are kept; the target of the clock follows service and kind. Gives the route. */
export async function recordClassification({ caseId, kind, impact, urgency, priority, by }: Classification, { tx, now, processes }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const at = now();
  const rank = priority ?? (await priorityOf(processes, { impact, urgency }));
  const service = serviceOf(processes, found.serviceId);
  await moveCase(tx, found, 'classified', { kind, impact, urgency, priority: rank, team: found.owner, level: 1, stage: 'application' });
  await recordEvent(tx, { caseId, name: 'classified', at, data: { priority: rank, impact, urgency, by } });
  // the keeper waits for the old date already: a shorter term must be told to it
  const deadline = await rearming(tx, caseId, at, () => retarget(tx, { ...found, kind, priority: rank }, { now: at, processes }));

  return {
    nextAlarmAt: (await nextAlarmFor(tx, caseId, deadline, at)).toISOString(),
    kind,
    serviceId: found.serviceId,
    serviceCode: service?.description.code ?? null,
    holder: found.holder,
    deliveryProcessId: kind === 'service-request' && service ? service.id : null,
    takeOver: service?.description.takeOver ?? 'person',
    requestProcessId: requestProcessOf(processes, kind),
    team: found.owner,
  };
}

/** P1.3: the front office helps by itself. */
export async function beginFirstLine({ caseId }: { caseId: string }, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  await moveCase(tx, found, 'level1', { team: found.owner, level: 1 });
  await recordEvent(tx, { caseId, name: 'level1', at: now() });
  return {};
}

/** P1.4: functional escalation to level 2; KAC keeps owning the case (G2). */
export async function handOverCase({ caseId }: { caseId: string }, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const at = now();
  await moveCase(tx, found, 'handed_over', { team: found.holder, level: 2 });
  await tx.escalation.create({
    data: { caseId, type: 'functional', kind: 'execution', team: found.holder, from: found.owner, to: found.holder, reason: 'execution', at, engineAt: at },
  });
  await recordEvent(tx, { caseId, name: 'handed-over', at, data: { to: found.holder } });
  await rearming(tx, caseId, at, () => startAcceptance(tx, found, at));
  if (found.holder !== found.owner) await sendNotice(tx, { caseId, notice: 'N2', at, data: { code: found.code, agency: await titleOf(tx, found.holder) } });
  return { team: found.holder };
}

async function titleOf(tx: StepDeps['tx'], agencyId: string) {
  const agency = await tx.agency.findUnique({ where: { id: agencyId } });
  return { lv: agency?.titleLv ?? agencyId, en: agency?.titleEn ?? agencyId };
}

/** P1.6: the result is public from now on; the clock stops, because what was promised has been delivered. */
export async function informResult({ caseId }: { caseId: string }, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const at = now();
  const outcome = found.outcome ?? 'fulfilled';
  if (isEnding(found)) return {}; // withdrawn, or found to be a mistake, in this very moment
  await moveCase(tx, found, 'done', { outcome, stage: 'delivery', team: found.owner, level: 1, waitsFor: null });
  await tx.document.updateMany({ where: { caseId, kind: 'decision' }, data: { public: true } });
  await tx.caseEvent.updateMany({ where: { caseId, name: 'decided' }, data: { public: true } });
  await stopClock(tx, caseId, at);
  await recordEvent(tx, { caseId, name: 'result-ready', at, data: { outcome } });
  await sendNotice(tx, { caseId, notice: 'N5', at, data: { code: found.code, outcome, resultWay: found.resultWay } });
  return {};
}

export async function askFeedback({ caseId }: { caseId: string }, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const at = now();
  await sendNotice(tx, { caseId, notice: 'feedback', at, data: { code: found.code } });
  await recordEvent(tx, { caseId, name: 'feedback-asked', at });
  return {};
}

/** `attempt`: which opening of the case the run belongs to that asks for it; absent: the one of today. */
type Closing = { caseId: string; attempt?: number | undefined };

/**
 * A run of an earlier opening, which has not quite ended, has taken what was said of this one: it is said again, for the run that begins
 * when that one has ended, and the case stays open until then.
 */
async function passedOn(tx: StepDeps['tx'], found: Case, attempt = found.attempt): Promise<boolean> {
  if (attempt >= found.attempt) return false;
  const { id: caseId, outcome } = found;
  if (outcome && isEnding(found)) await tellEnd(tx, { caseId, outcome, messageId: `${caseId}-${endMessageOf(outcome)}-${found.attempt}-again` });
  return true;
}

/** The applicant has withdrawn: the case ends where it stands. */
export async function closeWithdrawn({ caseId, attempt }: Closing, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  if (found.status === 'closed' || (await passedOn(tx, found, attempt))) return {};
  const at = now();
  await stopClock(tx, caseId, at);
  await moveCase(tx, found, 'closed', { outcome: 'withdrawn', closedAt: at, team: found.owner, waitsFor: null, escalated: false });
  await letGo(tx, found, 'withdrawn', at);
  await recordEvent(tx, { caseId, name: 'closed', at, data: { outcome: 'withdrawn' } });
  await sendNotice(tx, { caseId, notice: 'N6', at, data: { code: found.code, outcome: 'withdrawn' } });
  return {};
}

/** The applicant disputes the result and KAC agrees: back to classification, with a new clock (PROCESSES P1.7). */
export async function reopenCase({ caseId, actor = null }: { caseId: string; actor?: string | null }, { tx, now, processes }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const at = now();
  // the next result is rated anew; what was said in the dispute stands among the messages
  await tx.feedback.deleteMany({ where: { caseId } });
  await moveCase(tx, found, 'classified', { outcome: null, stage: 'application', closedAt: null, team: found.owner, level: 1, overdue: false });
  const deadline = await startClock(tx, found, { at, now: at, processes, from: 'reopened' });
  await recordEvent(tx, { caseId, name: 'reopened', at, actor, data: { dueAt: iso(deadline.dueAt) } });
  return { nextAlarmAt: (await nextAlarmFor(tx, caseId, deadline, at)).toISOString() };
}

/**
 * The same within the run in which the result was disputed: its keeper still waits for the date of the clock that was stopped, or for
 * nothing, and must hear of the new one.
 */
export async function reopenDisputed({ caseId }: { caseId: string }, deps: StepDeps) {
  await lockCase(deps.tx, caseId);
  return rearming(deps.tx, caseId, deps.now(), () => reopenCase({ caseId }, deps));
}

/** The case has ended before its result: cases that wait for it do not wait any longer. */
async function letGo(tx: StepDeps['tx'], found: Case, outcome: string, at: Date): Promise<void> {
  await letChangeGo(tx, found, { outcome, at });
  await freeChildren(tx, found.id);
}

/** P1.7: only KAC closes. */
export async function closeCase({ caseId, attempt }: Closing, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  if (found.status === 'closed' || (await passedOn(tx, found, attempt))) return {};
  const at = now();
  const outcome = found.outcome ?? 'fulfilled';
  if (isOpen(found.status)) await stopClock(tx, caseId, at);
  await moveCase(tx, found, 'closed', { outcome, closedAt: at, waitsFor: null, escalated: false });
  if (isEnding({ outcome })) await letGo(tx, found, outcome, at);
  else await letChangeGo(tx, found, { outcome, at });
  await recordEvent(tx, { caseId, name: 'closed', at, data: { outcome } });
  await sendNotice(tx, { caseId, notice: 'N6', at, data: { code: found.code, outcome } });
  return {};
}

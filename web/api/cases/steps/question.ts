import { NEVER, morningOf } from '../../../../platform/deadline.ts';
import type { Tx } from '../../../../platform/database.ts';
import type { Case, Question } from '../../../../prisma/generated/client.ts';
import { announceClock, calendar, readDeadline, turnClock } from '../../clock/clock.ts';
import { pausesForClient } from '../../clock/terms.ts';
import type { StepDeps } from '../deps.ts';
import { lockCase, moveCase, serviceOf } from '../find.ts';
import { iso } from '../present.ts';
import { recordEvent, sendNotice } from '../record.ts';
import type { Status } from '../status.ts';

type Input = { caseId: string; questionId: string };

/** The case waits for its client; the clock pauses from the moment the question was asked, if the term says so (N3). */
export async function askClient({ caseId, questionId }: Input, { tx, now, processes }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const question = await tx.question.findUniqueOrThrow({ where: { id: questionId } });
  const at = now();
  const from = found.status;
  await moveCase(tx, found, 'waiting_applicant', { waitsFor: 'client' });
  await recordEvent(tx, { caseId, name: 'question-asked', at, data: { questionId, from, answerBy: question.answerBy.toISOString() } });
  await sendNotice(tx, { caseId, notice: 'N3', at, data: noticeOf(found, question) });
  if (pausesForClient(found.kind, serviceOf(processes, found.serviceId)?.description)) await pause(tx, found, question, at);
  return {};
}

const noticeOf = ({ code }: Case, { text, answerBy, id }: Question) => ({ code, question: text, questionId: id, answerBy: answerBy.toISOString() });

async function pause(tx: Tx, found: Case, question: Question, now: Date) {
  const { state } = await readDeadline(tx, found.id, now);
  if (state !== 'running') return;
  const deadline = await turnClock(tx, { caseId: found.id, event: { name: 'paused', at: question.askedAt, data: { for: 'client' } }, now });
  await recordEvent(tx, { caseId: found.id, name: 'clock-paused', at: now, data: { for: 'client' } });
  await announceClock(tx, found.id, deadline, now);
}

/** When to remind: in the morning two working days before the last day, then on the last day, then no more. */
export function remindAtFor(answerBy: Date, now: Date): Date {
  const mornings = [morningOf(answerBy, -2, calendar), morningOf(answerBy, 0, calendar)];
  return mornings.find(it => it > now) ?? NEVER;
}

/** N3 again. */
export async function remindClient({ caseId, questionId }: Input, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const question = await tx.question.findUniqueOrThrow({ where: { id: questionId } });
  const at = now();
  await tx.question.update({ where: { id: questionId }, data: { remindedAt: at } });
  await sendNotice(tx, { caseId, notice: 'N3', at, data: { ...noticeOf(found, question), reminder: true } });
  await recordEvent(tx, { caseId, name: 'client-reminded', at, data: { answerBy: question.answerBy.toISOString() } });
  return { remindAt: remindAtFor(question.answerBy, at).toISOString() };
}

/** The answer is there: the case goes on where it stood, the clock from the moment of the answer. */
export async function recordAnswer({ caseId, questionId }: Input, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const question = await tx.question.findUniqueOrThrow({ where: { id: questionId } });
  await goOn(tx, found, question, { at: question.answeredAt ?? now(), now: now() });
  return {};
}

/** The last date has passed. An answer that came while the timer fired still counts. */
export async function expireQuestion({ caseId, questionId }: Input, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const question = await tx.question.findUniqueOrThrow({ where: { id: questionId } });
  const at = now();
  if (!question.answeredAt) {
    await tx.question.update({ where: { id: questionId }, data: { expiredAt: at } });
    await recordEvent(tx, { caseId, name: 'question-expired', at });
  }
  await goOn(tx, found, question, { at: question.answeredAt ?? question.answerBy, now: at });
  return {};
}

async function goOn(tx: Tx, found: Case, question: Question, { at, now }: { at: Date; now: Date }) {
  const asked = await tx.caseEvent.findFirst({
    where: { caseId: found.id, name: 'question-asked', data: { path: ['questionId'], equals: question.id } },
    orderBy: { id: 'desc' },
  });
  const from = (asked?.data as { from?: Status } | undefined)?.from;
  if (found.status === 'waiting_applicant' && from) await moveCase(tx, found, from, { waitsFor: null });
  const { state } = await readDeadline(tx, found.id, now);
  if (state !== 'paused') return;

  // never before the pause began: clocks of two machines may differ by milliseconds
  const resumedAt = at < question.askedAt ? question.askedAt : at;
  const deadline = await turnClock(tx, { caseId: found.id, event: { name: 'resumed', at: resumedAt, data: {} }, now });
  await recordEvent(tx, { caseId: found.id, name: 'clock-resumed', at: now, data: { dueAt: iso(deadline.dueAt) } });
  await announceClock(tx, found.id, deadline, now);
}

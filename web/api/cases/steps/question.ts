import type { Tx } from '../../../../platform/database.ts';
import { daysAfter, morningOf } from '../../../../platform/days.ts';
import { NEVER } from '../../../../platform/deadline.ts';
import { daysBetween, localDate } from '../../../../platform/local-time.ts';
import type { Case, Question } from '../../../../prisma/generated/client.ts';
import type { Calendar } from '../../../../platform/working-days.ts';
import { readCalendar } from '../../calendars/read.ts';
import { readDeadline, rearming } from '../../clock/clock.ts';
import { keepWaits, pauseClock, resumeClock } from '../../clock/pause.ts';
import { restartFrom } from '../../clock/term-of-case.ts';
import type { StepDeps } from '../deps.ts';
import { lockCase, moveCase } from '../find.ts';
import { recordEvent, sendNotice } from '../record.ts';
import type { Status } from '../status.ts';

type Input = { caseId: string; questionId: string };

/**
 * The case waits for its client; the clock pauses from the moment the question was asked, if the term says so (N3). The days to
 * answer count from the day the client is told: what kept the question on its way is not the client's to lose.
 */
export async function askClient({ caseId, questionId }: Input, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const at = now();
  const calendar = await readCalendar(tx, found.calendar);
  const { askedAt, answerBy } = await tx.question.findUniqueOrThrow({ where: { id: questionId } });
  const days = daysBetween(localDate(askedAt), localDate(answerBy));
  const question = await tx.question.update({ where: { id: questionId }, data: { answerBy: daysAfter(at, days, calendar) } });
  const from = found.status;
  await moveCase(tx, found, 'waiting_applicant', { waitsFor: 'client' });
  await recordEvent(tx, { caseId, name: 'question-asked', at, data: { questionId, from, answerBy: question.answerBy.toISOString() } });
  await sendNotice(tx, { caseId, notice: 'N3', at, data: noticeOf(found, question) });
  const { state, term } = await readDeadline(tx, caseId, at);
  if (state !== 'stopped' && term?.pausesFor.includes('client'))
    await pauseClock(tx, { caseId, pause: { id: questionId, for: 'client' }, at: askedAt, now: at });
  return { answerByAt: question.answerBy.toISOString(), remindAt: remindAtFor(question.answerBy, at, calendar).toISOString() };
}

const noticeOf = ({ code }: Case, { text, answerBy, id }: Question) => ({ code, question: text, questionId: id, answerBy: answerBy.toISOString() });

/** When to remind: in the morning two working days before the last day, then on the last day, then no more. */
export function remindAtFor(answerBy: Date, now: Date, calendar: Calendar): Date {
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
  return { remindAt: remindAtFor(question.answerBy, at, await readCalendar(tx, found.calendar)).toISOString() };
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
  // never before the pause began: clocks of two machines may differ by milliseconds
  const resumedAt = at < question.askedAt ? question.askedAt : at;
  const deadline = await readDeadline(tx, found.id, now);
  if (deadline.waits.some(it => it.id === question.id)) await resumeClock(tx, { caseId: found.id, ids: [question.id], at: resumedAt, now });
  else await keepWaits(tx, found.id, deadline);
  if (question.answeredAt) await rearming(tx, found.id, now, () => restartFrom(tx, found.id, { event: 'documents-complete', at: resumedAt, now }));
}

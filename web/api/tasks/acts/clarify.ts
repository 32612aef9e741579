import { daysAfter } from '../../../../platform/days.ts';
import { Problem } from '../../../../platform/problem.ts';
import { remindAtFor } from '../../cases/steps/question.ts';
import { readCalendar } from '../../calendars/read.ts';
import { wordsIn, type Act } from './act.ts';

const DEFAULT_DAYS = 10;

/** A question to the client (P2.1): its words stay here, the engine gets its id and dates. The step `ask-client` sends it. */
export const clarify: Act = async ({ tx, it, data, user, at, deps }) => {
  const text = wordsIn(data, 'question');
  if (!text) throw new Problem('invalid-form', 'A question is needed', [{ path: 'question', code: 'required' }]);
  const open = await tx.question.count({ where: { caseId: it.id, answeredAt: null, expiredAt: null } });
  if (open > 0) throw new Problem('state-conflict', 'A question is open already');

  const days = typeof data['answerWithinDays'] === 'number' ? data['answerWithinDays'] : DEFAULT_DAYS;
  const calendar = await readCalendar(tx, it.calendar);
  const answerBy = daysAfter(at, Math.min(Math.max(Math.round(days), 1), 60), calendar);
  const { id } = await tx.question.create({ data: { id: deps.newId(), caseId: it.id, text, askedBy: user.id, askedAt: at, answerBy } });
  return { questionId: id, answerByAt: answerBy.toISOString(), remindAt: remindAtFor(answerBy, at, calendar).toISOString() };
};

import { monthsAfter } from '../../../../platform/days.ts';
import { readCalendar } from '../../calendars/read.ts';
import { readDeadline } from '../../clock/clock.ts';
import { stopClock } from '../../clock/term-of-case.ts';
import type { StepDeps } from '../deps.ts';
import { lockCase, moveCase, serviceOf } from '../find.ts';
import { recordEvent, sendNotice } from '../record.ts';

/**
 * Nothing has been decided in time, and the law says what that means (M1): the application is granted or refused by it. The case is closed
 * with that outcome; open tasks go at once, so that nobody decides any more. The client is told (N5, N6) and may have it reopened as usual.
 */
export async function recordSilence({ caseId }: { caseId: string }, { tx, now, processes }: StepDeps) {
  const found = await lockCase(tx, caseId);
  if (found.status === 'closed') return {};
  const at = now();
  const { term, dueAt } = await readDeadline(tx, caseId, at);
  const granted = term?.silence === 'accepted';
  const outcome = granted ? 'fulfilled' : 'refused';
  const service = serviceOf(processes, found.serviceId)?.description;

  await tx.task.updateMany({ where: { caseId, state: 'open' }, data: { state: 'cancelled', rowVersion: { increment: 1 } } });
  if (service) {
    const appealUntil = monthsAfter(at, service.appeal.months, await readCalendar(tx, found.calendar));
    const said = { outcome: granted ? 'grant' : 'refuse', grounds: [], reason: term?.law.lv ?? null, automatic: true };
    await tx.decision.create({ data: { caseId, ...said, appealUntil, decidedAt: dueAt ?? at } });
  }
  await stopClock(tx, caseId, at);
  await stopClock(tx, caseId, at, 'acceptance');
  const beside = { outcome, stage: 'delivery', closedAt: at, team: found.owner, level: 1, waitsFor: null, escalated: false };
  await moveCase(tx, found, 'closed', beside);
  await recordEvent(tx, { caseId, name: 'silence', at, data: { outcome, law: term?.law ?? null } });
  await recordEvent(tx, { caseId, name: 'closed', at, data: { outcome } });
  const data = { code: found.code, outcome, resultWay: found.resultWay };
  await sendNotice(tx, { caseId, notice: 'N5', at, data });
  await sendNotice(tx, { caseId, notice: 'N6', at, data });
  return {};
}

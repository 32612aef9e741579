import type { Db, Tx } from '../../../platform/database.ts';
import type { ContactRule } from '../../../prisma/generated/client.ts';
import type { Calendar } from '../../../platform/working-days.ts';
import { readCalendar } from '../calendars/read.ts';
import { workingMinutesAfter } from './working-minutes.ts';

/** How the agency's contact centre works; what it does not say, holds as for all. @throws Error when the table has lost its row for all */
export async function ruleOf(db: Db | Tx, agency: string): Promise<ContactRule> {
  const rules = await db.contactRule.findMany({ where: { agency: { in: [agency, '*'] } } });
  const rule = rules.find(it => it.agency === agency) ?? rules.find(it => it.agency === '*');
  if (!rule) throw new Error('The table contact_rule has no row *');
  return rule;
}

/** When a call promised now is due, and when to remind of it: working time of the agency's calendar. */
export function callBackTimes({ callBackMinutes, remindMinutes }: ContactRule, now: Date, calendar: Pick<Calendar, 'hours'>): { dueAt: Date; remindAt: Date } {
  const after = (minutes: number) => workingMinutesAfter(now, minutes, calendar.hours);
  return { dueAt: after(callBackMinutes), remindAt: after(Math.max(0, callBackMinutes - remindMinutes)) };
}

/** The same by the rule and the calendar of the agency as they stand. */
export async function promise(tx: Tx, agency: string, now: Date): Promise<{ dueAt: Date; remindAt: Date }> {
  return callBackTimes(await ruleOf(tx, agency), now, await readCalendar(tx, agency));
}

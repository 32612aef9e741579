import type { Db, Tx } from '../../../platform/database.ts';
import type { ContactRule } from '../../../prisma/generated/client.ts';
import { calendar } from '../clock/clock.ts';
import { workingMinutesAfter } from './working-minutes.ts';

/** How the agency's contact centre works; what it does not say, holds as for all. @throws Error when the table has lost its row for all */
export async function ruleOf(db: Db | Tx, agency: string): Promise<ContactRule> {
  const rules = await db.contactRule.findMany({ where: { agency: { in: [agency, '*'] } } });
  const rule = rules.find(it => it.agency === agency) ?? rules.find(it => it.agency === '*');
  if (!rule) throw new Error('The table contact_rule has no row *');
  return rule;
}

/** When a call promised now is due, and when to remind of it: working time of the agency's calendar. */
export function callBackTimes({ callBackMinutes, remindMinutes }: ContactRule, now: Date): { dueAt: Date; remindAt: Date } {
  const after = (minutes: number) => workingMinutesAfter(now, minutes, hoursOf);
  return { dueAt: after(callBackMinutes), remindAt: after(Math.max(0, callBackMinutes - remindMinutes)) };
}

/** Opening hours in Riga; summer time is whatever it is at noon of the day. */
function hoursOf(date: string): { from: Date; to: Date }[] {
  if (!calendar.isWorking(date)) return [];
  const noon = new Date(`${date}T12:00:00Z`);
  const offset = Number(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Riga', hour: '2-digit', hourCycle: 'h23' }).format(noon)) - 12;
  const at = (hours: number) => new Date(Date.parse(`${date}T00:00:00Z`) + (hours - offset) * 3_600_000);
  return [{ from: at(8.5), to: at(17) }];
}

import { daysAfter, morningOf } from '../../../platform/days.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { readCalendar } from '../calendars/read.ts';

/** What was closed as registered by mistake, or as the same as another, has no result its client could dispute. */
const NOT_FOR_CLIENTS = new Set(['void', 'duplicate']);

/**
 * Last moment at which the client may have a closed case opened again: the end of so many working days after closing as the agency
 * that holds it has set (PROCESSES §1.6). It is our own, shorter way beside the right to appeal, which stays as the law gives it
 * (Administrative Procedure Law, section 79: one month). Null: not closed, or not to be reopened by the client.
 */
export async function reopenUntil(tx: Tx | Db, { closedAt, outcome, holder }: Pick<Case, 'closedAt' | 'outcome' | 'holder'>): Promise<Date | null> {
  if (!closedAt || NOT_FOR_CLIENTS.has(outcome ?? '')) return null;
  const agency = await tx.agency.findUnique({ where: { id: holder }, select: { reopenWorkingDays: true } });
  const days = agency?.reopenWorkingDays ?? 0;
  if (days <= 0) return null;
  const calendar = await readCalendar(tx, holder, closedAt);
  return daysAfter(morningOf(closedAt, days, calendar), 0, calendar);
}

import { daysAfter, morningOf } from '../../../platform/days.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { readCalendar } from '../calendars/read.ts';

/**
 * Last moment at which a closed case may be opened again: the end of so many working days after closing as the agency
 * that holds it has set (PROCESSES §1.6). It is our own, shorter way beside the right to appeal, which stays as the law gives it
 * (Administrative Procedure Law, section 79: one month). Null: not closed, a duplicate (that is un-merged), or the agency opens nothing again.
 */
export async function reopenUntil(tx: Tx | Db, { closedAt, outcome, holder }: Pick<Case, 'closedAt' | 'outcome' | 'holder'>): Promise<Date | null> {
  if (!closedAt || outcome === 'duplicate') return null;
  const agency = await tx.agency.findUnique({ where: { id: holder }, select: { reopenWorkingDays: true } });
  const days = agency?.reopenWorkingDays ?? 0;
  if (days <= 0) return null;
  const calendar = await readCalendar(tx, holder, closedAt);
  return daysAfter(morningOf(closedAt, days, calendar), 0, calendar);
}

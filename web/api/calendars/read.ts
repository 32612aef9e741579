import type { Tx } from '../../../platform/database.ts';
import { makeCalendar, type Calendar, type DatedWeek, type Span, type SpecialDay, type Week } from '../../../platform/working-days.ts';
import type { CalendarDay } from '../../../prisma/generated/client.ts';

const USUAL = makeCalendar();

export const dateOf = (on: Date): string => on.toISOString().slice(0, 10);

export const toSpecialDay = ({ on, hours, titleLv, titleEn }: Pick<CalendarDay, 'on' | 'hours' | 'titleLv' | 'titleEn'>): SpecialDay => ({
  on: dateOf(on),
  hours: hours as Span[],
  title: { lv: titleLv, en: titleEn },
});

/** What an agency works, as it stands or as it stood at a moment; `null` = institutions in general. */
export async function readCalendar(tx: Tx, agencyId: string | null, asOf?: Date | null): Promise<Calendar> {
  if (!agencyId) return USUAL;
  const data = await readCalendarData(tx, agencyId, asOf);
  return data.weeks.length + data.days.length > 0 ? makeCalendar(data) : USUAL;
}

/** Weeks by their first day, and days that differ. */
export type AgencyTime = { weeks: DatedWeek[]; days: SpecialDay[] };

export async function readCalendarData(tx: Tx, agencyId: string, asOf?: Date | null): Promise<AgencyTime> {
  const known = asOf ? { addedAt: { lte: asOf }, OR: [{ removedAt: null }, { removedAt: { gt: asOf } }] } : { removedAt: null };
  const weeks = await tx.agencyWeek.findMany({ where: { agencyId, ...known }, orderBy: { validFrom: 'asc' } });
  const days = await tx.calendarDay.findMany({ where: { agencyId, ...known }, orderBy: { on: 'asc' } });
  return { weeks: weeks.map(it => ({ from: dateOf(it.validFrom), week: it.week as Week })), days: days.map(toSpecialDay) };
}

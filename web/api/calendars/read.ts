import type { Tx } from '../../../platform/database.ts';
import { makeCalendar, type Calendar, type Span, type SpecialDay, type Week } from '../../../platform/working-days.ts';
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
  const { week, days } = await readCalendarData(tx, agencyId, asOf);
  return week || days.length > 0 ? makeCalendar({ ...(week && { week }), days }) : USUAL;
}

export async function readCalendarData(tx: Tx, agencyId: string, asOf?: Date | null): Promise<{ week: Week | null; days: SpecialDay[] }> {
  const known = asOf ? { addedAt: { lte: asOf }, OR: [{ removedAt: null }, { removedAt: { gt: asOf } }] } : { removedAt: null };
  const week = await tx.agencyWeek.findUnique({ where: { agencyId } });
  const days = await tx.calendarDay.findMany({ where: { agencyId, ...known }, orderBy: { on: 'asc' } });
  return { week: week ? (week.week as Week) : null, days: days.map(toSpecialDay) };
}

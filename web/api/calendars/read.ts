import type { Tx } from '../../../platform/database.ts';
import { makeCalendar, type Calendar, type DatedWeek, type SpecialDay } from '../../../platform/working-days.ts';
import { Prisma } from '../../../prisma/generated/client.ts';

const USUAL = makeCalendar();

export const dateOf = (on: Date): string => on.toISOString().slice(0, 10);

/** What an agency works, as it stands or as it stood at a moment; `null` = institutions in general. */
export async function readCalendar(tx: Tx, agencyId: string | null, asOf?: Date | null): Promise<Calendar> {
  if (!agencyId) return USUAL;
  const data = await readCalendarData(tx, agencyId, asOf);
  return data.weeks.length + data.days.length > 0 ? makeCalendar(data) : USUAL;
}

/** Weeks by their first day, and days that differ. */
export type AgencyTime = { weeks: DatedWeek[]; days: SpecialDay[] };

/** Weeks and days in one statement: a page of a case asks for two calendars (BARS C5). */
export async function readCalendarData(tx: Tx, agencyId: string, asOf?: Date | null): Promise<AgencyTime> {
  const known = asOf
    ? Prisma.sql`x.agency_id = ${agencyId} AND x.added_at <= ${asOf}::timestamptz AND (x.removed_at IS NULL OR x.removed_at > ${asOf}::timestamptz)`
    : Prisma.sql`x.agency_id = ${agencyId} AND x.removed_at IS NULL`;
  const [row] = await tx.$queryRaw<[AgencyTime]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('from', x.valid_from, 'week', x.week) ORDER BY x.valid_from), '[]') FROM agency_week x WHERE ${known}) AS weeks,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('on', x."on", 'hours', x.hours, 'title', jsonb_build_object('lv', x.title_lv, 'en', x.title_en)) ORDER BY x."on"), '[]')
        FROM calendar_day x WHERE ${known}) AS days`;
  return row;
}

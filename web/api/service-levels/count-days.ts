import type { Db, Tx } from '../../../platform/database.ts';
import { addMonths, localDate, shift, startOf } from '../../../platform/local-time.ts';

/** A case may be opened again, and what a day said changes: so many days are counted anew with every count. */
const AGAIN_DAYS = 2;

/**
 * Counts what ended and what was rated from one day to another (both included) anew, by day, service and kind (P10.6, P10.7). Reads by the
 * index of the moment; two at once follow each other.
 */
export async function countDays(tx: Tx, from: string, to: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('service-day', 0))`;
  const [begin, end] = [startOf(from), startOf(shift(to, 1))];
  await tx.$executeRaw`DELETE FROM service_day WHERE "on" BETWEEN ${from}::date AND ${to}::date`;
  await tx.$executeRaw`
    INSERT INTO service_day (holder, service_id, kind, "on", closed, with_due, on_time, first_line, minutes)
    SELECT holder, coalesce(service_id, ''), kind, (closed_at AT TIME ZONE 'Europe/Riga')::date, count(*), count(due_at),
      count(*) FILTER (WHERE due_at IS NOT NULL AND NOT overdue), count(*) FILTER (WHERE level = 1),
      sum(greatest(0, extract(epoch FROM closed_at - submitted_at) / 60))::bigint
    FROM "case" WHERE closed_at >= ${begin} AND closed_at < ${end} AND outcome IN ('fulfilled', 'refused')
    GROUP BY 1, 2, 3, 4`;
  await tx.$executeRaw`
    INSERT INTO service_day (holder, service_id, kind, "on", rated, rating_sum, disputed)
    SELECT * FROM (
      SELECT c.holder, coalesce(c.service_id, ''), c.kind, (f.at AT TIME ZONE 'Europe/Riga')::date, count(*), sum(f.rating), count(*) FILTER (WHERE f.disputed)
      FROM feedback f JOIN "case" c ON c.id = f.case_id WHERE f.at >= ${begin} AND f.at < ${end} GROUP BY 1, 2, 3, 4
      UNION ALL
      SELECT k.agency, coalesce(t.service_id, ''), 'consultation', (t.rated_at AT TIME ZONE 'Europe/Riga')::date, count(*), sum(t.rating), 0
      FROM contact_topic t JOIN contact k ON k.id = t.contact_id WHERE t.rated_at >= ${begin} AND t.rated_at < ${end} AND t.rating IS NOT NULL GROUP BY 1, 2, 3, 4
    ) rated
    ON CONFLICT (holder, "on", service_id, kind)
    DO UPDATE SET rated = excluded.rated, rating_sum = excluded.rating_sum, disputed = excluded.disputed`;
}

/** The hourly count: from the last day counted on; the first time, from the beginning of the month before. */
export async function countRecentDays(db: Db, at: Date): Promise<void> {
  const today = localDate(at);
  const last = await db.serviceDay.aggregate({ _max: { on: true } });
  const counted = last._max.on?.toISOString().slice(0, 10);
  const from = counted ? shift(counted < today ? counted : today, -AGAIN_DAYS) : addMonths(`${today.slice(0, 7)}-01`, -1);
  await db.$transaction(tx => countDays(tx, from, today), { timeout: 120_000 });
}

import type { Db, Tx } from '../../../platform/database.ts';
import type { Sums } from './reckon.ts';

/** Counted days of an agency added up by service and kind, from one day to another (both included); read by the primary key. */
export async function sumsOf(
  db: Pick<Db | Tx, 'serviceDay'>,
  agency: string,
  { from, to }: { from: string; to: string },
): Promise<(Sums & { kind: string })[]> {
  const rows = await db.serviceDay.groupBy({
    by: ['serviceId', 'kind'],
    where: { holder: agency, on: { gte: new Date(from), lte: new Date(to) } },
    _sum: { closed: true, withDue: true, onTime: true, firstLine: true, minutes: true, rated: true, ratingSum: true, disputed: true },
    orderBy: [{ serviceId: 'asc' }, { kind: 'asc' }],
  });
  return rows.map(({ serviceId, kind, _sum: it }) => ({
    serviceId,
    kind,
    closed: it.closed ?? 0,
    withDue: it.withDue ?? 0,
    onTime: it.onTime ?? 0,
    firstLine: it.firstLine ?? 0,
    minutes: Number(it.minutes ?? 0),
    rated: it.rated ?? 0,
    ratingSum: it.ratingSum ?? 0,
    disputed: it.disputed ?? 0,
  }));
}

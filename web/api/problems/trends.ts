import { addMonths, localDate, startOf } from '../../../platform/local-time.ts';
import { Problem as Refusal } from '../../../platform/problem.ts';
import type { Db } from '../../../platform/database.ts';
import type { TrendReport } from '../../../prisma/generated/client.ts';
import { Prisma } from '../../../prisma/generated/client.ts';
import type * as contract from '../../contract/problems.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { json } from '../cases/record.ts';
import { titledService } from '../cases/summaries.ts';
import type { UseCase } from '../http/bind.ts';
import { personOf } from '../incidents/present.ts';
import { mayConcludeTrends, mayMakeTrends, mayReadTrends } from './policy.ts';
import { management, type Management } from './management.ts';

type Counted = { key: string; now: number; before: number };
export type TrendData = {
  incidents: { now: number; before: number };
  byService: Counted[];
  byItem: Counted[];
  bySymptom: Counted[];
  byCause: Counted[];
  management: Management;
};

const MOST_ROWS = 20;
const MOST_REPORTS = 24;

/** First day of a month, "2026-11-01"; and of the one so many months away. */
const monthOf = (period: string, away = 0): string => addMonths(`${period}-01`, away);

/** P4.4: incidents of a month beside those of the month before, by service, item, symptom and the cause that was found. */
export async function reckonTrends(db: Pick<Db, '$queryRaw'>, agency: string, period: string): Promise<TrendData> {
  const [before, from, to] = [startOf(monthOf(period, -1)), startOf(monthOf(period)), startOf(monthOf(period, 1))];
  const within = Prisma.sql`i.holder = ${agency} AND i.registered_at >= ${before} AND i.registered_at < ${to}`;
  const count = (key: Prisma.Sql, source: Prisma.Sql) => db.$queryRaw<Counted[]>`
    SELECT ${key} AS key, count(*) FILTER (WHERE i.registered_at >= ${from})::int AS now, count(*) FILTER (WHERE i.registered_at < ${from})::int AS before
    FROM ${source} WHERE ${within} GROUP BY 1 ORDER BY 2 DESC, 3 DESC, 1 LIMIT ${MOST_ROWS}`;
  const [[all], byService, byItem, bySymptom, byCause, told] = await Promise.all([
    count(Prisma.sql`'all'`, Prisma.sql`incident i`),
    count(Prisma.sql`coalesce(i.service_id, '')`, Prisma.sql`incident i`),
    count(Prisma.sql`x.item`, Prisma.sql`incident i CROSS JOIN unnest(i.items) AS x(item)`),
    count(Prisma.sql`coalesce(i.symptom, 'other')`, Prisma.sql`incident i`),
    count(
      Prisma.sql`p.category`,
      Prisma.sql`incident i JOIN problem_incident l ON l.incident_id = i.case_id JOIN problem p ON p.case_id = l.problem_id AND p.category IS NOT NULL`,
    ),
    management(db, { agency, from, to }),
  ]);
  return { incidents: { now: all?.now ?? 0, before: all?.before ?? 0 }, byService, byItem, bySymptom, byCause, management: told };
}

type Making = { agency: string; period: string; at: Date; by: string | null; newId(): string };

/** Once for an agency and month; made again, the figures are those of now and the conclusion stays. */
async function makeReport(db: Db, { agency, period, at, by, newId }: Making): Promise<string> {
  const data = json(await reckonTrends(db, agency, period));
  const made = { data, madeAt: at, madeBy: by };
  const row = await db.trendReport.upsert({ where: { agency_period: { agency, period } }, create: { id: newId(), agency, period, ...made }, update: made });
  return row.id;
}

/** The monthly timer of P4.3 to P4.5: each agency that has had incidents gets the trends of the month that has ended, once. */
export async function makeDueTrends(db: Db, { at, newId }: { at: Date; newId(): string }): Promise<number> {
  const period = addMonths(`${localDate(at).slice(0, 7)}-01`, -1).slice(0, 7);
  const agencies = await db.incident.findMany({
    where: { registeredAt: { gte: startOf(monthOf(period)), lt: startOf(monthOf(period, 1)) } },
    distinct: ['holder'],
    orderBy: { holder: 'asc' },
    select: { holder: true },
  });
  let made = 0;
  for (const { holder: agency } of agencies) {
    if ((await db.trendReport.count({ where: { agency, period } })) > 0) continue;
    await makeReport(db, { agency, period, at, by: null, newId });
    made += 1;
  }
  return made;
}

/** Trends and management information as a page (P4.3 to P4.5). */
export function makeTrends({ db, now, newId, processes }: CaseDeps, directory: Directory) {
  const list: UseCase<typeof contract.listTrends> = async (_input, { user }) => {
    if (!mayReadTrends(user)) throw new Refusal('not-permitted', 'Trends are for those who lead');
    const where = user.roles.includes('auditor') ? {} : { agency: user.agencyId ?? '' };
    const rows = await db.trendReport.findMany({ where, orderBy: [{ period: 'desc' }, { agency: 'asc' }], take: MOST_REPORTS });
    const ids = rows.flatMap(it => [it.madeBy, it.concludedBy]).filter(id => id !== null);
    const [people, agency] = await Promise.all([
      db.userAccount.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }),
      directory.agencies(),
    ]);
    const names = new Map(people.map(it => [it.id, it.name]));
    return {
      reports: rows.map(row => ({
        ...present(row, names),
        agency: agency(row.agency),
        may: mayConcludeTrends(user, row) ? (['conclude'] as const).slice() : [],
      })),
      mayMake: mayMakeTrends(user),
    };
  };

  const present = (row: TrendReport, names: Map<string, string>) => {
    const data = row.data as unknown as TrendData;
    const counted = <Key extends string>(name: Key, rows: Counted[]) =>
      rows.map(({ key, ...counts }) => ({ ...counts, [name]: key }) as typeof counts & Record<Key, string>);
    return {
      id: row.id,
      period: row.period,
      madeAt: row.madeAt.toISOString(),
      madeBy: personOf(names, row.madeBy),
      incidents: data.incidents,
      byService: data.byService.map(({ key, ...counts }) => ({ ...counts, service: titledService(processes, key || null) })),
      byItem: counted('item', data.byItem),
      bySymptom: counted('symptom', data.bySymptom),
      byCause: counted('category', data.byCause),
      management: data.management,
      conclusion: row.conclusion && row.concludedAt ? { words: row.conclusion, by: personOf(names, row.concludedBy), at: row.concludedAt.toISOString() } : null,
    };
  };

  const make: UseCase<typeof contract.makeTrends> = async ({ period }, { user, once }) => {
    if (!mayMakeTrends(user) || !user.agencyId) throw new Refusal('not-permitted', 'Those who lead the agency have trends made');
    if (period > localDate(now()).slice(0, 7)) throw new Refusal('invalid-request', 'That month has not begun', [{ path: 'period', code: 'future' }]);
    const agency = user.agencyId;
    return once(async tx => {
      const id = await makeReport(tx as Db, { agency, period, at: now(), by: user.id, newId });
      await audit(tx, { who: user.id, did: 'problem.trends', at: now(), data: { agency, period } });
      return { id };
    });
  };

  const conclude: UseCase<typeof contract.concludeTrends> = async ({ reportId, words }, { user, once }) => {
    const found = await db.trendReport.findUnique({ where: { id: reportId } });
    if (!found || !mayReadTrends(user) || (found.agency !== user.agencyId && !user.roles.includes('auditor')))
      throw new Refusal('not-found', `No report ${reportId}`);
    if (!mayConcludeTrends(user, found)) throw new Refusal('not-permitted', 'Those who lead the agency say what follows');
    await once(async tx => {
      const at = now();
      await tx.trendReport.update({ where: { id: reportId }, data: { conclusion: words, concludedBy: user.id, concludedAt: at } });
      await audit(tx, { who: user.id, did: 'problem.conclusion', at, data: { reportId } });
    });
  };

  return { list, make, conclude };
}

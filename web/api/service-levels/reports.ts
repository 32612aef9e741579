import type { Db, Tx } from '../../../platform/database.ts';
import { addMonths, localDate, shift } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/service-levels.ts';
import type { Parameter } from '../../contract/service-levels.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { json } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';
import { countDays } from './count-days.ts';
import { keeperOf, lock } from './keep.ts';
import { mayDecideBreach } from './policy.ts';
import { factsOf, judge, total, type Fact, type Judged } from './reckon.ts';
import { sumsOf } from './sums.ts';

/** What a report keeps: a report says what was, whatever happens to its cases afterwards. */
export type ReportData = { targets: Judged[]; services: { serviceId: string | null; closed: number; rated: number; facts: Fact[] }[] };

type Making = { agency: string; period: string; at: Date; by: string | null; newId(): string };

/** First and last day of a month, "2026-11". */
const daysOf = (period: string) => ({ from: `${period}-01`, to: shift(addMonths(`${period}-01`, 1), -1) });

/** Levels of a month from the counted days, each target against the fact; a target counts in every month in which it held for a day. */
async function reckonMonth(tx: Tx, agency: string, period: string): Promise<ReportData> {
  const { from, to } = daysOf(period);
  await countDays(tx, from, to);
  const [rows, sums] = await Promise.all([
    tx.levelTarget.findMany({
      where: { agency, validFrom: { lte: new Date(to) }, OR: [{ validTo: null }, { validTo: { gte: new Date(from) } }] },
      orderBy: [{ serviceId: 'asc' }, { parameter: 'asc' }, { validFrom: 'desc' }],
    }),
    sumsOf(tx, agency, { from, to }),
  ]);
  // of targets that followed each other within the month the last one counts
  const last = rows.filter((row, at) => rows.findIndex(it => it.serviceId === row.serviceId && it.parameter === row.parameter) === at);
  const aims = last.map(({ id, serviceId, parameter, target }) => ({ id, serviceId, parameter: parameter as Parameter, target }));
  const services = [...Map.groupBy(sums, it => it.serviceId)].map(([serviceId, of]) => ({ serviceId: serviceId || null, all: total(of) }));
  return {
    targets: judge(aims, sums),
    services: services.map(({ serviceId, all }) => ({ serviceId, closed: all.closed, rated: all.rated, facts: factsOf(all) })),
  };
}

/** Makes a month's report, or makes it again; breaches that somebody has decided stay, those nobody has and that are none any more go. */
export async function makeReport(tx: Tx, { agency, period, at, by, newId }: Making): Promise<string> {
  await lock(tx, `report ${agency} ${period}`);
  const data = await reckonMonth(tx, agency, period);
  const made = { data: json(data), madeAt: at, madeBy: by };
  const { id } = await tx.levelReport.upsert({ where: { agency_period: { agency, period } }, create: { id: newId(), agency, period, ...made }, update: made });
  const missed = data.targets.filter(it => it.met === false);
  await tx.levelBreach.deleteMany({ where: { reportId: id, state: 'open', targetId: { notIn: missed.map(it => it.id) } } });
  for (const { id: targetId, target, fact } of missed)
    await tx.levelBreach.upsert({
      where: { reportId_targetId: { reportId: id, targetId } },
      create: { id: newId(), reportId: id, targetId, target, fact: fact! },
      update: { fact: fact! },
    });
  return id;
}

/** The monthly chore: each agency that has targets, or whose cases have ended, gets the report of the month that has ended, once. */
export async function makeDueLevelReports(db: Db, { at, newId }: { at: Date; newId(): string }): Promise<number> {
  const period = addMonths(`${localDate(at).slice(0, 7)}-01`, -1).slice(0, 7);
  const { from, to } = daysOf(period);
  const measured = await db.serviceDay.groupBy({ by: ['holder'], where: { on: { gte: new Date(from), lte: new Date(to) } } });
  const aiming = await db.levelTarget.findMany({ where: { validFrom: { lte: new Date(to) } }, distinct: ['agency'], select: { agency: true } });
  const made = await db.levelReport.findMany({ where: { period }, select: { agency: true } });
  const done = new Set(made.map(it => it.agency));
  const due = [...new Set([...measured.map(it => it.holder), ...aiming.map(it => it.agency)])].filter(it => !done.has(it)).sort();
  for (const agency of due) await db.$transaction(tx => makeReport(tx, { agency, period, at, by: null, newId }), { timeout: 120_000 });
  return due.length;
}

/** Reports made by hand, and what follows from them. */
export function makeLevelReports({ db, now, newId }: CaseDeps) {
  const make: UseCase<typeof contract.makeLevelReport> = async ({ period }, { user, once }) => {
    const agency = keeperOf(user);
    if (period > localDate(now()).slice(0, 7)) throw new Problem('invalid-form', 'That month has not begun', [{ path: 'period', code: 'future' }]);
    return once(async tx => {
      const id = await makeReport(tx, { agency, period, at: now(), by: user.id, newId });
      await audit(tx, { who: user.id, did: 'level.report', at: now(), data: { agency, period } });
      return { id };
    });
  };

  const conclude: UseCase<typeof contract.concludeLevels> = async ({ id, words }, { user, once }) => {
    const found = await db.levelReport.findUnique({ where: { id } });
    if (!found || found.agency !== user.agencyId) throw new Problem('not-found', `No report ${id}`);
    if (!mayDecideBreach(user, found.agency)) throw new Problem('not-permitted', 'Those who lead the agency say what follows');
    return once(async tx => {
      await tx.levelReport.update({ where: { id }, data: { conclusion: words, concludedBy: user.id, concludedAt: now() } });
      await audit(tx, { who: user.id, did: 'level.conclude', at: now(), data: { report: id } });
      return { id };
    });
  };

  return { makeReport: make, conclude };
}

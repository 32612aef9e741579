import type { Db } from '../../../platform/database.ts';

/** What management is told of a month (P4.5): how old the open problems are, how many have a workaround, how fast services came back. */
export type Management = {
  openProblems: number;
  openByAge: [number, number, number];
  withWorkaround: number;
  solved: number;
  foundBeforeIncidents: number;
  major: number;
  repeated: number;
  minutesToRestore: number | null;
  daysToCause: number | null;
};

type Month = { agency: string; from: Date; to: Date };
type Problems = { open: number; young: number; middle: number; withWorkaround: number; solved: number; found: number; daysToCause: number | null };
type Incidents = { major: number; repeated: number; minutesToRestore: number | null };

/** As things stood at the end of the month; times are means, in minutes and days of the calendar. */
export async function management(db: Pick<Db, '$queryRaw'>, { agency, from, to }: Month): Promise<Management> {
  const [[problems], [incidents]] = await Promise.all([
    db.$queryRaw<Problems[]>`
      SELECT count(*) FILTER (WHERE open)::int AS open,
        count(*) FILTER (WHERE open AND p.raised_at > ${to}::timestamptz - interval '1 month')::int AS young,
        count(*) FILTER (WHERE open AND p.raised_at <= ${to}::timestamptz - interval '1 month' AND p.raised_at > ${to}::timestamptz - interval '3 months')::int AS middle,
        count(*) FILTER (WHERE open AND EXISTS (SELECT 1 FROM known_error k WHERE k.problem_id = p.case_id AND k.published_at < ${to}
          AND (k.withdrawn_at IS NULL OR k.withdrawn_at >= ${to})))::int AS "withWorkaround",
        count(*) FILTER (WHERE p.solved_at >= ${from} AND p.solved_at < ${to})::int AS solved,
        count(*) FILTER (WHERE p.raised_at >= ${from} AND p.source IN ('prevention', 'trend'))::int AS found,
        avg(extract(epoch FROM p.cause_found_at - p.raised_at) / 86400) FILTER (WHERE p.cause_found_at >= ${from} AND p.cause_found_at < ${to})::float8 AS "daysToCause"
      FROM problem p JOIN "case" c ON c.id = p.case_id
      CROSS JOIN LATERAL (SELECT (p.closed_at IS NULL OR p.closed_at >= ${to}) AND (p.solved_at IS NULL OR p.solved_at >= ${to}) AS open) o
      WHERE c.holder = ${agency} AND p.raised_at < ${to}`,
    db.$queryRaw<Incidents[]>`
      SELECT count(*) FILTER (WHERE i.major_at IS NOT NULL)::int AS major,
        count(*) FILTER (WHERE EXISTS (SELECT 1 FROM problem_incident l JOIN problem_incident m ON m.problem_id = l.problem_id AND m.incident_id <> l.incident_id
          WHERE l.incident_id = i.case_id))::int AS repeated,
        avg(extract(epoch FROM i.restored_at - i.registered_at) / 60) FILTER (WHERE i.restored_at >= i.registered_at)::float8 AS "minutesToRestore"
      FROM incident i WHERE i.holder = ${agency} AND i.registered_at >= ${from} AND i.registered_at < ${to}`,
  ]);
  const { open = 0, young = 0, middle = 0, withWorkaround = 0, solved = 0, found = 0, daysToCause = null } = problems ?? {};
  const { major = 0, repeated = 0, minutesToRestore = null } = incidents ?? {};
  return {
    openProblems: open,
    openByAge: [young, middle, open - young - middle],
    withWorkaround,
    solved,
    foundBeforeIncidents: found,
    major,
    repeated,
    minutesToRestore,
    daysToCause,
  };
}

import type { Db } from '../../../../platform/database.ts';
import { Prisma } from '../../../../prisma/generated/client.ts';
import type { LogName } from '../../../contract/log.ts';

/** Where an entry stands in the log: by time, then by log and id, so that no two stand at the same place. */
export type Place = { at: Date; of: LogName; id: string };
/** A look comes whole; of events and messages the row is read by its id. */
export type LogRow = Place & { actor: string | null; purpose: string | null; times: number };
export type LogQuestion = {
  caseId: string;
  /** Its duplicates: what was said and attached there is shown here. */ merged: string[];
  of: LogName[];
  /** Also what only staff may see. */ inside: boolean;
  before: Place | null;
  limit: number;
};

const NOTHING = Prisma.sql`SELECT 'event' AS of, '' AS id, now() AS at, NULL AS actor, NULL AS purpose, 0 AS times WHERE false`;

/** Of a duplicate only what it was merged for: its documents. How it ran and was closed is its own matter. */
const OF_DOCUMENTS = Prisma.sql`(name LIKE 'document-%' OR name LIKE 'original-%')`;

const theirs = (merged: string[]) => (merged.length > 0 ? Prisma.sql`OR (case_id = ANY(${merged}::uuid[]) AND ${OF_DOCUMENTS})` : Prisma.empty);

const events = ({ caseId, merged, inside, before }: LogQuestion) => Prisma.sql`
  SELECT 'event' AS of, lpad(id::text, 20, '0') AS id, at, actor, NULL AS purpose, 1 AS times FROM case_event
  WHERE (case_id = ${caseId}::uuid ${theirs(merged)}) AND name <> 'message-sent' AND (public OR ${inside}) AND at <= ${before?.at ?? LATEST}`;

const messages = ({ caseId, merged, inside, before }: LogQuestion) => Prisma.sql`
  SELECT 'message' AS of, id::text AS id, at, sender_id AS actor, NULL AS purpose, 1 AS times FROM case_message
  WHERE case_id = ANY(${[caseId, ...merged]}::uuid[]) AND (direction <> 'internal' OR ${inside}) AND at <= ${before?.at ?? LATEST}`;

/** One person reloading a page is one look: looks of an hour are taken together, as one entry at the last of them. Parts (this log) belong to it. */
const looks = ({ caseId }: LogQuestion) => Prisma.sql`
  SELECT 'look' AS of, lpad(coalesce(max(seq) FILTER (WHERE did <> 'case.part'), max(seq))::text, 20, '0') AS id,
    coalesce(max(at) FILTER (WHERE did <> 'case.part'), max(at)) AS at, actor, purpose,
    greatest(count(*) FILTER (WHERE did <> 'case.part'), 1)::int AS times FROM audit_entry
  WHERE case_id = ${caseId}::uuid AND did IN ('case.look', 'case.part', 'document.look', 'task.drafts') GROUP BY actor, purpose, date_trunc('hour', at)`;

const LATEST = new Date('9999-12-31T00:00:00Z');
const PARTS = { event: events, message: messages, look: looks };

/** Places in the log, newest first, by keyset: the thousandth page costs what the first does. */
export async function readPlaces(db: Db, question: LogQuestion): Promise<LogRow[]> {
  const parts = question.of.map(name => PARTS[name](question));
  const { before, limit } = question;
  const after = before ? Prisma.sql`WHERE (at, of, id) < (${before.at}, ${before.of}, ${before.id})` : Prisma.empty;
  return db.$queryRaw<LogRow[]>`
    SELECT * FROM (${Prisma.join(parts.length > 0 ? parts : [NOTHING], ' UNION ALL ')}) log ${after} ORDER BY at DESC, of DESC, id DESC LIMIT ${limit}`;
}

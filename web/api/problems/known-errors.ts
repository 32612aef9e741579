import type { Db } from '../../../platform/database.ts';
import type { KnownError } from '../../../prisma/generated/client.ts';
import { Prisma } from '../../../prisma/generated/client.ts';

/** Of the words of a known error, so much must be said, unless the service is the same: 0…1. */
const ENOUGH = 0.34;
/** A service alone says less than words do. */
const SERVICE_COUNTS = 0.5;

type Sought = { text: string; serviceId: string | null; limit: number };

/**
 * Known errors that what somebody says may be (M12), the likeliest first: by the service, and by how many of the error's own words are
 * in the text, in whatever form of the word. An index of words and one of services answer; the text itself is kept nowhere.
 */
export function matchingErrors(db: Pick<Db, '$queryRaw'>, sought: Sought): Promise<KnownError[]> {
  return db.$queryRaw<KnownError[]>(matchSql(sought));
}

/** The statement itself, for its plan to be looked at (C7). */
export function matchSql({ text, serviceId, limit }: Sought): Prisma.Sql {
  return Prisma.sql`
    SELECT id, problem_id AS "problemId", title, symptoms, workaround, workaround_en AS "workaroundEn", service_id AS "serviceId", holder, items, words,
      written_by AS "writtenBy", published_at AS "publishedAt", withdrawn_at AS "withdrawnAt", used
    FROM (
      SELECT k.*, coalesce(k.service_id = ${serviceId}, false)::int AS same_service,
        (SELECT count(*) FROM unnest(k.words) w WHERE w = ANY(said.words))::float8 / greatest(1, least(cardinality(k.words), cardinality(said.words))) AS share
      FROM (SELECT incident_words(${text}) AS words) said,
        known_error k WHERE k.published_at IS NOT NULL AND k.withdrawn_at IS NULL AND (k.words && incident_words(${text}) OR k.service_id = ${serviceId})
    ) x
    WHERE share >= ${ENOUGH} OR (same_service = 1 AND cardinality(incident_words(${text})) < 2)
    ORDER BY same_service * ${SERVICE_COUNTS}::float8 + share DESC, used DESC, id LIMIT ${limit}`;
}

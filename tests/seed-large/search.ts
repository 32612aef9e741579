import type postgres from 'postgres';
import { copyLines, type Lines } from './copy.ts';

/**
 * Search over cases that came in with the triggers off, in one statement for all of them: the stems are the database's own, so a word
 * is found here as it is anywhere. A test holds this against `search_case`.
 */
export async function indexCases(tx: postgres.TransactionSql, cases: Lines): Promise<void> {
  await tx`CREATE TEMP TABLE seed_said (case_id UUID, submitted_at TIMESTAMPTZ(3), said TEXT, marks TEXT[]) ON COMMIT DROP`;
  await copyLines(tx, 'seed_said', cases);
  // each word is stemmed once, however many say it
  await tx`
    WITH said AS MATERIALIZED (SELECT s.case_id, w.word FROM seed_said s CROSS JOIN LATERAL search_split(s.said) AS w(word)),
      known AS MATERIALIZED (SELECT word, search_stem(word) AS stem FROM (SELECT DISTINCT word FROM said) x),
      stems AS (SELECT case_id, array_agg(stem) AS stems FROM said JOIN known USING (word) GROUP BY case_id)
    INSERT INTO case_words (case_id, submitted_at, words)
    SELECT s.case_id, s.submitted_at, array_to_tsvector(coalesce(x.stems, '{}') || s.marks) FROM seed_said s LEFT JOIN stems x USING (case_id)`;
}

/** The same of clients. */
export const indexClients = (tx: postgres.TransactionSql, ids: readonly string[]) => tx`
  INSERT INTO client_words (client_id, words, phone, email)
  SELECT id, array_to_tsvector(search_stems(concat_ws(' ', given_name, family_name))), nullif(search_phone(phone), ''), lower(email)
  FROM client WHERE id = ANY(${ids}::uuid[])`;

/** Every word there is, once: what typing errors are compared with. Marks of rights have a colon, and are none. */
export const learnTerms = (sql: postgres.Sql) => sql`
  INSERT INTO search_term
  SELECT word FROM (
    SELECT word FROM ts_stat('SELECT words FROM case_words') UNION SELECT word FROM ts_stat('SELECT words FROM client_words')
  ) x WHERE length(word) >= 4 AND word !~ '[0-9:]' ON CONFLICT DO NOTHING`;

import type postgres from 'postgres';
import type { Searched } from './case-rows.ts';
import { copyRows } from './copy.ts';

/**
 * Search over cases that came in with the triggers off, in one statement for all of them: the stems are the database's own, so a word
 * is found here as it is anywhere. A test holds this against `search_case`.
 */
export async function indexCases(tx: postgres.TransactionSql, cases: readonly Searched[]): Promise<void> {
  await tx`CREATE TEMP TABLE seed_said (case_id UUID, submitted_at TIMESTAMPTZ(3), said TEXT, marks TEXT[]) ON COMMIT DROP`;
  await copyRows(tx, 'seed_said', cases);
  await tx`INSERT INTO case_words (case_id, submitted_at, words) SELECT case_id, submitted_at, array_to_tsvector(search_stems(said) || marks) FROM seed_said`;
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

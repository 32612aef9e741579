import type postgres from 'postgres';
import { caseRows, type CaseRows, type Service } from './case-rows.ts';
import { copyRows } from './copy.ts';
import { clientOf, clientsFor, EXTRA_AGENCIES, SPECIALISTS, specialistOf } from './country.ts';

/** Cases a transaction: one that was interrupted has left nothing, one that was committed is whole. */
const BATCH = 5000;
const CLIENT_BATCH = 20_000;
/** In the order in which rows refer to each other. */
const TABLES = ['case', 'case_form', 'case_event', 'case_message', 'clock_event', 'task', 'document', 'escalation', 'feedback'] as const;

type Say = (done: number, of: number, what: string) => void;
type Seed = { cases: number; services: readonly Service[]; say: Say; stop?: AbortSignal };

/**
 * Makes a country of so many cases in the database, by COPY, batch by batch. Repeating it goes on where it was interrupted: how far it
 * has come, and the day it began, stand in a table of its own. Only for trying out; the engine knows nothing of these cases.
 * Returns how many cases were made now.
 */
export async function seedLarge(sql: postgres.Sql, { cases, services, say, stop }: Seed): Promise<number> {
  await sql`CREATE TABLE IF NOT EXISTS seed_large (only_one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_one), cases INT NOT NULL, began_at TIMESTAMPTZ NOT NULL, people INT NOT NULL DEFAULT 0, done INT NOT NULL DEFAULT 0)`;
  await sql`INSERT INTO seed_large (cases, began_at) VALUES (${cases}, now()) ON CONFLICT DO NOTHING`;
  const [before] = await sql<{ cases: number; began_at: Date; people: number; done: number }[]>`SELECT * FROM seed_large`;
  if (!before) throw new Error('seed_large is empty');
  if (before.cases !== cases)
    throw new Error(`This database holds, or is being given, ${before.cases} cases. Ask for that number, or begin with an empty one (npm run reset)`);

  await seedPeople(sql, cases, before.people, say, stop);
  const world = { cases, clients: clientsFor(cases), services, now: before.began_at };
  for (let from = before.done; from < cases && !stop?.aborted; from += BATCH) {
    const to = Math.min(from + BATCH, cases);
    await sql.begin(async tx => {
      const made = Array.from({ length: to - from }, (_, at) => caseRows(from + at, world));
      for (const table of TABLES)
        await copyRows(
          tx,
          table,
          made.flatMap((it: CaseRows) => it[table]),
        );
      await tx`UPDATE seed_large SET done = ${to}`;
    });
    say(to, cases, 'cases');
  }
  if (stop?.aborted) return 0;
  // plans follow statistics; without them the first hour would measure something else
  await sql`ANALYZE`;
  return cases - before.done;
}

async function seedPeople(sql: postgres.Sql, cases: number, done: number, say: Say, stop?: AbortSignal): Promise<void> {
  await sql.begin(async tx => {
    for (const [id, title_lv, title_en] of EXTRA_AGENCIES) await tx`INSERT INTO agency ${tx({ id, title_lv, title_en })} ON CONFLICT DO NOTHING`;
    for (let n = 0; n < SPECIALISTS; n += 1000) {
      const rows = Array.from({ length: 1000 }, (_, at) => specialistOf(n + at)).map(({ id, name, agencyId, roles }) => ({
        id,
        name,
        agency_id: agencyId,
        roles,
        last_seen_at: new Date(),
      }));
      await tx`INSERT INTO user_account ${tx(rows)} ON CONFLICT DO NOTHING`;
    }
  });
  const clients = clientsFor(cases);
  for (let from = done; from < clients && !stop?.aborted; from += CLIENT_BATCH) {
    const to = Math.min(from + CLIENT_BATCH, clients);
    await sql.begin(async tx => {
      const rows = Array.from({ length: to - from }, (_, at) => clientOf(from + at)).map(it => ({
        id: it.id,
        personal_code: it.personalCode,
        given_name: it.givenName,
        family_name: it.familyName,
        email: it.email,
        phone: it.phone,
        language: it.language,
        created_at: it.createdAt,
      }));
      await copyRows(tx, 'client', rows);
      await tx`UPDATE seed_large SET people = ${to}`;
    });
    say(to, clients, 'clients');
  }
}

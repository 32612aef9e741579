import type postgres from 'postgres';
import type { World } from './case-facts.ts';
import { CASE_TABLES, caseRows, type CaseTable } from './case-rows.ts';
import { addLines, copyLines, linesOf, type Lines } from './copy.ts';
import { clientOf, clientsFor, EXTRA_AGENCIES, EXTRA_SERVICES, HOLDERS, SPECIALISTS, specialistOf, type Service } from './country.ts';
import { putBack, takeDown } from './later.ts';
import { indexCases, indexClients, learnTerms } from './search.ts';

/** Cases a transaction: one that was interrupted has left nothing, one that was committed is whole. */
const BATCH = 5000;
const CLIENT_BATCH = 20_000;
const SEARCH_TABLES = ['case_words', 'client_words', 'search_term'];

type Say = (done: number, of: number, what: string) => void;
type Seed = { cases: number; services: readonly Service[]; say: Say; stop?: AbortSignal };
type State = { cases: number; began_at: Date; people: number; done: number; finished: boolean };

/**
 * Makes a country of so many cases in the database, by COPY, batch by batch. Repeating it goes on where it was interrupted: how far it
 * has come, and the day it began, stand in a table of its own. Only for trying out; the engine knows nothing of these cases. Until it is
 * through, lists are slow and references unchecked: indexes and foreign keys are put back at the end.
 * Returns how many cases were made now.
 */
export async function seedLarge(sql: postgres.Sql, { cases, services, say, stop }: Seed): Promise<number> {
  const before = await begin(sql, cases);
  if (before.finished) return 0;
  // the log of what is written here may be lost with the machine: the batch is made again
  await sql`SET synchronous_commit = off`;
  await sql`SET maintenance_work_mem = '512MB'`;
  await takeDown(sql, ['client', ...CASE_TABLES, ...SEARCH_TABLES]);
  await seedPeople(sql, cases, before.people, say, stop);
  const world: World = {
    cases,
    clients: clientsFor(cases),
    services: [...services.filter(it => HOLDERS.includes(it.holder)), ...EXTRA_SERVICES],
    now: before.began_at,
  };
  let next = makeBatch(before.done, world);
  for (let from = before.done; from < cases && !stop?.aborted;) {
    const { to, rows, searched } = await next;
    // the next batch is made while the database takes this one in
    next = makeBatch(to, world);
    await sql.begin(async tx => {
      await withoutTriggers(tx, CASE_TABLES, async () => {
        for (const table of CASE_TABLES) await copyLines(tx, table, rows[table]);
      });
      await indexCases(tx, searched);
      await tx`UPDATE seed_large SET done = ${to}`;
    });
    say(to, cases, 'cases');
    from = to;
  }
  if (!stop?.aborted) await putBack(sql, (done, of) => say(done, of, 'indexes and references'), stop);
  if (stop?.aborted) return 0;
  await finish(sql, say);
  return cases - before.done;
}

/** Cases made between two looks at the event loop, where the database waits for lines. */
const STEP = 20;

async function makeBatch(from: number, world: World) {
  const to = Math.min(from + BATCH, world.cases);
  const rows = Object.fromEntries(CASE_TABLES.map(table => [table, { columns: [], lines: [] }])) as unknown as Record<CaseTable, Lines>;
  const searched: Lines = { columns: [], lines: [] };
  for (let n = from; n < to; n++) {
    const made = caseRows(n, world);
    for (const table of CASE_TABLES) addLines(rows[table], made.rows[table]);
    addLines(searched, [made.searched]);
    if (n % STEP === 0) await new Promise(setImmediate);
  }
  return { to, rows, searched };
}

async function begin(sql: postgres.Sql, cases: number): Promise<State> {
  await sql`CREATE TABLE IF NOT EXISTS seed_large (only_one BOOLEAN PRIMARY KEY DEFAULT TRUE CHECK (only_one), cases INT NOT NULL, began_at TIMESTAMPTZ NOT NULL, people INT NOT NULL DEFAULT 0, done INT NOT NULL DEFAULT 0, finished BOOLEAN NOT NULL DEFAULT FALSE)`;
  await sql`INSERT INTO seed_large (cases, began_at) VALUES (${cases}, now()) ON CONFLICT DO NOTHING`;
  const [before] = await sql<State[]>`SELECT * FROM seed_large`;
  if (!before) throw new Error('seed_large is empty');
  if (before.cases !== cases)
    throw new Error(`This database holds, or is being given, ${before.cases} cases. Ask for that number, or begin with an empty one (npm run reset)`);
  return before;
}

/** The words of the country, and what the planner has to know: without it the first hour would measure something else. */
async function finish(sql: postgres.Sql, say: Say): Promise<void> {
  say(0, 2, 'words and statistics');
  await learnTerms(sql);
  say(1, 2, 'words and statistics');
  // rows nobody has looked at yet are marked as seen by all: else the first reader would do it
  await sql`VACUUM (ANALYZE)`;
  await sql`UPDATE seed_large SET finished = TRUE`;
  await sql`DROP TABLE seed_large_later`;
  say(2, 2, 'words and statistics');
}

/** What triggers would do row by row is done with the rows, or after them for all at once. Others' transactions keep theirs. */
async function withoutTriggers(tx: postgres.TransactionSql, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  for (const table of tables) await tx`ALTER TABLE ${tx(table)} DISABLE TRIGGER USER`;
  await work();
  for (const table of tables) await tx`ALTER TABLE ${tx(table)} ENABLE TRIGGER USER`;
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
    const made = Array.from({ length: to - from }, (_, at) => clientOf(from + at));
    await sql.begin(async tx => {
      await withoutTriggers(tx, ['client'], () => copyLines(tx, 'client', linesOf(made.map(clientRow))));
      await indexClients(
        tx,
        made.map(it => it.id),
      );
      await tx`UPDATE seed_large SET people = ${to}`;
    });
    say(to, clients, 'clients');
  }
}

const clientRow = (it: ReturnType<typeof clientOf>) => ({
  id: it.id,
  personal_code: it.personalCode,
  given_name: it.givenName,
  family_name: it.familyName,
  email: it.email,
  phone: it.phone,
  language: it.language,
  created_at: it.createdAt,
});

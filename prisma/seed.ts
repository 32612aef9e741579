import { AGENCIES, DEMO_USERS } from '../docker/sandbox/people.ts';
import { makeApi } from '../docker/demo/api.ts';
import { seedCases } from '../docker/demo/seed-cases.ts';
import { loadConfig } from '../platform/config.ts';
import { makeDatabase } from '../platform/database.ts';
import type { Db } from '../platform/database.ts';
import { getMe } from '../web/contract/me.ts';

/** Demo cases may be late on a slow machine; the start does not wait longer than this for them. */
const CASES_WITHIN_MS = 60_000;

/** Agencies, by slug. Repeating it changes nothing; a title changed here is changed there. */
export async function seedAgencies(db: Db): Promise<void> {
  for (const { slug: id, ...titles } of AGENCIES) await db.agency.upsert({ where: { id }, create: { id, ...titles }, update: titles });
}

/** Our mirror knows whoever has signed in once: so that colleagues can be picked from the first day, each demo person does. */
async function introduceEverybody(url: string): Promise<void> {
  const api = makeApi(url, AbortSignal.timeout(CASES_WITHIN_MS));
  for (const { username } of DEMO_USERS) await api.signIn(username).call(getMe);
}

/**
 * `seed.ts` seeds agencies and, in the demo profile, cases in every stage; `seed.ts agencies` and `seed.ts cases` only these.
 * Agencies need the database, cases the whole installation. Cases that are late are said, but do not fail.
 */
async function main(what: string | undefined): Promise<void> {
  const config = loadConfig(process.env);
  if (what !== 'cases') {
    const { db, close } = makeDatabase({ ...config, DATABASE_POOL: 1 });
    await seedAgencies(db).finally(close);
  }
  if (what === 'agencies' || config.PIETURA_PROFILE !== 'demo') return;
  const url = `http://127.0.0.1:${config.API_PORT}`;
  await introduceEverybody(url).catch((fault: unknown) => console.warn(`demo people not introduced: ${String(fault)}`));
  const { made, late } = await seedCases(url, CASES_WITHIN_MS).catch((fault: unknown) => ({
    made: 0,
    late: [String(fault)],
  }));
  console.log(made > 0 ? `${made} demo cases made` : 'no demo cases made: there are some already, or none could be');
  for (const name of late) console.warn(`demo case not ready: ${name}`);
}

if (import.meta.main) await main(process.argv[2]);

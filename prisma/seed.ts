import { AGENCIES } from '../docker/sandbox/people.ts';
import { seedCases } from '../docker/demo/seed-cases.ts';
import { loadConfig } from '../platform/config.ts';
import { makeDatabase } from '../platform/database.ts';
import type { Db } from '../platform/database.ts';

/** Demo cases may be late on a slow machine; the start does not wait longer than this for them. */
const CASES_WITHIN_MS = 60_000;

/** Agencies, by slug. Repeating it changes nothing; a title changed here is changed there. */
export async function seedAgencies(db: Db): Promise<void> {
  for (const { slug: id, ...titles } of AGENCIES) await db.agency.upsert({ where: { id }, create: { id, ...titles }, update: titles });
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
  const { made, late } = await seedCases(`http://127.0.0.1:${config.API_PORT}`, CASES_WITHIN_MS).catch((fault: unknown) => ({
    made: 0,
    late: [String(fault)],
  }));
  console.log(made > 0 ? `${made} demo cases made` : 'no demo cases made: there are some already, or none could be');
  for (const name of late) console.warn(`demo case not ready: ${name}`);
}

if (import.meta.main) await main(process.argv[2]);

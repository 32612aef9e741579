import postgres from 'postgres';
import { makeDatabase } from '../../platform/database.ts';
import { migrate } from '../../platform/migrate.ts';
import { seedAgencies } from '../../prisma/seed.ts';
import { loadProcesses } from '../../processes/load.ts';
import { seedLarge } from '../seed-large/seed.ts';

const SHARES = 20;

/** A database of so many cases beside the installation's own, made once and kept for the next time: its address. */
export async function countryOf(cases: number, ownerUrl: string, say: (line: string) => void): Promise<string> {
  const name = `desk_${cases}`;
  const url = Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).href;
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const [there] = await owner`SELECT 1 FROM pg_database WHERE datname = ${name}`;
    if (!there) await owner.unsafe(`CREATE DATABASE ${name}`);
  } finally {
    await owner.end();
  }
  await migrate(url);
  const { db, close } = makeDatabase({ DATABASE_URL: url, DATABASE_POOL: 1 });
  await seedAgencies(db).finally(close);
  const services = (await loadProcesses()).flatMap(({ id, description }) =>
    description.kind === 'service' ? [{ id, caseCode: description.caseCode, holder: description.holder }] : [],
  );
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  let told = '';
  const tell = (done: number, of: number, what: string) => {
    const share = `${what} ${Math.floor((done / of) * SHARES)}`;
    if (share !== told) say(`  ${name}: ${what} ${done} of ${of}`);
    told = share;
  };
  await seedLarge(sql, { cases, services, say: tell }).finally(() => sql.end());
  return url;
}

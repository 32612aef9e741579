import postgres from 'postgres';
import { bar } from '../../docker/local/progress.ts';
import { loadConfig } from '../../platform/config.ts';
import { loadProcesses } from '../../processes/load.ts';
import { seedLarge } from './seed.ts';

/**
 * `npm run seed:large [-- 1000000]`: a believable country in the running installation, to see how it bears a million cases. May be
 * interrupted and repeated: it goes on where it was. Refuses an installation in production.
 */
const config = loadConfig(process.env);
const cases = Number(process.argv[2] ?? 1_000_000);
if (!Number.isInteger(cases) || cases < 100 || cases > 20_000_000) fail('How many cases? A whole number from 100 to 20000000');
if (config.PIETURA_PROFILE === 'production') fail('Invented cases have no place in production');

const services = (await loadProcesses()).flatMap(({ id, description }) =>
  description.kind === 'service' ? [{ id, caseCode: description.caseCode, holder: description.holder }] : [],
);
const sql = postgres(config.DATABASE_URL, { max: 1, onnotice: () => {} });
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());

const began = Date.now();
const live = process.stderr.isTTY;
let told = -1;
function say(done: number, of: number, what: string) {
  const share = Math.floor((done / of) * 100);
  if (!live && share === told) return;
  told = share;
  process.stderr.write(
    `${live ? '\r\x1b[K' : ''}${bar(done / of)} ${what} ${done.toLocaleString('lv')} of ${of.toLocaleString('lv')}, ${Math.round((Date.now() - began) / 1000)} s${live ? '' : '\n'}`,
  );
}

try {
  const made = await seedLarge(sql, { cases, services, say, stop: stop.signal });
  const [size] = await sql<{ size: string }[]>`SELECT pg_size_pretty(pg_database_size(current_database())) AS size`;
  console.log(
    stop.signal.aborted
      ? '\nInterrupted; the same command goes on from here'
      : `\n${made} cases made in ${Math.round((Date.now() - began) / 1000)} s; the database now takes ${size?.size}`,
  );
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
} finally {
  await sql.end();
}

function fail(why: string): never {
  console.error(`✘ ${why}`);
  process.exit(1);
}

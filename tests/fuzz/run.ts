import { parseArgs } from 'node:util';
import { Failure } from '../../docker/local/failure.ts';
import { bringOwnPostgres } from '../support/own-postgres.ts';
import { fuzz } from './fuzz.ts';
import { line, printResult } from './print.ts';

/**
 * `npm run fuzz [-- --seed N --requests N --length N --most N --plays N --database URL]`: asks the API what nobody should, on a PostgreSQL of its own. 10 000
 * requests unless said otherwise; 100 000 is the long form (docs/proof.md). Ends with 1 when something was found.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    requests: { type: 'string', default: '10000' },
    length: { type: 'string', default: '120' },
    most: { type: 'string', default: '12' },
    plays: { type: 'string', default: '60' },
    database: { type: 'string' },
  },
});
const MOST = { seed: 2 ** 31, requests: 10_000_000, length: 10_000, most: 1_000, plays: 10_000 };
function within(name: keyof typeof MOST): number {
  const value = Number(values[name]);
  if (Number.isInteger(value) && value >= 0 && value <= MOST[name]) return value;
  console.error(`✘ --${name} is a whole number up to ${MOST[name]}, not ${values[name]}`);
  process.exit(1);
}
const options = { seed: within('seed'), requests: within('requests'), length: within('length'), most: within('most'), plays: within('plays') };

const live = process.stderr.isTTY;
let told = 0;
/** Progress in place on a terminal; in a file a line every few seconds. */
function say(text: string): void {
  const isProgress = /^\d+ of \d+/.test(text);
  if (live) return void process.stderr.write(isProgress ? `\r\x1b[K${text}` : `\n${text}\n`);
  if (isProgress && Date.now() - told < 5_000) return;
  told = Date.now();
  process.stderr.write(`${text}\n`);
}

/** Ports of its database lie this far from those of `npm start`: what is fuzzed must not be what anybody works with. */
const PORTS_AWAY = 500;
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
const own = async () => (values.database ? { url: values.database, close: async () => {} } : bringOwnPostgres('fuzz', PORTS_AWAY, { durable: false }));
const postgres = await own().catch((error: unknown) => {
  console.error(error instanceof Failure ? `✘ ${error.message}` : error);
  process.exit(1);
});
say(`seed ${options.seed}`);
try {
  const result = await fuzz({ databaseUrl: postgres.url, ...options, say, stop: stop.signal });
  process.stderr.write(`${printResult(result)}\n`);
  console.log(JSON.stringify(line(result)));
  process.exitCode = result.findings.length > 0 ? 1 : 0;
} finally {
  await postgres.close();
}
process.exit();

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeDatabase, type Db } from '../../../platform/database.ts';
import { makeChainCheck, type Checkpoint } from './check.ts';
import { readCheckpoints } from './checkpoints.ts';

const PAGE = 5_000;

/** Reads the whole chain and says the first thing that is wrong with it, or where it ends. */
export async function verifyAudit(db: Db, checkpoints: readonly Checkpoint[] = []): Promise<{ wrong?: string; last: Checkpoint }> {
  const check = makeChainCheck(checkpoints);
  for (let after = -1n; ;) {
    const page = await db.auditEntry.findMany({ where: { seq: { gt: after } }, orderBy: { seq: 'asc' }, take: PAGE });
    for (const entry of page) {
      const wrong = check.take(entry);
      if (wrong) return { wrong, last: check.last() };
    }
    const end = page.at(-1);
    if (!end) break;
    after = end.seq;
  }
  const wrong = check.end();
  return { ...(wrong && { wrong }), last: check.last() };
}

/** `seq:hash`, as the last run printed it. */
function readCheckpoint(text: string | undefined): Checkpoint | undefined {
  if (text === undefined) return undefined;
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!seq || !hash) throw new Error('A checkpoint is written seq:hash, as the last run printed it');
  return { seq: BigInt(seq), hash };
}

/**
 * `npm run audit:verify [-- --checkpoints folder | --checkpoint seq:hash | --checkpoint-file path]`. The folder is where the API writes
 * its checkpoints (AUDIT_CHECKPOINTS, which is taken where nothing is said): all of them are compared with. The file is a memory of one's
 * own: compared with if it is there, and written anew when the chain is whole. Ends with 0 when the chain is whole, 1 when it is broken.
 */
async function main() {
  const { values } = parseArgs({ options: { checkpoint: { type: 'string' }, 'checkpoint-file': { type: 'string' }, checkpoints: { type: 'string' } } });
  const file = values['checkpoint-file'];
  const folder = values.checkpoints ?? process.env.AUDIT_CHECKPOINTS ?? '';
  const known = readCheckpoint(values.checkpoint ?? (file && existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined));
  const noted = folder === '' ? [] : readCheckpoints(folder);
  const database = makeDatabase({ DATABASE_URL: process.env.DATABASE_URL ?? '', DATABASE_POOL: 2 });
  try {
    const { wrong, last } = await verifyAudit(database.db, known ? [...noted, known] : noted);
    const against =
      noted.length > 0 || known
        ? `, held against ${noted.length + (known ? 1 : 0)} checkpoints from outside`
        : ', without any checkpoint: a tail cut off or rewritten is not seen so';
    console.log(
      wrong
        ? `The audit chain is broken: ${wrong}.`
        : `The audit chain is whole: ${last.seq} entries${against}. Checkpoint for the next run: ${last.seq}:${last.hash}`,
    );
    if (file && !wrong) writeFileSync(file, `${last.seq}:${last.hash}\n`);
    process.exitCode = wrong ? 1 : 0;
  } finally {
    await database.close();
  }
}

if (import.meta.main) await main();

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { Checkpoint } from './check.ts';

/** A chain that is rewritten between two checkpoints is not seen: so long is that time at most (ms). */
const EVERY_MS = 60_000;
const LINE = /^(\S+) (\d+):([0-9a-f]{64})$/;

type Deps = { db: Db; now: Clock; log: Logger; folder: string };

/**
 * Writes the end of the audit chain outside the database, whenever it has moved: to the log, which a ministry ships to a machine of
 * its own, and, where `folder` is set, to a file a day, to which lines are only added. Any number of programs may write.
 * @returns the checkpoint, or null when nothing has been added since the last one
 */
export async function writeCheckpoint({ db, now, log, folder }: Deps, last: Checkpoint | null): Promise<Checkpoint | null> {
  const end = await db.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true, hash: true } });
  if (!end || (last?.seq === end.seq && last.hash === end.hash)) return null;
  const at = now().toISOString();
  log.info({ seq: String(end.seq), hash: end.hash }, 'audit checkpoint');
  if (folder !== '') {
    await mkdir(folder, { recursive: true });
    await appendFile(join(folder, `${at.slice(0, 10)}.txt`), `${at} ${end.seq}:${end.hash}\n`, { flush: true });
  }
  return end;
}

/** Writes checkpoints every minute, and one when the program stops. */
export function startCheckpoints(deps: Deps): { stop(): Promise<void> } {
  let last: Checkpoint | null = null;
  let running: Promise<void> | undefined;
  const run = () => {
    running ??= writeCheckpoint(deps, last)
      .then(made => {
        last = made ?? last;
      })
      .catch((error: Error) => deps.log.error({ cause: error.message }, 'no audit checkpoint could be written; it is tried again in a minute'))
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  void run();
  const timer = setInterval(() => void run(), EVERY_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
      await run();
    },
  };
}

/**
 * All checkpoints of a folder, in the order in which they were written.
 * @throws Error that names the line, where somebody has written something else into a file: that too is tampering
 */
export function readCheckpoints(folder: string): Checkpoint[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter(name => name.endsWith('.txt')).sort(); // prettier-ignore
  return files.flatMap(name =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(line => line !== '')
      .map((line, at) => {
        const [, , seq, hash] = LINE.exec(line) ?? [];
        if (!seq || !hash) throw new Error(`${name}, line ${at + 1} is no checkpoint`);
        return { seq: BigInt(seq), hash };
      }),
  );
}

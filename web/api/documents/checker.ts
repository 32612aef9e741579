import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Sql, Tx } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { ScannerTrouble, type Verdict, type VirusScanner } from '../../../platform/virus-scanner.ts';
import type { Blobs } from './blobs.ts';
import { tellCases } from './tell.ts';

export type CheckerDeps = { db: Db; sql: Sql; blobs: Blobs; scanner: VirusScanner | null; required: boolean; now: Clock; log: Logger };
export type Checker = ReturnType<typeof makeChecker>;
type Taken = { sha256: string; lease: string; attempts: number };

/** Files of a process at once: an engine uses a core for each. */
const AT_ONCE = 2;
/** Uploads kick; looking by itself finds what a killed process left, and what is due again. */
const LOOK_EVERY_MS = 2000;
/** Who has not been heard of for so long is dead, and its file is another's. */
const LEASE_S = 60;
const RENEW_MS = 15_000;
const TELL_EVERY_MS = 500;
const LONGEST_WAIT_S = 60;
/** Where checks are not required, nobody waits longer than about a minute for an engine that does not answer. */
const MOST_ATTEMPTS = 6;
const LATER_S = 3600;

/**
 * Checks files for viruses behind the acts of people: a lease in the database says who checks what, so that any number of processes
 * may, and what one leaves behind when it dies is done by another. The result is written once, by whoever has the lease. Times of
 * leases are the database's: they are nobody's case.
 */
export function makeChecker(deps: CheckerDeps) {
  const { scanner, sql, log } = deps;
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running = 0;
  let failing = false;
  const ends = new Set<Promise<void>>();

  function kick(): void {
    if (!scanner) return;
    while (running < AT_ONCE && !stopping.signal.aborted) {
      running += 1;
      const end = work().finally(() => {
        running -= 1;
        ends.delete(end);
      });
      ends.add(end);
    }
  }

  async function work(): Promise<void> {
    try {
      while (!stopping.signal.aborted && (await checkNext()));
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ err: error }, 'files cannot be checked; trying again');
      failing = true;
    }
  }

  /** Checks the file that has waited longest. False when none waits. */
  async function checkNext(): Promise<boolean> {
    const taken = scanner && (await take(sql));
    if (!taken) return false;
    const verdict = await scanUnderLease(deps, scanner, taken, stopping.signal);
    if (verdict instanceof ScannerTrouble) await putBack(deps, taken, verdict);
    else if (verdict) await settle(deps, scanner, taken, verdict);
    else await release(sql, taken);
    return true;
  }

  return {
    hasEngine: scanner !== null,
    kick,
    checkNext,
    start(): void {
      timer ??= setInterval(kick, LOOK_EVERY_MS).unref();
      kick();
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      stopping.abort();
      await Promise.all(ends);
    },
  };
}

/** Takes the lease of the file that is due longest. What was served unchecked is checked too, and stays served meanwhile. */
async function take(sql: Sql): Promise<Taken | null> {
  const lease = randomUUID();
  const [row] = await sql<{ sha256: string; attempts: number }[]>`
    UPDATE file_check SET lease = ${lease}, lease_until = now() + ${LEASE_S} * interval '1 second', attempts = attempts + 1, progress = 0,
      state = CASE state WHEN 'unchecked' THEN state ELSE 'checking' END
    WHERE sha256 = (SELECT sha256 FROM file_check
      WHERE state IN ('uploaded', 'checking', 'unchecked') AND next_at <= now() AND (lease IS NULL OR lease_until < now())
      ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING sha256, attempts`;
  return row ? { ...row, lease } : null;
}

/** Scans as long as the lease is ours. Null: somebody else has it now, or this process stops. */
async function scanUnderLease(
  { sql, blobs }: CheckerDeps,
  scanner: VirusScanner,
  { sha256, lease }: Taken,
  stop: AbortSignal,
): Promise<Verdict | ScannerTrouble | null> {
  const lost = new AbortController();
  const signal = AbortSignal.any([stop, lost.signal]);
  let progress = 0;
  let toldAt = 0;
  const renew = async () => {
    toldAt = Date.now();
    const { count } = await sql`
      UPDATE file_check SET progress = ${progress}, lease_until = now() + ${LEASE_S} * interval '1 second' WHERE sha256 = ${sha256} AND lease = ${lease}`;
    if (count === 0) lost.abort();
  };
  const keep = () => void renew().catch(() => {}); // the next one may come through; if none does, the lease ends by itself
  const timer = setInterval(keep, RENEW_MS);
  try {
    const onProgress = (bytes: number) => {
      progress = bytes;
      if (Date.now() - toldAt > TELL_EVERY_MS) keep();
    };
    return await scanner.scan({ path: blobs.pathOf(sha256) }, { onProgress, signal });
  } catch (error) {
    if (signal.aborted) return null;
    return error instanceof ScannerTrouble ? error : new ScannerTrouble((error as Error).message, false);
  } finally {
    clearInterval(timer);
  }
}

/** This process stops in good order: the next one need not wait until the lease ends. */
async function release(sql: Sql, { sha256, lease }: Taken): Promise<void> {
  await sql`
    UPDATE file_check SET lease = NULL, lease_until = NULL, attempts = attempts - 1, state = CASE state WHEN 'checking' THEN 'uploaded' ELSE state END
    WHERE sha256 = ${sha256} AND lease = ${lease}`;
}

/** Later again. Where checks are not required and the engine does not answer, people are not kept waiting: it is marked as not checked. */
async function putBack({ db, required, log, now }: CheckerDeps, { sha256, lease, attempts }: Taken, trouble: ScannerTrouble): Promise<void> {
  const givenUp = trouble.lasting || attempts >= MOST_ATTEMPTS;
  const waitS = givenUp ? LATER_S : Math.min(LONGEST_WAIT_S, 2 ** attempts);
  await db.$transaction(async tx => {
    const count = await tx.$executeRaw`
      UPDATE file_check SET lease = NULL, lease_until = NULL, last_error = ${trouble.message.slice(0, 500)}, next_at = now() + ${waitS} * interval '1 second',
        state = CASE WHEN state = 'unchecked' OR ${givenUp && !required} THEN 'unchecked' ELSE 'uploaded' END
      WHERE sha256 = ${sha256} AND lease = ${lease}`;
    if (count > 0 && givenUp) await tellCases(tx, { sha256, infected: false, at: now() });
  });
  if (givenUp || attempts === 1) log.warn({ sha256, attempts, cause: trouble.message }, 'file could not be checked');
}

async function settle({ db, blobs, now, log }: CheckerDeps, scanner: VirusScanner, { sha256, lease }: Taken, verdict: Verdict): Promise<void> {
  const at = now();
  const virus = verdict.clean ? null : verdict.virus;
  const mine = await db.$transaction(async tx => {
    const { count } = await tx.fileCheck.updateMany({
      where: { sha256, lease },
      data: { state: verdict.clean ? 'clean' : 'infected', virus, engine: scanner.name, checkedAt: at, lease: null, leaseUntil: null, lastError: null },
    });
    if (count > 0) await tellCases(tx, { sha256, infected: !verdict.clean, at });
    return count > 0;
  });
  if (!mine || verdict.clean) return;
  log.warn({ sha256, virus }, 'infected file thrown away');
  await throwAway(db, blobs, sha256);
}

/** Under a lock of the row: bytes that somebody sends again meanwhile wait for a check of their own and are not touched. */
async function throwAway(db: Db, blobs: Blobs, sha256: string): Promise<void> {
  await db.$transaction(async (tx: Tx) => {
    const [row] = await tx.$queryRaw<{ state: string }[]>`SELECT state FROM file_check WHERE sha256 = ${sha256} FOR UPDATE`;
    if (row?.state === 'infected') await blobs.remove(sha256);
  });
}

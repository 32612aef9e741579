import type { Prisma } from '../prisma/generated/client.ts';
import type { Tx } from './database.ts';
import type { Engine, Variables } from './engine.ts';
import { EngineRefused } from './engine-error.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import type { Fate, OutboxTable, WaitingRow } from './outbox-table.ts';

/** What may be told to the engine, written in the transaction of the act that says it. */
export type Command =
  | { command: 'publish-message'; payload: { name: string; correlationKey: string; messageId?: string; variables: Variables; timeToLiveMs?: number } }
  | { command: 'complete-task'; payload: { taskKey: string; variables: Variables } }
  | { command: 'resolve-incident'; payload: { incidentKey: string; jobKey?: string } };

type Sent = { row: WaitingRow; result?: string; error?: Error };
type OutboxDeps = {
  table: OutboxTable;
  engine: Pick<Engine, 'publishMessage' | 'completeUserTask' | 'resolveIncident'>;
  log: Logger;
  metrics?: Pick<Metrics, 'outboxSent' | 'outboxParked'>;
};

export type Outbox = ReturnType<typeof makeOutbox>;

/** How long a message waits in the engine for whom it concerns; long enough for a weekend of trouble. */
const TIME_TO_LIVE_MS = 7 * 24 * 3600 * 1000;
/** At most so many commands in one transaction, sent side by side. */
const ROUND = 50;
/** Who enqueues kicks; looking by itself finds what a killed process left, and what is due again. */
const LOOK_EVERY_MS = 1000;
/** Longest pause between attempts while the engine is away: 50 cases run within seconds of its return. */
const LONGEST_WAIT_MS = 5000;
/** Keeps a command with the act it belongs to. Sent after the commit, in order per case; call `kick()` then. */
export async function enqueue(tx: Tx, { caseId, command, payload }: Command & { caseId: string | null }): Promise<void> {
  await tx.outbox.create({ data: { caseId, command, payload: payload as Prisma.InputJsonObject }, select: { id: true } });
}

/**
 * Sends what is in the table (decision record 0002). A row is deleted in the transaction in which it was sent: a crash
 * between the two sends it again, and the engine knows it by its id. Any number of processes may send side by side.
 */
export function makeOutbox(deps: OutboxDeps) {
  const { log } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let failing = false;

  async function drain(): Promise<void> {
    do {
      again = false;
      try {
        while ((await sendRound(deps, said)) > 0);
      } catch (error) {
        log.warn({ err: error }, 'outbox cannot read its table; trying again');
      }
    } while (again);
  }

  /** One line when trouble begins and one when it ends, not one a second. */
  function said(sent: Sent[]): void {
    const trouble = sent.find(it => it.error && !(it.error instanceof EngineRefused));
    if (trouble && !failing) log.warn({ err: trouble.error, waiting: sent.length }, 'engine does not take commands; they wait');
    if (!trouble && failing) log.info('engine takes commands again');
    failing = trouble !== undefined;
  }

  function kick(): void {
    again = true;
    running ??= drain().finally(() => {
      running = undefined;
    });
  }

  return {
    /** Sends what is there now. Never throws, never waits. */
    kick,
    start(): void {
      timer ??= setInterval(kick, LOOK_EVERY_MS);
      kick();
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      timer = undefined;
      await running;
    },
  };
}

/** Sends the oldest due command of each case. Answers how many have left. */
function sendRound({ table, engine, log, metrics }: OutboxDeps, said: (sent: Sent[]) => void): Promise<number> {
  return table.round(ROUND, async rows => {
    const sent = await Promise.all(rows.map(row => send(engine, row)));
    said(sent);
    for (const { row, result, error } of sent) {
      if (!error) metrics?.outboxSent.inc({ command: row.command, result: result ?? '' });
      if (!(error instanceof EngineRefused)) continue;
      metrics?.outboxParked.inc();
      log.error({ err: error, outboxId: row.id, caseId: row.caseId, command: row.command }, 'the engine refuses a command; it is put aside');
    }
    return sent.map(fateOf);
  });
}

async function send(engine: OutboxDeps['engine'], row: WaitingRow): Promise<Sent> {
  try {
    return { row, result: await told(engine, row) };
  } catch (error) {
    return { row, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** `repeated` and `gone` are as good as done: an earlier attempt has arrived. */
function told(engine: OutboxDeps['engine'], row: WaitingRow): Promise<string> {
  switch (row.command) {
    case 'publish-message': {
      const { messageId = `outbox-${row.id}`, timeToLiveMs = TIME_TO_LIVE_MS, ...message } = row.payload;
      return engine.publishMessage({ ...message, messageId, timeToLiveMs });
    }
    case 'complete-task':
      return engine.completeUserTask(row.payload.taskKey, row.payload.variables);
    case 'resolve-incident': {
      const { incidentKey, jobKey } = row.payload;
      return engine.resolveIncident({ key: incidentKey, ...(jobKey && { jobKey }) });
    }
    default:
      throw new EngineRefused(`unknown command ${(row as { command: string }).command}`);
  }
}

/** What the engine did not take: later again, or, when it never will, aside. Others of the case go on either way. */
function fateOf({ row, error }: Sent): Fate {
  if (!error) return { id: row.id, is: 'left' };
  if (error instanceof EngineRefused) return { id: row.id, is: 'parked', error: error.message };
  return { id: row.id, is: 'again', error: error.message, inMs: Math.min(LONGEST_WAIT_MS, 200 * 2 ** Math.min(row.attempts, 10)) };
}

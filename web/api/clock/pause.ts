import type { Pause } from '../../../platform/clock-log.ts';
import type { Deadline } from '../../../platform/deadline.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Party } from '../../../platform/term.ts';
import { iso } from '../cases/present.ts';
import { recordEvent } from '../cases/record.ts';
import { announceClock, readDeadline, readLog, turnClock } from './clock.ts';

/** `until`: the clock goes on by itself then. `reason` and `law` are words that the client may read. */
export type PauseOrder = { id: string; for: Party; reason?: string; law?: string; until?: Date };

/** Stops counting for somebody (F13). The keeper in the engine sets its alarm anew. Who may, and what the term allows, the caller has judged. */
export async function pauseClock(
  tx: Tx,
  { caseId, pause, at, now, actor = null }: { caseId: string; pause: PauseOrder; at: Date; now: Date; actor?: string | null },
): Promise<Deadline> {
  const { until, ...said } = pause;
  const data = { ...said, ...(until && { until: until.toISOString() }) };
  const deadline = await turnClock(tx, { caseId, event: { name: 'paused', at, data }, actor, now });
  await keepWaits(tx, caseId, deadline);
  const { id: _id, ...told } = data;
  await recordEvent(tx, { caseId, name: 'clock-paused', at: now, actor, data: told });
  await announceClock(tx, caseId, deadline, now);
  return deadline;
}

/** Goes on counting: these pauses end at `at`. */
export async function resumeClock(
  tx: Tx,
  { caseId, ids, at, now, actor = null }: { caseId: string; ids: string[]; at: Date; now: Date; actor?: string | null },
): Promise<Deadline> {
  let deadline = await readDeadline(tx, caseId, now);
  for (const id of ids) deadline = await turnClock(tx, { caseId, event: { name: 'resumed', at, data: { id } }, actor, now });
  await keepWaits(tx, caseId, deadline);
  if (deadline.state === 'running') await recordEvent(tx, { caseId, name: 'clock-resumed', at: now, actor, data: { dueAt: iso(deadline.dueAt) } });
  await announceClock(tx, caseId, deadline, now);
  return deadline;
}

/** Whom the case waits for is whom its clock waits for, the latest first; nobody once it runs (F13). */
export async function keepWaits(tx: Tx, caseId: string, { waits }: Deadline): Promise<void> {
  const [latest] = waits;
  await tx.case.update({ where: { id: caseId }, data: { waitsFor: latest?.for ?? null, waitsReason: latest ? await reasonOf(tx, caseId, latest) : null } });
}

async function reasonOf(tx: Tx, caseId: string, { id }: Pause): Promise<string | null> {
  const log = await readLog(tx, caseId);
  const paused = log.findLast(it => it.name === 'paused' && it.data.id === id);
  return paused?.name === 'paused' ? (paused.data.reason ?? null) : null;
}

/**
 * Pauses whose day has come are over since then: the log says so from now on. The deadline does not move by it, it has known
 * the day from the beginning.
 */
export async function endPlannedPauses(tx: Tx, caseId: string, now: Date): Promise<void> {
  const log = await readLog(tx, caseId);
  const ended = new Set(log.flatMap(it => (it.name === 'resumed' && it.data.id ? [it.data.id] : [])));
  const over = log.flatMap(it =>
    it.name === 'paused' && it.data.until && it.data.id && !ended.has(it.data.id) && new Date(it.data.until) <= now ? [it.data] : [],
  );
  for (const { id, until } of over) {
    const deadline = await turnClock(tx, { caseId, event: { name: 'resumed', at: new Date(until!), data: { id: id! } }, now });
    await keepWaits(tx, caseId, deadline);
    if (deadline.state === 'running') await recordEvent(tx, { caseId, name: 'clock-resumed', at: now, data: { dueAt: iso(deadline.dueAt) } });
  }
}

import type { Row } from './database/store.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Riga before summer time; the simulation ends before it begins. */
const OFFSET = 2 * HOUR;

type Pause = { id: string; from: number; to: number | null };
export type Reckoned = { dueAt: number | null; used: number; allowed: number; state: 'running' | 'paused' | 'stopped'; waits: string[] };

const dateOf = (at: number) => new Date(at + OFFSET).toISOString().slice(0, 10);
const endOf = (date: string) => Date.parse(`${date}T00:00:00Z`) + DAY - OFFSET - 1;
const works = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay() % 6 !== 0;

/**
 * A second reckoning of a clock in working days that end at midnight, from its rows, day after day: shares nothing with
 * platform/deadline.ts. (tests/deadlines has one for every unit; it walks by minutes, too slow for every step of a simulation.)
 */
export function reckonByDay(rows: readonly Row[], now: number): Reckoned | undefined {
  const began = rows.findLastIndex(it => it['name'] === 'started');
  if (began < 0) return undefined;
  const pauses: Pause[] = [];
  let allowed = 0;
  let stoppedAt: number | null = null;
  for (const { name, at, data } of rows.slice(began)) {
    const when = (at as Date).getTime();
    const said = data as { term?: { amount: number }; by?: number; id?: string; for?: string; until?: string };
    if (stoppedAt !== null) break;
    if (name === 'started' || name === 'target') allowed = said.term!.amount;
    if (name === 'extended') allowed += said.by!;
    if (name === 'stopped') stoppedAt = when;
    const open = pauses.filter(it => it.id === (said.id ?? said.for) && (it.to === null || it.to > when));
    if (name === 'paused' && open.length === 0) pauses.push({ id: said.id ?? said.for!, from: when, to: said.until ? Date.parse(said.until) : null });
    if (name === 'resumed') for (const it of open) it.to = Math.max(when, it.from);
  }
  const start = ((rows[began]!['at'] as Date) ?? new Date(0)).getTime();
  const stands = (at: number) => pauses.some(it => it.from <= at && (it.to === null || it.to > at));
  const forEver = Math.min(...pauses.filter(it => it.to === null).map(it => it.from));
  let [used, counted] = [0, 0];
  let dueAt: number | null = null;
  for (let end = endOf(dateOf(start)) + DAY; end < start + 400 * DAY && end < forEver; end += DAY) {
    if (!works(dateOf(end)) || stands(end)) continue;
    counted += 1;
    if (end - DAY < now) used = Math.min(counted, allowed);
    if (counted === allowed) {
      dueAt = end;
      break;
    }
  }
  const waits = stoppedAt === null ? pauses.filter(it => it.to === null || it.to > now).map(it => it.id) : [];
  return { dueAt, used, allowed, state: stoppedAt !== null ? 'stopped' : waits.length > 0 ? 'paused' : 'running', waits };
}

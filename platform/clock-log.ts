import type { Term } from './term.ts';

/**
 * What happens to a clock, kept as a log (clock_event); a due date is never stored as truth, only computed.
 * `calendar` names the agency whose working time counts.
 */
export type ClockEvent =
  | { name: 'started'; at: Date; data: { term: Term; calendar?: string } }
  /** Another term belongs to the case: it counts from the same start, so what is used up stays used (F1). Earlier extensions go with the earlier term. */
  | { name: 'target'; at: Date; data: { term: Term; calendar?: string; reason?: string } }
  /** Longer by so many units of the term. */
  | { name: 'extended'; at: Date; data: { by: number; reason?: string; law?: string } }
  /** `until`: the pause ends then by itself, unless it is ended before. Pauses may overlap; `id` tells which one is resumed. */
  | { name: 'paused'; at: Date; data: { for: string; id?: string; reason?: string; law?: string; until?: string } }
  | { name: 'resumed'; at: Date; data: { id?: string } }
  /** The working calendar has changed; `was` is the date it had before. Says so, changes nothing by itself. */
  | { name: 'calendar'; at: Date; data: { on: string; title: { lv: string; en: string }; was: string | null } }
  | { name: 'stopped'; at: Date; data: Record<string, unknown> };

export type Pause = { id: string; for: string; from: Date; to: Date | null; planned: boolean };

/** One run of a clock: since it was last started. Reopening a case starts it anew. */
export type Run = {
  events: ClockEvent[];
  startedAt: Date;
  term: Term;
  calendar: string | null;
  /** Sum of the extensions, in units of the term. */
  extra: number;
  extensions: number;
  pauses: Pause[];
  stoppedAt: Date | null;
};

/** Folds the log into its last run; undefined when the clock has never been started. */
export function lastRun(log: readonly ClockEvent[]): Run | undefined {
  const from = log.findLastIndex(it => it.name === 'started');
  const start = log[from];
  if (start?.name !== 'started') return undefined;

  const run: Run = {
    events: log.slice(from),
    startedAt: start.at,
    term: start.data.term,
    calendar: start.data.calendar ?? null,
    extra: 0,
    extensions: 0,
    pauses: [],
    stoppedAt: null,
  };
  for (const event of run.events.slice(1)) apply(run, event);
  return run;
}

function apply(run: Run, event: ClockEvent): void {
  if (run.stoppedAt) return;
  if (event.name === 'paused') pause(run, event);
  else if (event.name === 'resumed') resume(run, event);
  else if (event.name === 'extended') {
    run.extra += event.data.by;
    run.extensions += 1;
  } else if (event.name === 'target') {
    Object.assign(run, { term: event.data.term, extra: 0, extensions: 0, calendar: event.data.calendar ?? run.calendar });
  } else if (event.name === 'stopped') run.stoppedAt = event.at;
}

const isOpenAt = (it: Pause, at: Date) => it.to === null || (it.planned && it.to > at);

function pause(run: Run, { at, data }: ClockEvent & { name: 'paused' }): void {
  const id = data.id ?? data.for;
  if (run.pauses.some(it => it.id === id && isOpenAt(it, at))) return;
  const to = data.until ? new Date(data.until) : null;
  run.pauses.push({ id, for: data.for, from: at, to, planned: to !== null });
}

/** Without an id every open pause ends. */
function resume(run: Run, { at, data }: ClockEvent & { name: 'resumed' }): void {
  for (const it of run.pauses) {
    if (data.id !== undefined && it.id !== data.id) continue;
    if (isOpenAt(it, at)) it.to = at < it.from ? it.from : at;
    it.planned = false;
  }
}

/** Pauses that are on at this moment, the latest last. */
export const openPauses = (run: Run, now: Date): Pause[] => (run.stoppedAt ? [] : run.pauses.filter(it => it.to === null || it.to > now));

/** Since when the clock stands with no end in sight; null when every pause has one. */
export function standsSince({ pauses }: Pick<Run, 'pauses'>): Date | null {
  const open = pauses.filter(it => it.to === null).map(it => it.from.getTime());
  return open.length > 0 ? new Date(Math.min(...open)) : null;
}

/** Did the clock stand at this very moment? */
export const stoodAt = ({ pauses }: Pick<Run, 'pauses'>, at: Date): boolean => pauses.some(it => it.from <= at && (it.to === null || it.to > at));

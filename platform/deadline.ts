import { Temporal } from 'temporal-polyfill';
import type { Calendar } from './working-days.ts';

type Text = { lv: string; en: string };

/** What happens to the clock of a case. Kept as a log (clock_event); a due date is never stored as truth, only computed. */
export type ClockEvent =
  | { name: 'started'; at: Date; data: { workingDays: number; law?: Text } }
  | { name: 'target'; at: Date; data: { workingDays: number; law?: Text; reason?: string } }
  | { name: 'paused'; at: Date; data: { for: string; reason?: string } }
  | { name: 'resumed' | 'stopped'; at: Date; data: Record<string, unknown> };

export type DeadlineStep = {
  name: 'started' | 'term' | 'holiday' | 'paused' | 'resumed' | 'extended' | 'stopped' | 'due';
  /** Local date. */
  on: string;
  data: Record<string, unknown>;
};

export interface Deadline {
  /** Last moment of the last day; null while it cannot be known (paused, not started). */
  dueAt: Date | null;
  state: 'running' | 'paused' | 'stopped';
  /** Working days left after today; 0 on the last day and later; null once stopped or before the start. */
  remaining: number | null;
  level: 'on-time' | 'soon' | 'overdue' | 'paused' | 'done';
  /** When to warn: in the morning, two working days before the last day. */
  warnAt: Date | null;
  law: Text | null;
  /** Why this date. */
  steps: DeadlineStep[];
}

/** Far future: an alarm that never rings (the engine wants a date). */
export const NEVER = new Date('2999-01-01T00:00:00.000Z');

const ZONE = 'Europe/Riga';
const WARN_DAYS = 2;
const WARN_HOUR = 9;
/** Longest walk, in days: a century. A clock that needs more is a fault in the data. */
const HORIZON = 36_500;
const DAY_MS = 24 * 3_600_000;

/**
 * The legal clock (M1, F1). A term of N working days begins on the day after the start (Administrative Procedure Law,
 * section 42) and ends with the N-th working day at whose end the clock was running. So pausing keeps what is used up, a pause
 * within one day costs nothing, and changing the target changes N only. All days are days of Riga, whatever the season.
 */
export function reckonDeadline(log: readonly ClockEvent[], calendar: Calendar, now: Date): Deadline {
  const run = lastRun(log);
  if (!run) return { dueAt: null, state: 'stopped', remaining: null, level: 'done', warnAt: null, law: null, steps: [] };

  const used = usedDays(run, calendar);
  const dueOn = used[run.target - 1];
  const dueAt = dueOn === undefined ? null : endOf(dueOn);
  const state = run.stoppedAt ? 'stopped' : run.pausedSince ? 'paused' : 'running';
  const warnAt = dueOn === undefined ? null : warnFor(dueOn, calendar);
  const level = levelAt(now, { state, dueAt, warnAt });
  const remaining = state === 'stopped' ? null : remainingAt(now, run.target, used);
  return { dueAt, state, remaining, level, warnAt, law: run.law, steps: explain(run, calendar, dueOn) };
}

/** When the keeper has to look at this clock next: the warning, then the due time, then never. A missed date not yet told rings at once. */
export function nextAlarm({ state, dueAt, warnAt }: Deadline, now: Date, missedTold = false): Date {
  if (state !== 'running' || !dueAt) return NEVER;
  if (warnAt && warnAt > now) return warnAt;
  return missedTold ? NEVER : dueAt;
}

/** What a ringing alarm means now. `told`: what has been said about this very due date. */
export function alarmAt({ state, dueAt, warnAt }: Deadline, now: Date, told: { warning: boolean; missed: boolean }): 'none' | 'warning' | 'missed' {
  if (state !== 'running' || !dueAt) return 'none';
  if (now >= dueAt) return told.missed ? 'none' : 'missed';
  return warnAt && now >= warnAt && !told.warning ? 'warning' : 'none';
}

/** Last moment of the day so many calendar days on, or of the next working day (Administrative Procedure Law, section 42). */
export function daysAfter(from: Date, days: number, calendar: Calendar): Date {
  return endOf(stepDays(shift(localDate(from), days), 0, calendar));
}

/** End of the same day some months on (Administrative Procedure Law, section 42: a term in months), moved to a working day. */
export function monthsAfter(from: Date, months: number, calendar: Calendar): Date {
  const on = Temporal.PlainDate.from(localDate(from)).add({ months }).toString();
  return endOf(stepDays(on, 0, calendar));
}

/** Nine in the morning, Riga, of a working day: nothing is sent outside hours (F2). `days` before (negative) or after that of `from`. */
export function morningOf(from: Date, days: number, calendar: Calendar): Date {
  return at(stepDays(localDate(from), days, calendar), WARN_HOUR);
}

/** Date of an instant in Riga, "2026-11-21". */
export const localDate = (instant: Date): string => Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(ZONE).toPlainDate().toString();

type Pause = { from: Date; to: Date | null };
type Run = { events: ClockEvent[]; startedAt: Date; target: number; law: Text | null; pauses: Pause[]; pausedSince: Date | null; stoppedAt: Date | null };

/** The clock since it was last started: reopening a case starts it anew. */
function lastRun(log: readonly ClockEvent[]): Run | undefined {
  const from = log.findLastIndex(it => it.name === 'started');
  const start = log[from];
  if (start?.name !== 'started') return undefined;

  const run: Run = {
    events: log.slice(from),
    startedAt: start.at,
    target: start.data.workingDays,
    law: start.data.law ?? null,
    pauses: [],
    pausedSince: null,
    stoppedAt: null,
  };
  for (const event of run.events.slice(1)) apply(run, event);
  return run;
}

function apply(run: Run, event: ClockEvent): void {
  if (run.stoppedAt) return;
  const open = run.pauses.at(-1);
  if (event.name === 'paused' && !run.pausedSince) {
    run.pauses.push({ from: event.at, to: null });
    run.pausedSince = event.at;
  } else if (event.name === 'resumed' && run.pausedSince && open) {
    open.to = event.at;
    run.pausedSince = null;
  } else if (event.name === 'target') {
    run.target = event.data.workingDays;
    run.law = event.data.law ?? run.law;
  } else if (event.name === 'stopped') run.stoppedAt = event.at;
}

/** Working days at whose end the clock ran, from the day after the start, as far as the target or an open pause. */
function usedDays({ startedAt, target, pauses, pausedSince }: Run, calendar: Calendar): string[] {
  const used: string[] = [];
  // something has happened by the end of a day if, and only if, it happened on that day or before
  const breaks = pauses.map(({ from, to }) => ({ from: localDate(from), to: to && localDate(to) }));
  const stopsOn = pausedSince && localDate(pausedSince);
  let on = localDate(startedAt);
  for (let walked = 0; used.length < target && walked < HORIZON; walked++) {
    on = shift(on, 1);
    if (stopsOn && stopsOn <= on) break;
    const paused = breaks.some(it => it.from <= on && (it.to === null || it.to > on));
    if (!paused && calendar.isWorking(on)) used.push(on);
  }
  return used;
}

function remainingAt(now: Date, target: number, used: string[]): number {
  const today = localDate(now);
  return Math.max(0, target - used.filter(on => on <= today).length);
}

function warnFor(dueOn: string, calendar: Calendar): Date {
  return at(stepDays(dueOn, -WARN_DAYS, calendar), WARN_HOUR);
}

function levelAt(now: Date, { state, dueAt, warnAt }: Pick<Deadline, 'state' | 'dueAt' | 'warnAt'>): Deadline['level'] {
  if (state === 'stopped') return 'done';
  if (dueAt && now > dueAt) return 'overdue';
  if (state === 'paused') return 'paused';
  return warnAt && now >= warnAt ? 'soon' : 'on-time';
}

/** Every step from the start to the due date, in order of days; of one day, in order of happening. */
function explain(run: Run, calendar: Calendar, dueOn: string | undefined): DeadlineStep[] {
  const told = run.events.flatMap((event, index) => stepsOf(event, run.events.slice(0, index)));
  const until = dueOn ?? (run.pausedSince ? localDate(run.pausedSince) : localDate(run.startedAt));
  const holidays = daysOff(localDate(run.startedAt), until, calendar);
  const steps = [...told, ...holidays].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return dueOn === undefined ? steps : [...steps, { name: 'due', on: dueOn, data: { workingDays: run.target } }];
}

function stepsOf(event: ClockEvent, before: ClockEvent[]): DeadlineStep[] {
  const on = localDate(event.at);
  if (event.name === 'started') {
    return [
      { name: 'started', on, data: {} },
      { name: 'term', on, data: { ...event.data } },
    ];
  }
  if (event.name === 'target') {
    const earlier = before.findLast(it => it.name === 'started' || it.name === 'target');
    return [{ name: 'extended', on, data: { ...event.data, from: earlier?.data['workingDays' as never] ?? null } }];
  }
  return [{ name: event.name, on, data: { ...event.data } }];
}

function daysOff(from: string, until: string, calendar: Calendar): DeadlineStep[] {
  const steps: DeadlineStep[] = [];
  for (let on = shift(from, 1); on <= until; on = shift(on, 1)) {
    const title = calendar.dayOff(on);
    if (title) steps.push({ name: 'holiday', on, data: { title } });
  }
  return steps;
}

/** The day so many working days away; with 0, the day itself or the next working one. */
function stepDays(from: string, days: number, calendar: Calendar): string {
  const step = days < 0 ? -1 : 1;
  let on = from;
  for (let left = Math.abs(days); left > 0;) {
    on = shift(on, step);
    if (calendar.isWorking(on)) left -= 1;
  }
  while (!calendar.isWorking(on)) on = shift(on, step);
  return on;
}

/** Calendar arithmetic needs no time zone. */
const shift = (date: string, days: number) => new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
const at = (date: string, hour: number) => new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: ZONE, plainTime: { hour } }).epochMilliseconds);
const endOf = (date: string) => new Date(at(shift(date, 1), 0).getTime() - 1);

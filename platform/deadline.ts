import { lastRun, openPauses, standsSince, type ClockEvent, type Pause, type Run } from './clock-log.ts';
import { morningOf } from './days.ts';
import { countTerm, reach, usedMs, type Counted } from './due.ts';
import { explain, type DeadlineStep } from './explain.ts';
import { daysBetween, localDate } from './local-time.ts';
import { isByDay, type Term } from './term.ts';
import type { Calendar } from './working-days.ts';

export interface Deadline {
  /** Last moment of the term; null while it cannot be known (paused without an end, not started). */
  dueAt: Date | null;
  state: 'running' | 'paused' | 'stopped';
  /** What is left; null once stopped or before the start. Days: those after today, 0 on the last day and later. */
  remaining: { amount: number; unit: 'working-days' | 'calendar-days' | 'working-minutes' | 'minutes' } | null;
  level: 'on-time' | 'soon' | 'overdue' | 'paused' | 'done';
  /** When to warn: in the morning, two working days before the last day; of terms by hour, when a quarter is left. */
  warnAt: Date | null;
  /** When the clock goes on by itself; null when it runs, or when nobody knows. */
  resumesAt: Date | null;
  /** For whom it waits, the latest first. */
  waits: Pause[];
  term: Term | null;
  /** Agency whose working time counts. */
  calendar: string | null;
  extensions: number;
  /** Why this date. */
  steps: DeadlineStep[];
}

/** Far future: an alarm that never rings (the engine wants a date). */
export const NEVER = new Date('2999-01-01T00:00:00.000Z');

const WARN_DAYS = 2;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Of a term by hour, this part is used up when its warning is given. */
const WARN_SHARE = 0.75;

const NONE: Deadline = {
  dueAt: null,
  state: 'stopped',
  remaining: null,
  level: 'done',
  warnAt: null,
  resumesAt: null,
  waits: [],
  term: null,
  calendar: null,
  extensions: 0,
  steps: [],
};

/**
 * The legal clock (M1, F1, F2): everything there is to say of it, from its log, the working time of the institution and the moment
 * one asks at. Pure. Changing the target keeps what is used up: the new term counts from the same start, past the same pauses.
 */
export function reckonDeadline(log: readonly ClockEvent[], calendar: Calendar, now: Date): Deadline {
  const run = lastRun(log);
  if (!run) return NONE;

  const counted = countTerm(run, calendar);
  const waits = openPauses(run, now).reverse();
  const state = run.stoppedAt ? 'stopped' : waits.length > 0 ? 'paused' : 'running';
  const dueAt = counted.due?.at ?? null;
  const warnAt = warnFor(run, counted, calendar);
  const resumesAt = state === 'paused' && !standsSince(run) ? new Date(Math.max(...waits.map(it => it.to!.getTime()))) : null;
  return {
    dueAt,
    state,
    remaining: state === 'stopped' ? null : remainingAt(now, run, counted, calendar),
    level: levelAt(now, { state, dueAt, warnAt }),
    warnAt,
    resumesAt,
    waits,
    term: run.term,
    calendar: run.calendar,
    extensions: run.extensions,
    steps: explain(run, counted, calendar),
  };
}

/**
 * When the keeper has to look at this clock next: when a pause ends by itself, at the warning, at the due time, then never.
 * A missed date not yet told rings at once.
 */
export function nextAlarm({ state, dueAt, warnAt, resumesAt }: Deadline, now: Date, missedTold = false): Date {
  if (state === 'paused' && resumesAt) return resumesAt;
  if (state !== 'running' || !dueAt) return NEVER;
  if (warnAt && warnAt > now) return warnAt;
  return missedTold ? NEVER : dueAt;
}

export type Alarm = 'none' | 'warning' | 'missed' | 'silence';

/** What a ringing alarm means now. `told`: what has been said about this very due date. Where the law gives silence a meaning, nothing is missed. */
export function alarmAt({ state, dueAt, warnAt, term }: Deadline, now: Date, told: { warning: boolean; missed: boolean }): Alarm {
  if (state !== 'running' || !dueAt) return 'none';
  if (now >= dueAt && term && term.silence !== 'nothing') return 'silence';
  if (now >= dueAt) return told.missed ? 'none' : 'missed';
  return warnAt && now >= warnAt && !told.warning ? 'warning' : 'none';
}

function remainingAt(now: Date, run: Run, { due, days, target }: Counted, calendar: Calendar): Deadline['remaining'] {
  const { unit } = run.term;
  if (!isByDay(unit)) {
    const left = Math.max(0, Math.round((target * HOUR_MS - usedMs(run, calendar, now)) / MINUTE_MS));
    return { amount: left, unit: unit === 'hours' ? 'minutes' : 'working-minutes' };
  }
  const today = localDate(now);
  if (unit === 'working-days') return { amount: Math.max(0, target - days.filter(on => on <= today).length), unit };
  const amount = due ? daysBetween(today, due.on) : target - days.filter(on => on <= today).length;
  return { amount: Math.max(0, amount), unit: 'calendar-days' };
}

function warnFor(run: Run, { due, target }: Counted, calendar: Calendar): Date | null {
  if (!due) return null;
  if (isByDay(run.term.unit)) return morningOf(due.at, -WARN_DAYS, calendar);
  return reach(run, calendar, target * HOUR_MS * WARN_SHARE);
}

function levelAt(now: Date, { state, dueAt, warnAt }: Pick<Deadline, 'state' | 'dueAt' | 'warnAt'>): Deadline['level'] {
  if (state === 'stopped') return 'done';
  if (dueAt && now > dueAt) return 'overdue';
  if (state === 'paused') return 'paused';
  return warnAt && now >= warnAt ? 'soon' : 'on-time';
}

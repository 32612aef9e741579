import { standsSince, stoodAt, type Run } from './clock-log.ts';
import { addMonths, daysBetween, endOf, localDate, shift } from './local-time.ts';
import { isByDay } from './term.ts';
import type { Calendar } from './working-days.ts';

/** Longest walk, in days: a century. A clock that needs more is a fault in the data. */
const HORIZON = 36_500;
const HOUR_MS = 3_600_000;

export type Due = {
  at: Date;
  /** Local date of the last day. */
  on: string;
  /** The last day by counting alone, where it was a day off and the term moved on. */
  rolledFrom: string | null;
};

export type Counted = {
  due: Due | null;
  /** Days counted so far as the target or a pause without end allows, in order (terms by day only). */
  days: string[];
  /** Days or hours the term has in all. */
  target: number;
};

/**
 * Counts a run (M1). By day: from the day after the start (Administrative Procedure Law, section 42), a day counts when the clock
 * runs at its end; so pausing keeps what is used up and a pause within one day costs nothing. By hour: every millisecond in which
 * the clock runs (and, in working hours, the institution works).
 */
export function countTerm(run: Run, calendar: Calendar): Counted {
  return isByDay(run.term.unit) ? countDays(run, calendar) : countHours(run, calendar);
}

/** Months are as many days as they have from this start: pauses then add theirs. */
function targetDays({ term, extra, startedAt }: Run): number {
  const amount = term.amount + extra;
  if (term.unit !== 'months') return amount;
  const from = localDate(startedAt);
  return daysBetween(from, addMonths(from, amount));
}

function countDays(run: Run, calendar: Calendar): Counted {
  const { term, startedAt } = run;
  const target = targetDays(run);
  const stands = standsSince(run);
  const days: string[] = [];
  let rolledFrom: string | null = null;
  let on = localDate(startedAt);
  for (let walked = 0; walked < HORIZON; walked++) {
    on = shift(on, 1);
    const end = endOfTermDay(run, on, calendar);
    if (stands && stands <= end) return { due: null, days, target };
    if (stoodAt(run, end)) continue;
    const works = calendar.isWorking(on);
    if (term.unit !== 'working-days' || works) days.push(on);
    if (days.length < target) continue;
    if (works || (term.unit !== 'working-days' && !term.rolls)) return { due: { at: end, on, rolledFrom }, days: days.slice(0, target), target };
    rolledFrom ??= on;
  }
  return { due: null, days, target };
}

/** 24:00, or when the institution closes. */
function endOfTermDay({ term }: Run, on: string, calendar: Calendar): Date {
  return (term.ends === 'closing' ? calendar.hours(on).at(-1)?.to : undefined) ?? endOf(on);
}

function countHours(run: Run, calendar: Calendar): Counted {
  const target = run.term.amount + run.extra;
  const at = reach(run, calendar, target * HOUR_MS);
  return { due: at && { at, on: localDate(at), rolledFrom: null }, days: [], target };
}

/** The moment at which so many milliseconds have been used; null when a pause without end comes before. */
export function reach(run: Run, calendar: Calendar, needed: number): Date | null {
  let left = needed;
  for (const [from, to] of stretches(run, calendar)) {
    if (to - from >= left) return new Date(from + left);
    left -= to - from;
  }
  return null;
}

/** Milliseconds used up to a moment (terms by hour only). */
export function usedMs(run: Run, calendar: Calendar, now: Date): number {
  let used = 0;
  for (const [from, to] of stretches(run, calendar)) {
    if (from >= now.getTime()) break;
    used += Math.min(to, now.getTime()) - from;
  }
  return used;
}

/** Stretches of time that count, from the start on, in order: working time (or all of it) without pauses. */
function* stretches(run: Run, calendar: Calendar): Generator<[number, number]> {
  const stands = standsSince(run)?.getTime() ?? Infinity;
  const start = run.startedAt.getTime();
  let on = localDate(run.startedAt);
  for (let walked = 0; walked < HORIZON; walked++, on = shift(on, 1)) {
    const open =
      run.term.unit === 'hours' ? [{ from: new Date(endOf(shift(on, -1)).getTime() + 1), to: new Date(endOf(on).getTime() + 1) }] : calendar.hours(on);
    for (const { from, to } of open) {
      for (const [begin, end] of without(run, Math.max(from.getTime(), start), Math.min(to.getTime(), stands))) yield [begin, end];
      if (to.getTime() >= stands) return;
    }
  }
}

/** A stretch less the pauses in it. */
function without({ pauses }: Run, from: number, to: number): [number, number][] {
  let parts: [number, number][] = from < to ? [[from, to]] : [];
  for (const pause of pauses) {
    const [begin, end] = [pause.from.getTime(), pause.to?.getTime() ?? Infinity];
    parts = parts.flatMap(([a, b]): [number, number][] => {
      const left: [number, number] = [a, Math.min(b, begin)];
      const right: [number, number] = [Math.max(a, end), b];
      return [left, right].filter(([x, y]) => x < y);
    });
  }
  return parts;
}

import type { ClockEvent, Run } from './clock-log.ts';
import type { Counted } from './due.ts';
import { localDate, shift } from './local-time.ts';
import { isByDay } from './term.ts';
import type { Calendar } from './working-days.ts';

export type DeadlineStep = {
  name: 'started' | 'term' | 'holiday' | 'paused' | 'resumed' | 'extended' | 'target' | 'calendar' | 'rolled' | 'stopped' | 'due';
  /** Local date. */
  on: string;
  /** Of terms by hour: the moment. */
  at?: string;
  data: Record<string, unknown>;
};

/** Why this date: every step from the start to the due date, in order of days; of one day, in order of happening. */
export function explain(run: Run, { due, target }: Counted, calendar: Calendar): DeadlineStep[] {
  const { term, events, startedAt } = run;
  const byHour = !isByDay(term.unit);
  const told = events.flatMap((event, index) => stepsOf(event, events.slice(0, index), byHour));
  const planned = run.pauses.filter(it => it.planned && it.to).map(it => step('resumed', it.to!, { planned: true }, byHour));
  const until = due?.on ?? told.at(-1)?.on ?? localDate(startedAt);
  const rolled = due?.rolledFrom ? daysAway(due.rolledFrom, due.on, calendar) : [];
  // days off matter where only working time counts; else only where the last day falls on them
  const holidays = term.unit === 'working-days' || term.unit === 'working-hours' ? daysOff(localDate(startedAt), until, calendar) : [];
  const steps = [...told, ...planned, ...holidays, ...rolled].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  if (!due) return steps;
  const last: DeadlineStep = {
    name: 'due',
    on: due.on,
    ...(byHour && { at: due.at.toISOString() }),
    data: { amount: target, unit: unitOf(run), ends: term.ends },
  };
  return [...steps, last];
}

/** Months have been counted as days. */
const unitOf = ({ term }: Run) => (term.unit === 'months' ? 'calendar-days' : term.unit);

const step = (name: DeadlineStep['name'], at: Date, data: Record<string, unknown>, byHour: boolean): DeadlineStep => ({
  name,
  on: localDate(at),
  ...(byHour && { at: at.toISOString() }),
  data,
});

function stepsOf(event: ClockEvent, before: ClockEvent[], byHour: boolean): DeadlineStep[] {
  if (event.name === 'started') {
    const { amount, unit, law, countsFrom } = event.data.term;
    return [step('started', event.at, { countsFrom, unit }, byHour), step('term', event.at, { amount, unit, law }, byHour)];
  }
  if (event.name === 'target') {
    const { amount, unit, law } = event.data.term;
    const earlier = before.findLast(it => it.name === 'started' || it.name === 'target');
    const from = earlier && { amount: earlier.data.term.amount, unit: earlier.data.term.unit };
    return [step('target', event.at, { amount, unit, law, from, ...(event.data.reason && { reason: event.data.reason }) }, byHour)];
  }
  if (event.name === 'extended') {
    const current = before.findLast(it => it.name === 'started' || it.name === 'target');
    return [step('extended', event.at, { ...event.data, unit: current?.data.term.unit }, byHour)];
  }
  // which pause it was is for the machine
  const { id: _id, ...data } = event.data as { id?: string };
  return [step(event.name, event.at, data, byHour)];
}

function daysOff(from: string, until: string, calendar: Calendar): DeadlineStep[] {
  const steps: DeadlineStep[] = [];
  for (let on = shift(from, 1); on <= until; on = shift(on, 1)) {
    const title = calendar.dayOff(on);
    if (title) steps.push({ name: 'holiday', on, data: { title } });
  }
  return steps;
}

/** The days off over which the last day has moved on; the holidays among them by name. */
function daysAway(from: string, to: string, calendar: Calendar): DeadlineStep[] {
  const holidays = daysOff(shift(from, -1), shift(to, -1), calendar);
  return [{ name: 'rolled', on: from, data: { to } }, ...holidays.filter(it => it.on !== from || it.data['title'])];
}

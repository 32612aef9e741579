import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ClockEvent } from '../../platform/clock-log.ts';
import { localAt, shift } from '../../platform/local-time.ts';
import { plainTerm, UNITS, type Term, type Unit } from '../../platform/term.ts';
import { makeCalendar, USUAL_WEEK, type CalendarData, type Span } from '../../platform/working-days.ts';

export type Scenario = Record<'id' | 'what' | 'law' | 'calendar' | 'term' | 'started' | 'events' | 'due' | 'asked_at' | 'left' | 'why', string>;

/** The table as people write it. */
export const readScenarios = (): Scenario[] => parse(readFileSync(join(import.meta.dirname, 'scenarios.csv'), 'utf8'), { columns: true, trim: true });

const parts = (text: string) =>
  text
    .split(';')
    .map(it => it.trim())
    .filter(it => it !== '');

/** "2026-02-02 09:00" of Riga. @throws Error when it is not written so */
export function instantOf(text: string): Date {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})$/.exec(text) ?? [];
  if (!date || !time) throw new Error(`Not a date and time: "${text}"`);
  return time === '24:00' ? localAt(shift(date, 1), '00:00') : localAt(date, time);
}

/** "10 working-days closing". */
export function termOf(text: string): Term {
  const [amount, unit, ...more] = text.split(/\s+/);
  if (!UNITS.includes(unit as Unit)) throw new Error(`Not a unit: "${unit}"`);
  return { ...plainTerm(Number(amount)), unit: unit as Unit, ends: more.includes('closing') ? 'closing' : 'midnight', rolls: !more.includes('stays') };
}

const spansOf = (text: string): Span[] => [...text.matchAll(/(\d{2}:\d{2})-(\d{2}:\d{2})/g)].map(([, from, to]) => ({ from: from!, to: to! }));

/** "2026-11-12 closed; week 6=09:00-13:00". */
export function calendarDataOf(text: string): CalendarData {
  const week = { ...USUAL_WEEK };
  const days = parts(text).flatMap(part => {
    const [, weekday, hours] = /^week (\d)=(.*)$/.exec(part) ?? [];
    if (weekday) week[weekday as keyof typeof week] = spansOf(hours ?? '');
    return weekday ? [] : [{ on: part.slice(0, 10), hours: spansOf(part.slice(10)), title: { lv: part, en: part } }];
  });
  return { week, days };
}

export const calendarOf = (it: Scenario) => makeCalendar(calendarDataOf(it.calendar));

/** The log of the clock, as the database keeps it. */
export function logOf({ started, term, events }: Scenario): ClockEvent[] {
  const begins: ClockEvent = { name: 'started', at: instantOf(started), data: { term: termOf(term) } };
  return [begins, ...parts(events).map(part => eventOf(part, term))];
}

function eventOf(part: string, term: string): ClockEvent {
  const [, when, act, rest = ''] = /^(\S+ \S+) (\w+)\s*(.*)$/.exec(part) ?? [];
  const at = instantOf(when ?? part);
  const [party = '', , until] = rest.split(/\s+/);
  switch (act) {
    case 'pause':
      return { name: 'paused', at, data: { for: party, id: party, ...(until && { until: localAt(shift(until, 1), '00:00').toISOString() }) } };
    case 'resume':
      return { name: 'resumed', at, data: { id: party } };
    case 'extend':
      return { name: 'extended', at, data: { by: Number(party) } };
    case 'target':
      return { name: 'target', at, data: { term: termOf(rest) } };
    case 'stop':
      return { name: 'stopped', at, data: {} };
    case 'restart':
      return { name: 'started', at, data: { term: termOf(term) } };
    default:
      throw new Error(`Not an event: "${part}"`);
  }
}

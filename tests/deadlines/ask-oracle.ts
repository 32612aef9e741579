import type { ClockEvent } from '../../platform/clock-log.ts';
import type { Term } from '../../platform/term.ts';
import { USUAL_WEEK, type CalendarData, type Span } from '../../platform/working-days.ts';
import { walk, type Answer, type OracleCalendar, type OracleEvent, type OracleTerm } from './oracle.ts';

const minuteOf = (at: Date | string) => Math.floor(new Date(at).getTime() / 60_000);
const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const spans = (all: Span[]): [number, number][] => all.map(({ from, to }) => [minutes(from), minutes(to)]);

export const oracleTerm = ({ amount, unit, ends, rolls }: Term): OracleTerm => ({ amount, unit, closing: ends === 'closing', stays: !rolls });

export const oracleCalendar = ({ week = USUAL_WEEK, days = [] }: CalendarData): OracleCalendar => ({
  week: Object.fromEntries(Object.entries(week).map(([day, hours]) => [day, spans(hours)])),
  days: Object.fromEntries(days.map(it => [it.on, spans(it.hours)])),
});

function translate(event: ClockEvent): OracleEvent[] {
  const minute = minuteOf(event.at);
  switch (event.name) {
    case 'paused':
      return [{ minute, act: 'pause', id: event.data.id ?? event.data.for, ...(event.data.until && { untilMinute: minuteOf(event.data.until) }) }];
    case 'resumed':
      return [{ minute, act: 'resume', ...(event.data.id && { id: event.data.id }) }];
    case 'extended':
      return [{ minute, act: 'extend', by: event.data.by }];
    case 'target':
      return [{ minute, act: 'term', term: oracleTerm(event.data.term) }];
    case 'stopped':
      return [{ minute, act: 'stop' }];
    default:
      return [];
  }
}

/** Gives a log of ours to the oracle: its last run. */
export function askOracle(log: readonly ClockEvent[], calendar: CalendarData): Answer {
  const from = log.findLastIndex(it => it.name === 'started');
  const start = log[from];
  if (start?.name !== 'started') throw new Error('Never started');
  return walk(minuteOf(start.at), oracleTerm(start.data.term), log.slice(from + 1).flatMap(translate), oracleCalendar(calendar));
}

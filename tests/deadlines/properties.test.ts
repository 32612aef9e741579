import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lastRun, type ClockEvent } from '../../platform/clock-log.ts';
import { reckonDeadline } from '../../platform/deadline.ts';
import { plainTerm, type Term, type Unit } from '../../platform/term.ts';
import { makeCalendar, USUAL_WEEK, type CalendarData } from '../../platform/working-days.ts';
import { askOracle } from './ask-oracle.ts';

const MINUTE = 60_000;
const DAY_MS = 24 * 60 * MINUTE;
const MOST: Record<Unit, number> = { 'working-days': 25, 'calendar-days': 40, months: 2, 'working-hours': 40, hours: 200 };

const unit = fc.constantFrom<Unit>('working-days', 'calendar-days', 'months', 'working-hours', 'hours');
const term: fc.Arbitrary<Term> = unit.chain(it =>
  fc
    .record({ amount: fc.integer({ min: 1, max: MOST[it] }), ends: fc.constantFrom('midnight' as const, 'closing' as const), rolls: fc.boolean() })
    .map(rest => ({ ...plainTerm(rest.amount), unit: it, ends: rest.ends, rolls: rest.rolls })),
);
const moment = fc.integer({ min: Date.parse('2025-01-01T00:00:00Z') / MINUTE, max: Date.parse('2027-06-30T00:00:00Z') / MINUTE }).map(it => it * MINUTE);
const party = fc.constantFrom('client', 'partner', 'institution');
type Act = { gap: number; act: 'pause' | 'plan' | 'resume' | 'extend' | 'target'; party: string; amount: number; term: Term };
const act: fc.Arbitrary<Act> = fc.record({
  gap: fc.integer({ min: 1, max: 6 * 24 * 60 }),
  act: fc.constantFrom('pause' as const, 'plan' as const, 'resume' as const, 'resume' as const, 'extend' as const, 'target' as const),
  party,
  amount: fc.integer({ min: 1, max: 5 }),
  term,
});

/** A believable log: months are extended by one only, a planned pause ends at a minute some days on. */
function logOf(start: number, first: Term, acts: Act[]): ClockEvent[] {
  let at = start;
  const rest = acts.map((it): ClockEvent => {
    at += it.gap * MINUTE;
    const when = new Date(at);
    if (it.act === 'extend') return { name: 'extended', at: when, data: { by: 1 } };
    if (it.act === 'target') return { name: 'target', at: when, data: { term: it.term } };
    if (it.act === 'resume') return { name: 'resumed', at: when, data: { id: it.party } };
    const until = it.act === 'plan' ? { until: new Date(at + it.amount * DAY_MS).toISOString() } : {};
    return { name: 'paused', at: when, data: { for: it.party, id: it.party, ...until } };
  });
  return [{ name: 'started', at: new Date(start), data: { term: first } }, ...rest];
}
const history = fc.record({ start: moment, term, acts: fc.array(act, { maxLength: 8 }) }).map(it => ({ ...it, log: logOf(it.start, it.term, it.acts) }));

const lunchless: CalendarData = { week: { ...USUAL_WEEK, 5: [{ from: '09:00', to: '14:00' }], 6: [{ from: '10:00', to: '12:00' }] } };
const closed: CalendarData = { days: ['2026-03-10', '2026-03-11', '2026-07-06'].map(on => ({ on, hours: [], title: { lv: on, en: on } })) };
const calendars: CalendarData[] = [{}, lunchless, closed];
const data = fc.constantFrom(...calendars);
const due = (log: ClockEvent[], calendar: CalendarData = {}) => reckonDeadline(log, makeCalendar(calendar), new Date(log.at(-1)!.at)).dueAt;
const minuteOf = (at: Date | null) => at && Math.round(at.getTime() / MINUTE);
const neverBefore = (later: Date | null, earlier: Date | null) => later === null || (earlier !== null && later >= earlier);

describe('random histories', () => {
  it('are due when the oracle says, to the minute, in every unit and calendar', () => {
    fc.assert(
      fc.property(history, data, ({ log }, calendar) => {
        expect(minuteOf(due(log, calendar))).toBe(askOracle(log, calendar).dueMinute);
      }),
      { numRuns: 250 },
    );
  });

  it('do not depend on when one asks', () => {
    fc.assert(
      fc.property(history, moment, ({ log }, now) => {
        expect(reckonDeadline(log, makeCalendar(), new Date(now)).dueAt).toEqual(due(log));
      }),
    );
  });
});

describe('whatever the term', () => {
  it('a pause never brings the date forward', () => {
    fc.assert(
      fc.property(moment, term, fc.array(act, { maxLength: 6 }), (start, first, acts) => {
        const pauses = acts.filter(it => ['pause', 'plan', 'resume'].includes(it.act));
        expect(neverBefore(due(logOf(start, first, pauses)), due(logOf(start, first, [])))).toBe(true);
      }),
    );
  });

  it('an extension never brings the date forward', () => {
    fc.assert(
      fc.property(history, ({ log }) => {
        const extended: ClockEvent[] = [...log, { name: 'extended', at: log.at(-1)!.at, data: { by: 1 } }];
        expect(neverBefore(due(extended), due(log))).toBe(true);
      }),
    );
  });

  it('a longer term is never due before a shorter one', () => {
    fc.assert(
      fc.property(moment, term, fc.integer({ min: 1, max: 5 }), (start, first, more) => {
        const longer = due(logOf(start, { ...first, amount: first.amount + more }, []))!;
        expect(longer.getTime()).toBeGreaterThanOrEqual(due(logOf(start, first, []))!.getTime());
      }),
    );
  });

  it('a target changed and changed back gives the date there was', () => {
    fc.assert(
      fc.property(moment, term, term, fc.array(act, { maxLength: 6 }), (start, first, other, acts) => {
        const log = logOf(
          start,
          first,
          acts.filter(it => ['pause', 'plan', 'resume'].includes(it.act)),
        );
        const at = log.at(-1)!.at;
        const there: ClockEvent[] = [...log, { name: 'target', at, data: { term: other } }, { name: 'target', at, data: { term: first } }];
        expect(due(there)).toEqual(due(log));
      }),
    );
  });

  it('a day off more never brings the date forward, and moves nothing that was due before it', () => {
    const day = fc.integer({ min: 0, max: 900 }).map(it => new Date(Date.parse('2025-01-01T00:00:00Z') + it * DAY_MS).toISOString().slice(0, 10));
    fc.assert(
      fc.property(history, day, ({ log }, on) => {
        const [was, is] = [due(log), due(log, { days: [{ on, hours: [], title: { lv: 'x', en: 'x' } }] })];
        // agreed terms that stay on a day off know no closing time on it: they may then end at midnight
        expect(neverBefore(is, was)).toBe(true);
        if (was && was.toISOString().slice(0, 10) < on && lastRun(log)!.startedAt.toISOString().slice(0, 10) < on) expect(is).toEqual(was);
      }),
    );
  });

  it('what is left never grows while the clock runs', () => {
    fc.assert(
      fc.property(moment, term, fc.integer({ min: 0, max: 100 * 24 * 60 }), fc.integer({ min: 0, max: 10 * 24 * 60 }), (start, first, after, more) => {
        const left = (minutes: number) => reckonDeadline(logOf(start, first, []), makeCalendar(), new Date(start + minutes * MINUTE)).remaining!.amount;
        expect(left(after + more)).toBeLessThanOrEqual(left(after));
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClockEvent } from './clock-log.ts';
import { daysAfter, monthsAfter, morningOf } from './days.ts';
import { alarmAt, NEVER, nextAlarm, reckonDeadline } from './deadline.ts';
import { localDate } from './local-time.ts';
import { plainTerm } from './term.ts';
import { makeCalendar } from './working-days.ts';

const calendar = makeCalendar();
const started = (at: string, workingDays: number): ClockEvent => ({ name: 'started', at: new Date(at), data: { term: plainTerm(workingDays) } });
const paused = (at: string): ClockEvent => ({ name: 'paused', at: new Date(at), data: { for: 'client' } });
const resumed = (at: string): ClockEvent => ({ name: 'resumed', at: new Date(at), data: {} });
const stopped = (at: string): ClockEvent => ({ name: 'stopped', at: new Date(at), data: {} });
const target = (at: string, workingDays: number): ClockEvent => ({ name: 'target', at: new Date(at), data: { term: plainTerm(workingDays) } });
const dueOn = (...log: ClockEvent[]) => {
  const { dueAt } = reckonDeadline(log, calendar, new Date('2026-01-01T00:00:00Z'));
  return dueAt && localDate(dueAt);
};

describe('a term of working days', () => {
  it.each([
    // what, start, working days, last day
    ['plain week', '2026-02-02T09:00:00+02:00', 1, '2026-02-03'],
    ['over a weekend', '2026-02-06T09:00:00+02:00', 1, '2026-02-09'],
    ['from a Saturday', '2026-02-07T12:00:00+02:00', 1, '2026-02-09'],
    ['from a Sunday, late', '2026-02-08T23:59:59+02:00', 1, '2026-02-09'],
    ['one minute before midnight', '2026-02-02T23:59:00+02:00', 1, '2026-02-03'],
    ['at midnight it is the next day', '2026-02-03T00:00:00+02:00', 1, '2026-02-04'],
    ['UTC evening is Riga’s next day', '2026-02-02T22:30:00Z', 1, '2026-02-04'],
    ['ten days', '2026-02-02T09:00:00+02:00', 10, '2026-02-16'],
    ['Easter: Good Friday and Monday', '2026-04-01T09:00:00+03:00', 2, '2026-04-07'],
    ['1 and 4 May', '2026-04-30T09:00:00+03:00', 1, '2026-05-05'],
    ['moved 22 June, Līgo, Jāņi', '2026-06-19T09:00:00+03:00', 1, '2026-06-25'],
    ['Saturday 27 June is worked', '2026-06-19T09:00:00+03:00', 3, '2026-06-27'],
    ['2 January moved', '2025-12-30T09:00:00+02:00', 1, '2026-01-05'],
    ['Saturday 17 January is worked', '2026-01-16T09:00:00+02:00', 1, '2026-01-17'],
    ['18 November', '2026-11-17T09:00:00+02:00', 1, '2026-11-19'],
    ['Christmas and New Year', '2026-12-23T09:00:00+02:00', 3, '2026-12-30'],
    ['over the year', '2026-12-30T09:00:00+02:00', 1, '2027-01-04'],
    ['a holiday on a Sunday has its Monday: 4 May 2025', '2025-05-01T09:00:00+03:00', 1, '2025-05-06'],
    ['a holiday on a Saturday has its Monday: 18 November 2028', '2028-11-17T09:00:00+02:00', 1, '2028-11-21'],
    ['clocks go forward on 29 March', '2026-03-27T23:30:00+02:00', 1, '2026-03-30'],
    ['clocks go back on 25 October', '2026-10-23T23:30:00+03:00', 1, '2026-10-26'],
    ['29 February', '2028-02-28T09:00:00+02:00', 1, '2028-02-29'],
    ['thirty days of summer', '2026-07-01T09:00:00+03:00', 30, '2026-08-12'],
  ])('%s', (_what, from, days, last) => {
    expect(dueOn(started(from, days))).toBe(last);
  });

  it.each([
    ['winter', '2026-02-02T09:00:00+02:00', '2026-02-03T21:59:59.999Z'],
    ['summer', '2026-07-01T09:00:00+03:00', '2026-07-02T20:59:59.999Z'],
    ['the long day, 25 October 2026, is a Sunday; the Monday after it', '2026-10-23T09:00:00+03:00', '2026-10-26T21:59:59.999Z'],
  ])('ends with the last millisecond of the day in Riga: %s', (_what, from, due) => {
    expect(reckonDeadline([started(from, 1)], calendar, new Date(from)).dueAt?.toISOString()).toBe(due);
  });
});

describe('pausing', () => {
  const start = started('2026-02-02T09:00:00+02:00', 5); // Monday: due on Monday 9

  it.each([
    ['within one day costs nothing', [start, paused('2026-02-04T09:00:00+02:00'), resumed('2026-02-04T16:00:00+02:00')], '2026-02-09'],
    ['overnight costs one day', [start, paused('2026-02-04T16:00:00+02:00'), resumed('2026-02-05T09:00:00+02:00')], '2026-02-10'],
    ['over a weekend costs the Friday', [start, paused('2026-02-06T16:00:00+02:00'), resumed('2026-02-09T09:00:00+02:00')], '2026-02-10'],
    ['on the day of the start', [start, paused('2026-02-02T10:00:00+02:00'), resumed('2026-02-03T10:00:00+02:00')], '2026-02-09'],
    [
      'twice',
      [
        start,
        paused('2026-02-03T10:00:00+02:00'),
        resumed('2026-02-04T10:00:00+02:00'),
        paused('2026-02-05T10:00:00+02:00'),
        resumed('2026-02-06T10:00:00+02:00'),
      ],
      '2026-02-11',
    ],
    ['for a month', [start, paused('2026-02-04T10:00:00+02:00'), resumed('2026-03-04T10:00:00+02:00')], '2026-03-09'],
    [
      'over the change to summer time',
      [started('2026-03-26T09:00:00+02:00', 3), paused('2026-03-27T23:00:00+02:00'), resumed('2026-03-30T01:00:00+03:00')],
      '2026-04-01',
    ],
    [
      'twice in a row counts once',
      [start, paused('2026-02-04T16:00:00+02:00'), paused('2026-02-05T08:00:00+02:00'), resumed('2026-02-05T09:00:00+02:00')],
      '2026-02-10',
    ],
    [
      'a second resumption says nothing',
      [start, paused('2026-02-04T16:00:00+02:00'), resumed('2026-02-05T09:00:00+02:00'), resumed('2026-02-06T09:00:00+02:00')],
      '2026-02-10',
    ],
    ['still, leaves no date', [start, paused('2026-02-04T16:00:00+02:00')], null],
    ['after the term was used up leaves the date', [start, paused('2026-02-10T16:00:00+02:00')], '2026-02-09'],
  ])('%s', (_what, log, last) => {
    expect(dueOn(...log)).toBe(last);
  });

  it('keeps what is left', () => {
    const deadline = reckonDeadline([start, paused('2026-02-04T16:00:00+02:00')], calendar, new Date('2026-02-20T09:00:00+02:00'));

    expect(deadline).toMatchObject({ state: 'paused', level: 'paused', remaining: { amount: 4, unit: 'working-days' } });
  });
});

describe('changing the target', () => {
  const start = started('2026-02-02T09:00:00+02:00', 5);

  it.each([
    ['later', [start, target('2026-02-05T09:00:00+02:00', 8)], '2026-02-12'],
    ['sooner', [start, target('2026-02-05T09:00:00+02:00', 4)], '2026-02-06'],
    ['sooner than what is used up: that day', [start, target('2026-02-06T09:00:00+02:00', 2)], '2026-02-04'],
    [
      'in the middle of a pause',
      [start, paused('2026-02-04T16:00:00+02:00'), target('2026-02-05T09:00:00+02:00', 6), resumed('2026-02-09T09:00:00+02:00')],
      '2026-02-13',
    ],
    ['after it was due', [start, target('2026-02-12T09:00:00+02:00', 10)], '2026-02-16'],
    ['twice, the last counts', [start, target('2026-02-03T09:00:00+02:00', 50), target('2026-02-04T09:00:00+02:00', 6)], '2026-02-10'],
  ])('%s', (_what, log, last) => {
    expect(dueOn(...log)).toBe(last);
  });

  it('starting anew forgets the earlier run', () => {
    expect(dueOn(start, paused('2026-02-03T09:00:00+02:00'), stopped('2026-02-06T09:00:00+02:00'), started('2026-03-02T09:00:00+02:00', 2))).toBe('2026-03-04');
  });

  it('says nothing before the start', () => {
    expect(reckonDeadline([], calendar, new Date())).toMatchObject({ dueAt: null, state: 'stopped', steps: [] });
  });
});

describe('how it stands', () => {
  const log = [started('2026-02-02T09:00:00+02:00', 5)];

  it.each([
    ['2026-02-02T10:00:00+02:00', 'on-time', 5],
    ['2026-02-05T08:59:00+02:00', 'on-time', 2],
    ['2026-02-05T09:00:00+02:00', 'soon', 2], // nine in the morning, two working days before
    ['2026-02-09T23:59:59+02:00', 'soon', 0],
    ['2026-02-10T00:00:00+02:00', 'overdue', 0],
  ])('at %s it is %s, %i left', (now, level, remaining) => {
    expect(reckonDeadline(log, calendar, new Date(now))).toMatchObject({ level, remaining: { amount: remaining }, state: 'running' });
  });

  it('is done once stopped', () => {
    expect(reckonDeadline([...log, stopped('2026-02-20T09:00:00+02:00')], calendar, new Date('2026-03-01'))).toMatchObject({ level: 'done', remaining: null });
  });
});

describe('alarms', () => {
  const log = [started('2026-02-02T09:00:00+02:00', 5)];
  const at = (now: string, ...more: ClockEvent[]) => [reckonDeadline([...log, ...more], calendar, new Date(now)), new Date(now)] as const;

  it('rings two working days before, then when due, then no more', () => {
    expect(nextAlarm(...at('2026-02-02T10:00:00+02:00')).toISOString()).toBe('2026-02-05T07:00:00.000Z');
    expect(nextAlarm(...at('2026-02-05T09:00:00+02:00')).toISOString()).toBe('2026-02-09T21:59:59.999Z');
    expect(nextAlarm(...at('2026-02-10T09:00:00+02:00'), true)).toBe(NEVER);
  });

  it('rings at once for a miss that nobody has heard of', () => {
    expect(nextAlarm(...at('2026-02-12T09:00:00+02:00')) < new Date('2026-02-12T09:00:00+02:00')).toBe(true);
  });

  it('does not ring while paused or stopped', () => {
    expect(nextAlarm(...at('2026-02-03T10:00:00+02:00', paused('2026-02-03T09:00:00+02:00')))).toBe(NEVER);
    expect(nextAlarm(...at('2026-02-03T10:00:00+02:00', stopped('2026-02-03T09:00:00+02:00')))).toBe(NEVER);
  });

  it.each([
    ['2026-02-04T09:00:00+02:00', { warning: false, missed: false }, 'none'],
    ['2026-02-05T09:00:00+02:00', { warning: false, missed: false }, 'warning'],
    ['2026-02-05T09:00:00+02:00', { warning: true, missed: false }, 'none'],
    ['2026-02-10T00:00:00+02:00', { warning: true, missed: false }, 'missed'],
    ['2026-02-10T00:00:00+02:00', { warning: true, missed: true }, 'none'],
  ])('at %s, told %j: %s', (now, told, alarm) => {
    expect(alarmAt(...at(now), told)).toBe(alarm);
  });
});

describe('why this date', () => {
  it('tells every step in order', () => {
    const log = [
      started('2026-11-16T09:00:00+02:00', 5),
      paused('2026-11-20T09:00:00+02:00'),
      resumed('2026-11-23T09:00:00+02:00'),
      target('2026-11-23T10:00:00+02:00', 6),
    ];
    const { steps } = reckonDeadline(log, calendar, new Date('2026-11-23T12:00:00+02:00'));

    expect(steps.map(it => `${it.on} ${it.name}`)).toEqual([
      '2026-11-16 started',
      '2026-11-16 term',
      '2026-11-18 holiday',
      '2026-11-20 paused',
      '2026-11-23 resumed',
      '2026-11-23 target',
      '2026-11-26 due',
    ]);
    expect(steps[2]?.data).toEqual({ title: { lv: 'Latvijas Republikas proklamēšanas diena', en: 'Republic Day' } });
    expect(steps[5]?.data).toMatchObject({ from: { amount: 5 }, amount: 6 });
  });
});

describe('other terms', () => {
  it.each([
    ['a month', monthsAfter(new Date('2026-01-30T09:00:00+02:00'), 1, calendar), '2026-03-02'], // 28 February is a Saturday
    ['ten days', daysAfter(new Date('2026-06-12T09:00:00+03:00'), 10, calendar), '2026-06-25'], // 22 to 24 June are off
    ['two mornings before', morningOf(new Date('2026-02-09T20:00:00+02:00'), -2, calendar), '2026-02-05'],
  ])('%s', (_what, due, last) => {
    expect(localDate(due)).toBe(last);
  });
});

// An oracle of another make: counts days by Intl and a plain list of ends of days, knows nothing of Temporal.
const RIGA = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Riga', dateStyle: 'short' });
const oracle = (log: ClockEvent[], days: number): string | null => {
  const isPausedAt = (end: number) =>
    log.filter(it => it.at.getTime() <= end).reduce((is, it) => (it.name === 'paused' ? true : it.name === 'resumed' ? false : is), false);
  const ends: [string, number][] = [];
  const hour = 3_600_000;
  const from = Math.floor(log[0]!.at.getTime() / hour) * hour;
  for (let at = from, day = RIGA.format(at); at < from + 330 * 24 * hour; at += hour) {
    const next = RIGA.format(at + hour);
    if (next !== day) ends.push([day, at + hour - 1]);
    day = next;
  }
  const counted = ends.slice(1).filter(([on, end]) => calendar.isWorking(on) && !isPausedAt(end));
  return counted[days - 1]?.[0] ?? null;
};

describe('properties', () => {
  const moment = fc.integer({ min: Date.parse('2025-01-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') }).map(ms => new Date(ms - (ms % 60_000)));
  const term = fc.integer({ min: 1, max: 60 });
  const history = fc
    .record({ start: moment, days: term, gaps: fc.array(fc.integer({ min: 1, max: 12 * 24 * 60 }), { maxLength: 8 }) })
    .map(({ start, days, gaps }) => {
      const log: ClockEvent[] = [{ name: 'started', at: start, data: { term: plainTerm(days) } }];
      let at = start.getTime();
      gaps.forEach((minutes, index) => {
        at += minutes * 60_000;
        log.push(index % 2 === 0 ? { name: 'paused', at: new Date(at), data: { for: 'client' } } : { name: 'resumed', at: new Date(at), data: {} });
      });
      return { log, days };
    });
  const due = (log: ClockEvent[]) => reckonDeadline(log, calendar, new Date('2026-01-01')).dueAt;

  it('agrees with the oracle', () => {
    fc.assert(
      fc.property(history, ({ log, days }) => {
        const last = due(log);
        const still = log.at(-1)!.name === 'paused';
        const expected = oracle(log, days);
        expect(last && localDate(last)).toBe(still && expected !== null && expected > localDate(log.at(-1)!.at) ? null : expected);
      }),
      { numRuns: 40 },
    );
  });

  it('falls on a working day, never before the start', () => {
    fc.assert(
      fc.property(history, ({ log }) => {
        const last = due(log);
        if (last) expect(calendar.isWorking(localDate(last)) && last > log[0]!.at).toBe(true);
      }),
    );
  });

  it('does not depend on when one asks', () => {
    fc.assert(fc.property(history, moment, ({ log }, now) => expect(reckonDeadline(log, calendar, now).dueAt).toEqual(due(log))));
  });

  it('grows with the term', () => {
    fc.assert(
      fc.property(moment, term, term, (at, a, b) => {
        const of = (workingDays: number) => due([{ name: 'started', at, data: { term: plainTerm(workingDays) } }])!.getTime();
        expect(Math.sign(of(a) - of(b))).toBe(Math.sign(a - b));
      }),
    );
  });

  it('a target set again changes nothing', () => {
    fc.assert(
      fc.property(history, ({ log, days }) => expect(due([...log, { name: 'target', at: log.at(-1)!.at, data: { term: plainTerm(days) } }])).toEqual(due(log))),
    );
  });

  it('a pause never brings the date forward', () => {
    fc.assert(
      fc.property(history, ({ log }) => {
        const last = due(log);
        if (last) expect(last.getTime()).toBeGreaterThanOrEqual(due(log.slice(0, 1))!.getTime());
      }),
    );
  });
});

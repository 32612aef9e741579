import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClockEvent } from '../../platform/clock-log.ts';
import { alarmAt, NEVER, nextAlarm, reckonDeadline, type Alarm } from '../../platform/deadline.ts';
import { plainTerm, type Unit } from '../../platform/term.ts';
import { makeCalendar, type Calendar } from '../../platform/working-days.ts';
import { useEngine } from '../support/engine.ts';
import { calendarOf, instantOf, logOf, readScenarios } from './scenario.ts';

const engine = useEngine({ roots: [new URL('../support/processes', import.meta.url).pathname] });
afterEach(() => engine.reset());

const PERMIT = { serviceId: 'made-up-permit', serviceCode: 'M.01', deliveryProcessId: 'made-up-permit', takeOver: 'automatic' };
const MINUTE = 60_000;
/** Our clock stands a little behind the moment it was moved to; a timer of that moment has then fired for certain. */
const MARGIN = 5000;

/**
 * Plays the life of a clock on the engine. The keeper asks the same pure functions as the worker does; the engine’s clock is moved from
 * moment to moment, and after each the timer in the engine’s own records must stand where the log says. Dates of the history are carried
 * over to the engine’s present, by whole minutes.
 * @returns the alarms that rang, with the moments of the history
 */
async function play(history: ClockEvent[], calendar: Calendar): Promise<{ alarm: Alarm; at: Date }[]> {
  const start = history[0]!.at.getTime();
  let now = start;
  const begin = Math.ceil((await engine.now()).getTime() / MINUTE) * MINUTE;
  const toEngine = (at: Date) => (at.getTime() === NEVER.getTime() ? NEVER : new Date(at.getTime() - start + begin));
  const log = [history[0]!];
  const told = { warning: new Set<number>(), missed: new Set<number>() };
  const rang: { alarm: Alarm; at: Date }[] = [];
  const standing = () => reckonDeadline(log, calendar, new Date(now));
  const saidOf = (dueAt: Date | null) => ({ warning: told.warning.has(dueAt?.getTime() ?? 0), missed: told.missed.has(dueAt?.getTime() ?? 0) });
  const next = () => nextAlarm(standing(), new Date(now), saidOf(standing().dueAt).missed);

  const moveTo = async (at: number) => {
    now = Math.max(now, at);
    const ahead = toEngine(new Date(now)).getTime() + MARGIN - (await engine.now()).getTime();
    if (ahead > 0) await engine.passTime(`PT${Math.ceil(ahead / 1000)}S`);
  };

  engine.answers['register-application'] = () => ({ nextAlarmAt: toEngine(next()).toISOString() });
  engine.answers['record-classification'] = it => ({
    kind: it['kind'],
    serviceId: it['serviceId'],
    holder: it['holder'],
    team: it['holder'],
    requestProcessId: 'request',
    deliveryProcessId: it['deliveryProcessId'],
    takeOver: it['takeOver'],
  });
  engine.answers['check-deadline'] = () => {
    for (const pause of reckonDeadline(log, calendar, new Date(now - 1)).waits)
      if (pause.to && pause.to.getTime() <= now) log.push({ name: 'resumed', at: pause.to, data: { id: pause.id } });
    const { dueAt } = standing();
    const alarm = alarmAt(standing(), new Date(now), saidOf(dueAt));
    if (alarm === 'warning' || alarm === 'missed') told[alarm].add(dueAt!.getTime());
    rang.push({ alarm, at: new Date(now) });
    return { alarm, nextAlarmAt: toEngine(next()).toISOString() };
  };

  const run = await engine.submit(PERMIT);
  await run.armed('Timer_Alarm', toEngine(next()));
  /** Lets every alarm ring that comes before the next thing happens. */
  const ringUntil = async (until: number) => {
    for (let alarm = next(); alarm.getTime() <= until && alarm.getTime() !== NEVER.getTime(); alarm = next()) {
      const before = rang.length;
      await moveTo(alarm.getTime());
      await run.did('check-deadline', before + 1);
      await run.armed('Timer_Alarm', toEngine(next()));
      expect(rang.length).toBe(before + 1);
    }
  };
  for (const event of history.slice(1)) {
    await ringUntil(event.at.getTime() - 1);
    await moveTo(event.at.getTime());
    log.push(event);
    const before = rang.length;
    // a term that is used up by now is missed at once
    const atOnce = next().getTime() <= now;
    await engine.publish('deadline-changed', run.caseId, { nextAlarmAt: toEngine(next()).toISOString() });
    await run.reaches('Catch_DeadlineChanged');
    if (atOnce) await run.did('check-deadline', before + 1);
    await run.armed('Timer_Alarm', toEngine(next()));
  }
  await ringUntil(Infinity);
  expect(run.incidents()).toEqual([]);
  await engine.publish('application-withdrawn', run.caseId);
  await run.ends('End_Withdrawn');
  return rang;
}

const SAMPLE = ['W02', 'H12', 'A01', 'C02', 'M03', 'E01', 'P02', 'P10', 'P11', 'P13', 'P19', 'T04', 'X01', 'X05', 'X06', 'N03', 'N10', 'D02', 'D03'];
const scenarios = readScenarios();

describe('the table on the engine', () => {
  it.each(SAMPLE)(
    '%s: the engine says it is missed at the minute of the table',
    async id => {
      const scenario = scenarios.find(it => it.id === id)!;

      const rang = await play(logOf(scenario), calendarOf(scenario));

      expect(
        rang
          .filter(it => it.alarm === 'missed')
          .map(it => Math.round(it.at.getTime() / MINUTE))
          .at(-1),
      ).toBe(instantOf(scenario.due).getTime() / MINUTE);
    },
    120_000,
  );
});

describe('random histories on the engine', () => {
  const unit = fc.constantFrom<Unit>('working-days', 'calendar-days', 'working-hours', 'hours');
  const act = fc.record({
    gap: fc.integer({ min: 30, max: 4 * 24 * 60 }),
    name: fc.constantFrom('pause', 'plan', 'resume', 'extend', 'target'),
    id: fc.constantFrom('client', 'institution'),
    amount: fc.integer({ min: 1, max: 3 }),
    unit,
  });
  const history = fc
    .record({ unit, amount: fc.integer({ min: 2, max: 12 }), acts: fc.array(act, { minLength: 3, maxLength: 6 }) })
    .map(({ unit: first, amount, acts }) => {
      let at = Date.parse('2026-03-16T08:07:00Z');
      const started: ClockEvent = { name: 'started', at: new Date(at), data: { term: { ...plainTerm(amount), unit: first } } };
      const rest = acts.map((it): ClockEvent => {
        at += it.gap * MINUTE;
        const when = new Date(at);
        if (it.name === 'extend') return { name: 'extended', at: when, data: { by: it.amount } };
        if (it.name === 'target') return { name: 'target', at: when, data: { term: { ...plainTerm(it.amount + 3), unit: it.unit } } };
        if (it.name === 'resume') return { name: 'resumed', at: when, data: { id: it.id } };
        const until = it.name === 'plan' ? { until: new Date(at + it.amount * 24 * 60 * MINUTE).toISOString() } : {};
        return { name: 'paused', at: when, data: { for: it.id, id: it.id, ...until } };
      });
      return [started, ...rest];
    });

  it.each(fc.sample(history, { seed: 4, numRuns: 8 }).map((log, index) => [index, log] as const))(
    'number %i: after each event the timer stands where the log says',
    async (_index, log) => {
      const rang = await play([...log], makeCalendar());

      // every moment has been compared on the way; in the end the last date has rung, unless the clock stands
      const { dueAt, state, resumesAt } = reckonDeadline(log, makeCalendar(), log.at(-1)!.at);
      const missedAt = rang.findLast(it => it.alarm === 'missed')?.at;
      if (dueAt && (state === 'running' || resumesAt)) expect(missedAt!.getTime()).toBeGreaterThanOrEqual(Math.floor(dueAt.getTime() / MINUTE) * MINUTE);
      else expect(state).toBe('paused');
    },
    120_000,
  );
});

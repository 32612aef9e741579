import { describe, expect, it } from '@jest/globals';
import { lastRun } from '../../platform/clock-log.ts';
import { reckonDeadline } from '../../platform/deadline.ts';
import { localDate } from '../../platform/local-time.ts';
import * as contract from '../../web/contract/terms.ts';
import * as platform from '../../platform/term.ts';
import { askOracle } from './ask-oracle.ts';
import { left } from './oracle.ts';
import { calendarDataOf, calendarOf, instantOf, logOf, readScenarios, type Scenario } from './scenario.ts';

const scenarios = readScenarios();
const MINUTE = 60_000;
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Riga', dateStyle: 'short', timeStyle: 'short' });

/** To the minute, as the table writes it: the last millisecond of a day is its 24:00. */
function inTable(due: Date | null): string {
  if (!due) return '-';
  const minute = Math.round(due.getTime() / MINUTE) * MINUTE;
  if (minute === due.getTime()) return clock.format(minute);
  return `${localDate(due)} 24:00`;
}
/** Midnight is written as the 24:00 of the day before. */
const sameMoment = (it: Scenario) => (it.due === '-' ? null : instantOf(it.due).getTime() / MINUTE);

it('has at least a hundred scenarios, each with a number of its own and a reason', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(100);
  expect(new Set(scenarios.map(it => it.id)).size).toBe(scenarios.length);
  expect(scenarios.filter(it => it.why === '' || it.what === '' || it.law === '')).toEqual([]);
});

describe.each(scenarios)('$id $what', it0 => {
  const log = logOf(it0);
  const reckonAt = (now: Date) => reckonDeadline(log, calendarOf(it0), now);

  it('is due when the table says', () => {
    expect(inTable(reckonAt(log.at(-1)!.at).dueAt)).toBe(it0.due);
  });

  it('is due when the oracle says', () => {
    expect(askOracle(log, calendarDataOf(it0.calendar)).dueMinute).toBe(sameMoment(it0));
  });

  if (it0.left !== '')
    it('has left what the table and the oracle say', () => {
      const asked = instantOf(it0.asked_at);
      const { remaining } = reckonAt(asked);
      expect(`${remaining?.amount} ${remaining?.unit}`).toBe(it0.left);
      expect(left(askOracle(log, calendarDataOf(it0.calendar)), lastRun(log)!.term.unit, Math.floor(asked.getTime() / MINUTE))).toBe(it0.left);
    });

  it('explains its date: begins with the start, ends with the last day', () => {
    const { steps, dueAt } = reckonAt(log.at(-1)!.at);
    expect(steps[0]?.name).toBe('started');
    if (dueAt) expect(steps.at(-1)).toMatchObject({ name: 'due', on: it0.due.slice(0, 10) });
    else expect(steps.map(it => it.name)).not.toContain('due');
  });
});

it('speaks of terms in the same words as the contract', () => {
  const { UNITS, PARTIES, PURPOSES, COUNTS_FROM, SILENCES } = platform;
  expect({ UNITS, PARTIES, PURPOSES, COUNTS_FROM, SILENCES }).toEqual({
    UNITS: contract.UNITS,
    PARTIES: contract.PARTIES,
    PURPOSES: contract.PURPOSES,
    COUNTS_FROM: contract.COUNTS_FROM,
    SILENCES: contract.SILENCES,
  });
});

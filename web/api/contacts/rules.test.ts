import { describe, expect, it } from '@jest/globals';
import { callBackTimes } from './rules.ts';
import { makeCalendar } from '../../../platform/working-days.ts';
import { toE164 } from './phone.ts';
import { isRecognised } from './verify.ts';

const calendar = makeCalendar();
const RULE = {
  agency: '*',
  callBackMinutes: 240,
  remindMinutes: 30,
  answersAsked: ['personal-code', 'family-name', 'e-mail'],
  answersNeeded: 3,
  attemptsAllowed: 3,
};
const times = (now: string, rule = RULE) => Object.values(callBackTimes(rule, new Date(now), calendar)).map(it => it.toISOString());

describe('a promised call', () => {
  it.each([
    ['within the day, past the lunch break', '2026-11-23T07:00:00Z', '2026-11-23T11:30:00.000Z', '2026-11-23T10:30:00.000Z'],
    ['over the night', '2026-11-23T13:00:00Z', '2026-11-24T08:30:00.000Z', '2026-11-24T08:00:00.000Z'],
    ['over the weekend', '2026-11-20T14:00:00Z', '2026-11-23T09:30:00.000Z', '2026-11-23T09:00:00.000Z'],
    ['before opening', '2026-11-23T03:00:00Z', '2026-11-23T10:30:00.000Z', '2026-11-23T10:00:00.000Z'],
    ['over the holiday of 18 November', '2026-11-17T14:00:00Z', '2026-11-19T09:30:00.000Z', '2026-11-19T09:00:00.000Z'],
    ['in summer time', '2026-07-01T07:00:00Z', '2026-07-01T11:30:00.000Z', '2026-07-01T11:00:00.000Z'],
  ])('%s', (_what, now, dueAt, remindAt) => {
    expect(times(now)).toEqual([dueAt, remindAt]);
  });

  it('is due by the agency’s own time', () => {
    expect(times('2026-11-23T07:00:00Z', { ...RULE, callBackMinutes: 60, remindMinutes: 15 })).toEqual([
      '2026-11-23T08:00:00.000Z',
      '2026-11-23T07:45:00.000Z',
    ]);
  });
});

describe('toE164', () => {
  it.each([
    ['20 000 000', '+37120000000'],
    ['+371 2000 0000', '+37120000000'],
    ['67 012 345', '+37167012345'],
    ['+49 30 901820', '+4930901820'],
    ['12', undefined],
    ['nezinu', undefined],
  ])('%s is %s', (typed, number) => {
    expect(toE164(typed)).toBe(number);
  });
});

describe('isRecognised', () => {
  const profile = { personalCode: '120380-11111', familyName: 'Bērziņa', email: 'anna@example.org', phone: null, caseCodes: ['0008 1234'] };
  const right = { 'personal-code': '12038011111', 'family-name': 'bērziņa ', 'e-mail': 'Anna@example.org' };

  it.each([
    ['three right answers', right, true],
    ['two are too few', { 'personal-code': '12038011111', 'family-name': 'Bērziņa' }, false],
    ['one wrong among four asked', { ...right, 'family-name': 'Kalniņa' }, false],
    ['what is not asked counts nothing', { 'personal-code': '12038011111', 'family-name': 'Bērziņa', 'case-code': '0008 1234' }, false],
    ['what is not on file agrees with nothing', { ...right, phone: '20000000' }, true],
  ])('%s', (_what, answers, recognised) => {
    expect(isRecognised(answers, profile, RULE)).toBe(recognised);
  });

  it('takes the code of a case where the agency asks it', () => {
    expect(
      isRecognised({ 'personal-code': '12038011111', 'e-mail': 'anna@example.org', 'case-code': '0008  1234' }, profile, {
        ...RULE,
        answersAsked: [...RULE.answersAsked, 'case-code'],
      }),
    ).toBe(true);
  });
});

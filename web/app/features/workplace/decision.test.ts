import { describe, expect, it } from '@jest/globals';
import { asksFourEyes, changeOutcome, decisionData, faultsOf, parseAmount, startDraft, type DecisionDraft } from './decision.ts';

const text = (it: string) => ({ lv: it, en: it });
const grounds = [
  { id: 'insured', outcome: 'grant' as const, text: text('insured') },
  { id: 'already-paid', outcome: 'refuse' as const, text: text('already paid') },
];
const proposal = { result: 'grant', reasonCode: 'insured', reason: null, amountCents: 51_240 };
const draft = (more: Partial<DecisionDraft> = {}): DecisionDraft => ({ ...startDraft({ proposal, grounds, data: {} }), ...more });

describe('parseAmount', () => {
  it.each([
    ['512,40', 51_240],
    ['1 234,5', 123_450],
    ['1\u00a0234.50 €', 123_450],
    ['19,99', 1999],
    ['', null],
    ['5,123', null],
    ['-5', null],
    ['abc', null],
  ])('%j is %s cents', (typed, cents) => {
    expect(parseAmount(typed)).toBe(cents);
  });
});

describe('asksFourEyes', () => {
  it.each([
    ['grant', '5000,00', { overCents: 500_000 }, false],
    ['grant', '5000,01', { overCents: 500_000 }, true],
    ['refuse', '9999,00', { overCents: 500_000 }, false],
    ['refuse', '', 'always' as const, true],
    ['clarify', '', 'always' as const, false],
    ['grant', '9999,00', null, false],
  ] as const)('%s %s, rule %j: %s', (outcome, amount, rule, asked) => {
    expect(asksFourEyes({ outcome, amount }, rule)).toBe(asked);
  });
});

describe('startDraft', () => {
  it('starts with the proposal, its ground and its amount', () => {
    expect(draft()).toMatchObject({ outcome: 'grant', grounds: ['insured'], amount: '512,40', reason: '' });
  });

  it('goes on with what was kept', () => {
    expect(startDraft({ proposal, grounds, data: { outcome: 'refuse', grounds: ['already-paid'], reason: 'Paid in May' } })).toMatchObject({
      outcome: 'refuse',
      grounds: ['already-paid'],
      reason: 'Paid in May',
    });
  });

  it('starts with what was decided and came back', () => {
    const before = {
      state: 'returned' as const,
      outcome: 'grant' as const,
      grounds: [{ id: 'insured' }],
      reason: 'More than the tables say',
      amountCents: 600_000,
    };
    const expected = { outcome: 'grant', grounds: ['insured'], reason: 'More than the tables say', amount: '6000,00' };
    expect(startDraft({ proposal: null, grounds, data: {} }, before)).toMatchObject(expected);
    expect(startDraft({ proposal, grounds, data: { amount: '5500' } }, before)).toMatchObject({ ...expected, amount: '5500' });
    expect(startDraft({ proposal: null, grounds, data: {} }, { ...before, state: 'open' })).toMatchObject({ outcome: null, amount: '' });
  });

  it('proposes nothing when the tables leave it to a person', () => {
    expect(startDraft({ proposal: { ...proposal, result: 'manual', amountCents: null }, grounds, data: {} })).toMatchObject({
      outcome: null,
      grounds: [],
      amount: '',
    });
  });
});

it('drops grounds of the other outcome', () => {
  expect(changeOutcome(draft(), 'refuse', grounds)).toMatchObject({ outcome: 'refuse', grounds: [] });
});

describe('faultsOf', () => {
  it('has nothing to say about the untouched proposal', () => {
    expect(faultsOf(draft(), { proposal, grounds })).toEqual([]);
  });

  it('wants grounds and a reason for a decision against the proposal', () => {
    expect(faultsOf(draft({ outcome: 'refuse', grounds: [] }), { proposal, grounds })).toEqual(['grounds', 'reason']);
  });

  it('wants a reason for another amount, and an amount that is money', () => {
    expect(faultsOf(draft({ amount: '600' }), { proposal, grounds })).toEqual(['reason']);
    expect(faultsOf(draft({ amount: 'six', reason: 'as agreed' }), { proposal, grounds })).toEqual(['amount']);
  });

  it('wants the question when the client is asked', () => {
    expect(faultsOf(draft({ outcome: 'clarify' }), { proposal, grounds })).toEqual(['question']);
  });
});

describe('decisionData', () => {
  it.each([
    [draft(), { outcome: 'grant', grounds: ['insured'], amountCents: 51_240 }],
    [draft({ outcome: 'refuse', grounds: ['already-paid'], reason: ' Paid ' }), { outcome: 'refuse', grounds: ['already-paid'], reason: 'Paid' }],
    [draft({ outcome: 'clarify', question: 'Which account?' }), { outcome: 'clarify', question: 'Which account?', answerWithinDays: 10 }],
    [draft({ outcome: 'withdrawn' }), { outcome: 'withdrawn' }],
  ])('sends only what belongs to the outcome (%#)', (it, expected) => {
    expect(decisionData(it)).toEqual(expected);
  });
});

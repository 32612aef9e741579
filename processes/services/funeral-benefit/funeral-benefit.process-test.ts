import { afterEach, describe, expect, it } from '@jest/globals';
import { useEngine } from '../../../tests/support/engine.ts';
import { NEVER } from '../../../tests/support/shared-jobs.ts';
import { BusinessError } from '../../define-handler.ts';

const DIED = { givenName: 'Andris', familyName: 'Bērziņš', diedOn: '2026-10-20' };
const INSURED = { status: 'insured', baseCents: 118_000, funeralBenefitPaidOn: null };
const FORM = { deceasedCode: '150252-11501', diedOn: '2026-10-20', undertookBurial: true, iban: 'LV80 BANK 0000 4351 9500 1', dataTrue: true };
const FACTS = { form: FORM, submittedAt: new Date('2026-11-02T08:00:00Z'), decision: { outcome: 'grant' as const, amountCents: 236_000 } };

const vsaa =
  (insurance: unknown = INSURED, pay: () => unknown = () => ({ paymentId: 'payment-1' })) =>
  (path: string) =>
    path.startsWith('/payments') ? pay() : insurance;

const engine = useEngine({ agencies: { pmlp: () => DIED, vsaa: vsaa() } });
afterEach(() => engine.reset());

const begin = () => engine.start('funeral-benefit', { serviceCode: 'P.08' }, FACTS);
const proposalOf = (run: Awaited<ReturnType<typeof begin>>) => run.jobs('record-proposal').at(-1)?.variables['proposal'];
const later = async (days: number) => new Date((await engine.now()).getTime() + days * 86_400_000).toISOString();

describe('a benefit that is granted', () => {
  it('asks the registers, proposes, decides, pays and prepares the decision', async () => {
    const run = await begin();

    await run.reaches('Task_Decide');
    expect(proposalOf(run)).toEqual({ result: 'grant', reasonCode: 'insured-person', amountCents: 236_000 });
    await run.completeTask('Task_Decide', { outcome: 'grant' });
    await run.ends('End_Granted');

    expect(run.visited()).toEqual(expect.arrayContaining(['Task_LookUpDeath', 'Task_LookUpInsurance', 'Task_OrderPayment', 'Task_PrepareGrant']));
    expect(run.kept.facts).toMatchObject({
      deathOn: { value: '2026-10-20', source: 'PMLP' },
      deceasedStatus: { value: 'insured', source: 'VSAA' },
      paymentId: { value: 'payment-1', source: 'VSAA' },
    });
    expect(run.kept.events.map(it => it.name)).toEqual(['facts-found', 'facts-found', 'payment-ordered']);
  });

  it.each([
    ['insured', 118_000, 'insured-person', 236_000],
    ['pensioner', 48_650, 'pension-recipient', 97_300],
    ['unemployed', 0, 'unemployed-person', 49_800],
    ['social-security', 0, 'social-security-benefit-recipient', 33_200],
    ['dependant', 0, 'dependant-of-insured', 49_800],
  ])('%s, base %i: %s, %i cents', async (status, baseCents, reasonCode, amountCents) => {
    engine.agencies['vsaa'] = vsaa({ ...INSURED, status, baseCents });

    const run = await begin();
    await run.reaches('Task_Decide');

    expect(proposalOf(run)).toEqual({ result: 'grant', reasonCode, amountCents });
  });

  it.each([
    ['2020-06-30', 24_000],
    ['2021-01-01', 32_700],
    ['2023-06-30', 32_700],
    ['2023-07-01', 37_500],
    ['2024-12-31', 41_100],
    ['2025-01-01', 49_800],
  ])('takes the rate of the day of death: %s', async (diedOn, amountCents) => {
    engine.agencies['pmlp'] = () => ({ ...DIED, diedOn });
    engine.agencies['vsaa'] = vsaa({ ...INSURED, status: 'unemployed', baseCents: 0 });

    const run = await engine.start('funeral-benefit', {}, { ...FACTS, submittedAt: new Date(`${diedOn}T09:00:00Z`) });
    await run.reaches('Task_Decide');

    expect(proposalOf(run)).toMatchObject({ amountCents });
  });
});

describe('a benefit that is refused', () => {
  it.each([
    ['not entitled', { status: 'none', baseCents: 0, funeralBenefitPaidOn: null }, 'not-entitled'],
    ['not known to VSAA', undefined, 'not-entitled'],
    ['already paid', { ...INSURED, funeralBenefitPaidOn: '2026-10-30' }, 'already-paid'],
  ])('%s', async (_name, insurance, reasonCode) => {
    engine.agencies['vsaa'] = (path: string) => vsaa(insurance)(path);
    if (insurance === undefined) engine.agencies['vsaa'] = () => undefined;

    const run = await begin();
    await run.reaches('Task_Decide');
    expect(proposalOf(run)).toEqual({ result: 'refuse', reasonCode, amountCents: null });
    await run.completeTask('Task_Decide', { outcome: 'refuse' });
    await run.ends('End_Refused');

    expect(run.visited()).not.toContain('Task_OrderPayment');
  });

  it('claimed more than six months after the death', async () => {
    engine.agencies['pmlp'] = () => ({ ...DIED, diedOn: '2026-05-01' });

    const run = await begin();
    await run.reaches('Task_Decide');

    expect(proposalOf(run)).toEqual({ result: 'refuse', reasonCode: 'claimed-late', amountCents: null });
  });

  it('is left to the specialist when VSAA knows no base', async () => {
    engine.agencies['vsaa'] = vsaa({ ...INSURED, baseCents: 0 });

    const run = await begin();
    await run.reaches('Task_Decide');

    expect(proposalOf(run)).toEqual({ result: 'manual', reasonCode: null, amountCents: null });
  });

  it('paid to somebody else meanwhile: the decision comes back with that ground', async () => {
    engine.agencies['vsaa'] = vsaa(INSURED, () => {
      throw new BusinessError('already-paid');
    });

    const run = await begin();
    await run.completeTask('Task_Decide', { outcome: 'grant' });
    await run.completeTask('Task_Decide', { outcome: 'refuse' });
    await run.ends('End_Refused');

    expect(proposalOf(run)).toEqual({ result: 'refuse', reasonCode: 'already-paid', amountCents: null });
  });
});

describe('a death that is not registered', () => {
  const unregistered = () => (engine.agencies['pmlp'] = () => undefined);

  it('goes on when a document proves it', async () => {
    unregistered();

    const run = await begin();
    await run.completeTask('Task_CheckDeath', { outcome: 'proved', deathOn: '2026-10-20' });
    await run.reaches('Task_Decide');

    expect(run.jobs('funeral-benefit:look-up-insurance')).toHaveLength(1);
    expect(proposalOf(run)).toMatchObject({ result: 'grant', amountCents: 236_000 });
  });

  it('is proposed to be refused when nothing proves it', async () => {
    unregistered();

    const run = await begin();
    await run.completeTask('Task_CheckDeath', { outcome: 'not-proved' });
    await run.reaches('Task_Decide');

    expect(proposalOf(run)).toEqual({ result: 'refuse', reasonCode: 'death-not-proved', amountCents: null });
  });

  it('asks the client for the certificate, then looks again', async () => {
    unregistered();

    const run = await begin();
    await run.completeTask('Task_CheckDeath', { outcome: 'clarify', questionId: run.caseId, answerByAt: await later(10), remindAt: await later(5) });
    await run.reaches('Gateway_AwaitAnswer');
    await engine.publish('client-answered', run.caseId);
    await run.completeTask('Task_CheckDeath', { outcome: 'proved', deathOn: '2026-10-20' });

    await run.reaches('Task_Decide');
  });
});

it('asks the client before deciding, and decides after the answer', async () => {
  const run = await begin();
  await run.completeTask('Task_Decide', { outcome: 'clarify', questionId: run.caseId, answerByAt: await later(10), remindAt: NEVER });
  await run.reaches('Gateway_AwaitAnswer');
  await engine.publish('client-answered', run.caseId);

  await run.completeTask('Task_Decide', { outcome: 'grant' });
  await run.ends('End_Granted');
});

it('ends as withdrawn when the specialist records that', async () => {
  const run = await begin();
  await run.completeTask('Task_Decide', { outcome: 'withdrawn' });

  await run.ends('End_Withdrawn');
});

it('becomes an incident, not a refusal, when a register does not answer', async () => {
  engine.agencies['pmlp'] = () => {
    throw new Error('503 from the register');
  };

  const run = await begin();

  expect(await run.fails('Task_LookUpDeath')).toContain('503 from the register');
});

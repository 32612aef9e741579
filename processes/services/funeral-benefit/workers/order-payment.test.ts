import { describe, expect, it } from '@jest/globals';
import { buildCase, fakeDeps, type FakeAgency } from '../../../../tests/support/case-file.ts';
import { BusinessError } from '../../../define-handler.ts';
import orderPayment from './order-payment.ts';

const kept = (decision?: { outcome: 'grant' | 'refuse'; amountCents: number | null }) =>
  buildCase({
    form: { deceasedCode: '15025211501', iban: 'LV80 BANK 0000 4351 9500 1' },
    client: { personalCode: '120380-11111', givenName: 'Anna', familyName: 'Bērziņa' },
    ...(decision && { decision }),
  });
const run = (file: ReturnType<typeof kept>, vsaa: FakeAgency) => orderPayment.run({ caseId: 'case-1' }, fakeDeps(file, { vsaa }));

describe('order-payment', () => {
  it('orders what was decided, to the client, and remembers the number', async () => {
    const file = kept({ outcome: 'grant', amountCents: 236_000 });
    const ordered: unknown[] = [];

    expect(await run(file, (_path, body) => (ordered.push(body), { paymentId: 'payment-1' }))).toEqual({ paymentId: 'payment-1' });

    expect(ordered).toEqual([
      { reference: 'case-1', deceasedCode: '150252-11501', payeeCode: '120380-11111', iban: 'LV80BANK0000435195001', amountCents: 236_000 },
    ]);
    expect(file.facts).toMatchObject({ paymentId: { value: 'payment-1' }, amountCents: { value: 236_000 } });
    expect(file.events).toEqual([{ name: 'payment-ordered', data: { amountCents: 236_000 } }]);
  });

  it('passes on that somebody else was paid', async () => {
    const refuse = () => {
      throw new BusinessError('already-paid');
    };

    await expect(run(kept({ outcome: 'grant', amountCents: 1 }), refuse)).rejects.toMatchObject({ code: 'already-paid' });
  });

  it.each([
    ['no decision', undefined],
    ['a refusal', { outcome: 'refuse' as const, amountCents: null }],
    ['no amount', { outcome: 'grant' as const, amountCents: null }],
  ])('pays nothing on %s', async (_name, decision) => {
    await expect(run(kept(decision), () => ({ paymentId: 'never' }))).rejects.toThrow('no decision to grant');
  });
});

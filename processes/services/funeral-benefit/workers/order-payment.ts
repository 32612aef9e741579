import { z } from 'zod';
import { defineHandler } from '../../../define-handler.ts';

const form = z.object({ deceasedCode: z.string(), iban: z.string() });
const payment = z.object({ paymentId: z.string() });

/**
 * Orders the payment of what was decided, on the account the client gave. Repeating it orders nothing new: the client of the agency's
 * system carries the job key. Throws already-paid when somebody else was paid meanwhile.
 */
export default defineHandler({
  input: z.object({ caseId: z.string() }),
  output: z.object({ paymentId: z.string() }),

  async run({ caseId }, { agency, caseFile }) {
    const decision = await caseFile.decision();
    if (decision?.outcome !== 'grant' || !decision.amountCents) throw new Error('There is no decision to grant an amount');
    const { deceasedCode, iban } = form.parse(await caseFile.form());
    const { personalCode } = await caseFile.client();

    const { paymentId } = await agency('vsaa').post(
      '/payments',
      {
        reference: caseId,
        deceasedCode: deceasedCode.replace(/^(\d{6})-?(\d{5})$/, '$1-$2'),
        payeeCode: personalCode,
        iban: iban.replaceAll(' ', ''),
        amountCents: decision.amountCents,
      },
      payment,
    );

    caseFile.recordFact('amountCents', decision.amountCents, 'VSAA');
    caseFile.recordFact('paymentId', paymentId, 'VSAA');
    caseFile.recordEvent('payment-ordered', { amountCents: decision.amountCents });
    return { paymentId };
  },
});

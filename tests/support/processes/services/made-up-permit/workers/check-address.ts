import { z } from 'zod';
import { BusinessError, defineHandler } from '../../../../../../processes/define-handler.ts';

/** Knows every address but those of Nowhere. */
export default defineHandler({
  input: z.object({ caseId: z.string() }),
  output: z.object({ addressKnown: z.boolean() }),

  async run(_input, { caseFile }) {
    const { address } = z.object({ address: z.string().default('') }).parse(await caseFile.form());
    if (address.includes('Nekurzeme')) throw new BusinessError('address-unknown');
    caseFile.recordFact('addressKnown', true, 'made-up register');
    return { addressKnown: true };
  },
});

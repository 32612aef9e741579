import { z } from 'zod';
import { BusinessError, defineHandler } from '../../../define-handler.ts';

const form = z.object({ deceasedCode: z.string(), diedOn: z.iso.date() });
const person = z.object({ givenName: z.string(), familyName: z.string(), diedOn: z.iso.date().nullable() });

/** Asks the Register of Natural Persons whether the death is registered. What it knows counts, not what the client wrote. */
export default defineHandler({
  input: z.object({ caseId: z.string() }),
  output: z.object({ deathOn: z.iso.date() }),

  async run(_input, { agency, caseFile }) {
    const { deceasedCode } = form.parse(await caseFile.form());
    const found = await agency('pmlp').get(`/persons/${personalCode(deceasedCode)}`, person);
    caseFile.recordFact('deathRegistered', Boolean(found?.diedOn), 'PMLP');
    if (!found?.diedOn) {
      caseFile.recordEvent('facts-missing', { source: 'PMLP' });
      throw new BusinessError('death-not-registered');
    }
    caseFile.recordFact('deceasedName', `${found.givenName} ${found.familyName}`, 'PMLP');
    caseFile.recordFact('deathOn', found.diedOn, 'PMLP');
    caseFile.recordEvent('facts-found', { source: 'PMLP' });
    return { deathOn: found.diedOn };
  },
});

/** People write the code with and without the hyphen. */
const personalCode = (written: string) => written.replace(/^(\d{6})-?(\d{5})$/, '$1-$2');

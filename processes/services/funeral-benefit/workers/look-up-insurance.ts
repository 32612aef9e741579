import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { defineHandler } from '../../../define-handler.ts';

const form = z.object({ deceasedCode: z.string() });
const status = z.enum(['insured', 'pensioner', 'unemployed', 'social-security', 'dependant', 'none']);
const insurance = z.object({ status, baseCents: z.number().int().nonnegative(), funeralBenefitPaidOn: z.iso.date().nullable() });

/** The benefit must be claimed within so many months of the day of death (Law On Maternity and Sickness Insurance). */
const CLAIM_WITHIN_MONTHS = 6;
const LATVIA = 'Europe/Riga';

/** Asks VSAA on what ground the family has a right, from what it is reckoned, and whether it has been paid. Unknown to VSAA = no ground. */
export default defineHandler({
  input: z.object({ caseId: z.string(), deathOn: z.iso.date() }),
  output: z.object({ deceasedStatus: status, baseCents: z.number().int(), alreadyPaid: z.boolean(), claimedInTime: z.boolean() }),

  async run({ deathOn }, { agency, caseFile }) {
    const { deceasedCode } = form.parse(await caseFile.form());
    const code = deceasedCode.replace(/^(\d{6})-?(\d{5})$/, '$1-$2');
    const found = await agency('vsaa').get(`/persons/${code}/insurance`, insurance);
    const facts = {
      deceasedStatus: found?.status ?? ('none' as const),
      baseCents: found?.baseCents ?? 0,
      alreadyPaid: found?.funeralBenefitPaidOn != null,
      claimedInTime: isInTime(deathOn, await caseFile.submittedAt()),
    };

    for (const key of ['deceasedStatus', 'baseCents', 'alreadyPaid'] as const) caseFile.recordFact(key, facts[key], 'VSAA');
    caseFile.recordFact('claimedInTime', facts.claimedInTime, 'Pietura');
    caseFile.recordEvent(found ? 'facts-found' : 'facts-missing', { source: 'VSAA' });
    return facts;
  },
});

/** Counted in days of Latvia: the last day is the same day of the month, six months on. */
function isInTime(deathOn: string, submittedAt: Date): boolean {
  const submittedOn = Temporal.Instant.fromEpochMilliseconds(submittedAt.getTime()).toZonedDateTimeISO(LATVIA).toPlainDate();
  const lastDay = Temporal.PlainDate.from(deathOn).add({ months: CLAIM_WITHIN_MONTHS });
  return Temporal.PlainDate.compare(submittedOn, lastDay) <= 0;
}

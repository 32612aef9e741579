import { describe, expect, it } from '@jest/globals';
import { buildCase, fakeDeps } from '../../../../tests/support/case-file.ts';
import lookUpInsurance from './look-up-insurance.ts';

const run = (insurance: unknown, deathOn = '2026-10-20', submittedAt = '2026-11-02T08:00:00Z') => {
  const file = buildCase({ form: { deceasedCode: '150252-11501' }, submittedAt: new Date(submittedAt) });
  return lookUpInsurance.run({ caseId: 'case', deathOn }, fakeDeps(file, { vsaa: () => insurance }));
};
const insured = { status: 'insured', baseCents: 118_000, funeralBenefitPaidOn: null };

describe('look-up-insurance', () => {
  it('gives what the table needs', async () => {
    expect(await run(insured)).toEqual({ deceasedStatus: 'insured', baseCents: 118_000, alreadyPaid: false, claimedInTime: true });
  });

  it('takes somebody VSAA does not know for nobody with a right', async () => {
    expect(await run(undefined)).toMatchObject({ deceasedStatus: 'none', baseCents: 0, alreadyPaid: false });
  });

  it('sees that the benefit has been paid', async () => {
    expect(await run({ ...insured, funeralBenefitPaidOn: '2026-10-30' })).toMatchObject({ alreadyPaid: true });
  });

  it.each([
    ['2026-05-02', '2026-11-02T08:00:00Z', true],
    ['2026-05-01', '2026-11-02T08:00:00Z', false],
    // the last day ends at midnight in Riga, two hours before UTC's
    ['2026-05-02', '2026-11-02T21:59:59Z', true],
    ['2026-05-02', '2026-11-02T22:00:00Z', false],
    // six months after the end of August is the end of February
    ['2025-08-31', '2026-02-28T12:00:00Z', true],
    ['2025-08-31', '2026-03-01T12:00:00Z', false],
  ])('died %s, claimed %s: in time %s', async (deathOn, submittedAt, claimedInTime) => {
    expect(await run(insured, deathOn, submittedAt)).toMatchObject({ claimedInTime });
  });
});

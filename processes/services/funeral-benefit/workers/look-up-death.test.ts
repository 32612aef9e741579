import { describe, expect, it } from '@jest/globals';
import { buildCase, fakeDeps } from '../../../../tests/support/case-file.ts';
import lookUpDeath from './look-up-death.ts';

const kept = () => buildCase({ form: { deceasedCode: '15025211501', diedOn: '2026-10-21' } });
const person = { givenName: 'Andris', familyName: 'Bērziņš', diedOn: '2026-10-20' };

describe('look-up-death', () => {
  it('takes the day from the register, not from the form, and asks with the hyphen', async () => {
    const asked: string[] = [];
    const file = kept();

    const output = await lookUpDeath.run({ caseId: 'case' }, fakeDeps(file, { pmlp: path => (asked.push(path), person) }));

    expect(output).toEqual({ deathOn: '2026-10-20' });
    expect(asked).toEqual(['/persons/150252-11501']);
    expect(file.facts).toMatchObject({ deathOn: { value: '2026-10-20', source: 'PMLP' }, deceasedName: { value: 'Andris Bērziņš' } });
  });

  it.each([
    ['nobody', undefined],
    ['somebody alive', { ...person, diedOn: null }],
  ])('refuses when the register knows %s', async (_name, found) => {
    const file = kept();

    await expect(lookUpDeath.run({ caseId: 'case' }, fakeDeps(file, { pmlp: () => found }))).rejects.toMatchObject({ code: 'death-not-registered' });
    expect(file.events).toEqual([{ name: 'facts-missing', data: { source: 'PMLP' } }]);
  });

  it('does not take silence for an answer', async () => {
    const down = () => {
      throw new Error('503');
    };

    await expect(lookUpDeath.run({ caseId: 'case' }, fakeDeps(kept(), { pmlp: down }))).rejects.toThrow('503');
  });
});

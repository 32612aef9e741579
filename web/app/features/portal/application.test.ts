import { expect, it } from '@jest/globals';
import { newApplication, sourcesStanding } from './application.ts';

it('starts with what registers know', () => {
  const application = newApplication({ iban: 'LV00' }, 'key');

  expect(application).toMatchObject({ answers: { iban: 'LV00' }, step: 0, key: 'key' });
});

it('names a register as the source only of what it really gave', () => {
  const sources = [
    { key: 'iban', source: 'VSAA' },
    { key: 'email', source: 'PMLP' },
  ];

  const standing = sourcesStanding(sources, { iban: 'LV00', email: 'a@b.lv' }, { iban: 'LV11', email: 'a@b.lv' });

  expect(standing).toEqual([{ key: 'email', source: 'PMLP' }]);
});

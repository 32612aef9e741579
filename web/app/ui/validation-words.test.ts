import { expect, it } from '@jest/globals';
import { testWords } from '../i18n/test-words.ts';
import { validationWords } from './validation-words.ts';

it.each([
  ['Field is required.', 'Aizpildiet šo lauku'],
  ['Field must match pattern ^[0-9]+$.', 'Pieraksts nav pareizs'],
  ['Value is not a number.', 'Ierakstiet skaitli'],
  ['Value is expected to be an integer.', 'Ierakstiet veselu skaitli'],
  ['Value is expected to have at most 2 decimal digits.', 'Pārāk daudz ciparu aiz komata'],
  ['Please select a valid value, the two nearest valid values are 5 and 10.', 'Tuvākās derīgās vērtības ir 5 un 10'],
  ['Field must have minimum value of 1.', 'Mazākā pieļaujamā vērtība ir 1'],
  ['Field must have maximum value of 60.', 'Lielākā pieļaujamā vērtība ir 60'],
  ['Field must have minimum length of 5.', 'Par īsu: vajag vismaz 5 rakstzīmes'],
  ['Field must have maximum length of 4000.', 'Par garu: drīkst būt līdz 4000 rakstzīmēm'],
  ['Field must be a valid  international phone number. (e.g. +4930664040900)', 'Ierakstiet tālruni ar valsts kodu, piemēram, +37120000000'],
  ['Field must be a valid email.', 'Ierakstiet derīgu e-pasta adresi'],
  ['Ko autors pats uzrakstījis', 'Ko autors pats uzrakstījis'],
])('%j is %j', async (message, words) => {
  const { t } = await testWords('lv', 'domain');
  expect(validationWords(message, t)).toBe(words);
});

import { expect, it } from '@jest/globals';
import { marksIn } from './marks.ts';

it.each([
  ['Nodokļa atmaksa un tās termiņi', "'nodokl':*", ['nodokļa']],
  ['Pensijas pārrēķins, pensijas', "'pensij' & 'parrekin':*", ['pensijas', 'pārrēķins']],
  ['Pensionāru biedrība', "'pens'", []], // another word that begins so
  ['Pensionāru biedrība', "'pens':*", ['pensionāru']], // still being typed
  ['Lieta un lietderība', "( 'liet' | 'lut' ) & 'uz'", ['lieta']],
  ['Rēķins 8E296A06', "'8e296a06':*", ['8e296a06']],
  ['', "'nodokl':*", []],
])('%s asked for %s', (text, asked, marks) => {
  expect(marksIn(text, asked)).toEqual(marks);
});

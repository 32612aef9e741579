import { expect, it } from '@jest/globals';
import { showAs } from './show-as.ts';

it.each([
  ['image/png', 'picture'],
  ['application/pdf', 'pdf'],
  ['text/csv', 'text'],
  ['application/xml', 'text'],
  ['image/heic', 'nothing'],
  ['image/svg+xml', 'nothing'],
  ['text/html', 'nothing'],
  ['application/vnd.etsi.asic-e+zip', 'nothing'],
])('%s is shown as %s', (contentType, as) => {
  expect(showAs(contentType)).toBe(as);
});

import { expect, it } from '@jest/globals';
import { addressOf } from './call.ts';

it.each([
  ['/api/cases/:caseId', { caseId: 'a b' }, '/api/cases/a%20b'],
  ['/api/tasks', { queue: 'mine', cursor: undefined, limit: 50 }, '/api/tasks?queue=mine&limit=50'],
  ['/api/cases/:caseId/documents/:documentId', { caseId: '1', documentId: '2' }, '/api/cases/1/documents/2'],
  ['/api/services', {}, '/api/services'],
])('%s with %j is %s', (path, params, address) => {
  expect(addressOf(path, params)).toBe(address);
});

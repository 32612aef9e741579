import { expect, it } from '@jest/globals';
import { touches } from './events.ts';

it.each([
  [{ event: 'case', caseId: '1' } as const, ['/api/cases/:caseId', { caseId: '1' }], true],
  [{ event: 'case', caseId: '1' } as const, ['/api/cases/:caseId/timeline', { caseId: '1' }], true],
  [{ event: 'case', caseId: '1' } as const, ['/api/cases/:caseId', { caseId: '2' }], false],
  [{ event: 'case', caseId: '1' } as const, ['/api/my/cases', {}], true],
  [{ event: 'case', caseId: '1' } as const, ['/api/services', {}], false],
  [{ event: 'tasks', caseId: '1' } as const, ['/api/tasks', { queue: 'mine' }], true],
  [{ event: 'tasks', caseId: '1' } as const, ['/api/tasks/:taskKey', { taskKey: '5' }], true],
  [{ event: 'tasks', caseId: '1' } as const, ['/api/cases/:caseId', { caseId: '1' }], false],
  [{ event: 'operations', caseId: null } as const, ['/api/engine-incidents', {}], true],
  [{ event: 'tasks', caseId: '1' } as const, ['/api/engine-incidents', {}], false],
])('%j touches %j: %s', (change, key, touched) => {
  expect(touches(change, key)).toBe(touched);
});

import { describe, expect, it } from '@jest/globals';
import { add, closingLine, countJest, NOTHING } from './stages.ts';

const result = (numPassedTests: number, numFailedTests = 0, numRuntimeErrorTestSuites = 0) => ({
  numPassedTests,
  numFailedTests,
  numRuntimeErrorTestSuites,
  numPendingTests: 0,
});

describe('countJest', () => {
  it.each([
    ['all passed', result(3), 0, { passed: 3, failed: 0 }],
    ['one failed', result(3, 1), 1, { passed: 3, failed: 1 }],
    ['a file that cannot be loaded', result(3, 0, 1), 1, { passed: 3, failed: 1 }],
    ['a crash after the last test', result(3), 1, { passed: 3, failed: 1 }],
    ['no result at all', null, 137, { passed: 0, failed: 1 }],
  ])('%s', (_what, json, exitCode, count) => {
    expect(countJest(json, exitCode)).toMatchObject(count);
  });
});

describe('closingLine', () => {
  it('adds up', () => {
    const total = add(add(NOTHING, { passed: 2, failed: 0, skipped: 0 }), { passed: 1, failed: 1, skipped: 0 });

    expect(closingLine(total)).toBe('3 passed, 1 failed');
  });

  it('does not hide what was skipped', () => {
    expect(closingLine({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped');
  });
});

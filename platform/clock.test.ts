import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { makeClock } from './clock.ts';

describe('the clock', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'pietura-clock-')), 'offset');

  it('is the machine’s clock without an offset file', () => {
    expect(Math.abs(makeClock({ PIETURA_PROFILE: 'production', CLOCK_OFFSET_FILE: undefined })().getTime() - Date.now())).toBeLessThan(1000);
  });

  it('follows the offset file in the test profile', () => {
    const now = makeClock({ PIETURA_PROFILE: 'test', CLOCK_OFFSET_FILE: file });
    expect(now().getTime() - Date.now()).toBeLessThan(1000);
    writeFileSync(file, String(86_400_000));
    expect(now().getTime() - Date.now()).toBeGreaterThan(86_000_000);
  });

  it('refuses the file outside the test profile', () => {
    expect(() => makeClock({ PIETURA_PROFILE: 'demo', CLOCK_OFFSET_FILE: file })).toThrow('test profile only');
  });
});

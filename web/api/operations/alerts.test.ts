import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CHECKS } from '../../contract/operations.ts';
import { ALERTS_FILE, alertRules } from './alerts.ts';
import { stateOf } from './checks.ts';

const handbook = readFileSync(join(import.meta.dirname, '../../../docs/operations.md'), 'utf8');
const chapters = new Set([...handbook.matchAll(/^#+ (.+)$/gm)].map(([, title]) => (title ?? '').toLowerCase()));

describe('the alerts', () => {
  it('are printed from the limits', () => {
    expect(readFileSync(ALERTS_FILE, 'utf8')).toBe(alertRules());
  });

  it('lead to a chapter of the handbook each, and so does each check', () => {
    const named = [...alertRules().matchAll(/operations\.md#([a-z-]+)/g)].map(([, chapter]) => chapter ?? '');
    expect(named.length).toBeGreaterThan(CHECKS.length);
    expect([...CHECKS, ...named].filter(it => !chapters.has(it))).toEqual([]);
  });

  it('have names of their own', () => {
    const names = [...alertRules().matchAll(/alert: (\w+)/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('when a number is trouble', () => {
  it.each([
    ['disk', 0.5, 'ok'],
    ['disk', 0.1, 'warning'],
    ['disk', 0.04, 'critical'],
    ['outbox-age', 60, 'ok'],
    ['outbox-age', 61, 'warning'],
    ['outbox-age', 700, 'critical'],
    ['engine', 0, 'ok'],
    ['engine', 1, 'critical'],
    ['certificates', 22 * 86_400, 'ok'],
    ['certificates', -5, 'critical'],
  ] as const)('%s %d: %s', (id, value, state) => {
    expect(stateOf(id, value)).toBe(state);
  });
});

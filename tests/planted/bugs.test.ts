import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join, resolve } from 'node:path';
import { BUGS } from './bugs/all.ts';
import { plant } from './plant.ts';

const ROOT = resolve(import.meta.dirname, '../..');

it('there are more than F11 asks', () => {
  expect(BUGS.length).toBeGreaterThanOrEqual(40);
  expect(new Set(BUGS.map(bug => bug.name)).size).toBe(BUGS.length);
});

it.each(BUGS.map(bug => [bug.name, bug] as const))('can still be planted: %s', (_name, bug) => {
  const text = readFileSync(join(ROOT, bug.file), 'utf8');

  for (const [find] of bug.edits) expect(text.split(find)).toHaveLength(2);
  const planted = plant(bug, text);
  expect(planted).not.toBe(text);
  // still a program: a mistake that does not even load would be found by anything
  expect(() => stripTypeScriptTypes(planted)).not.toThrow();
});

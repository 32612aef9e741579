import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BUGS } from './bugs.ts';

it.each(BUGS.map(bug => [bug.name, bug] as const))('can still be planted: %s', (_name, { file, edits }) => {
  const text = readFileSync(resolve(import.meta.dirname, '../../..', file), 'utf8');

  for (const [find, put] of edits) {
    expect(text.split(find)).toHaveLength(2);
    expect(put).not.toBe(find);
  }
});

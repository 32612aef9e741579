import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDecisionTable } from './decision-table.ts';
import { readModel } from './model.ts';

const bpmn = readFileSync(join(import.meta.dirname, 'support/clarification/clarification.bpmn'), 'utf8');
const PUTS = ['', '<', '>', '"', '&', '&bomb;', '\u0000', ']]>', '<!--', 'id=""', '<bpmn:process>', '</bpmn:process>', '\ud800'];
const bent = fc
  .array(fc.tuple(fc.nat(bpmn.length), fc.constantFrom(...PUTS), fc.nat(30)), { minLength: 1, maxLength: 3 })
  .map(changes => changes.reduce((text, [at, put, gone]) => text.slice(0, at) + put + text.slice(at + gone), bpmn));

it('a diagram of anything is read, or refused with an Error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(bent, fc.string()), async text => {
      const model = await readModel(text).catch((error: unknown) => error);
      if (!(model instanceof Error)) expect(typeof (model as { processId: string }).processId).toBe('string');
    }),
    { numRuns: 40 },
  );
});

it.each([
  ['a diagram', readModel],
  ['a table', (text: string) => readDecisionTable(text, 'x')],
])('entities that grow without end do not grow in %s', async (_what, read) => {
  const levels = Array.from({ length: 12 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');
  const text = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "x">${levels}]><x>&e12;</x>`;
  await expect(read(text)).rejects.toThrow();
});

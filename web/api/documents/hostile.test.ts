import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { zipOf } from '../../../tests/fuzz/files.ts';
import { sniff } from './sniff.ts';

const folder = mkdtempSync(join(tmpdir(), 'pietura-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'file');

const STARTS = [
  '%PDF-1.4\n',
  '\u0089PNG\r\n\u001a\n',
  'PK\u0003\u0004',
  'PK\u0005\u0006',
  'II*\u0000',
  'RIFF\u0000\u0000\u0000\u0000WEBP',
  '<?xml version="1.0"?>',
  '<html>',
  'MZ',
  '\u00ff\u00d8\u00ff',
  '',
].map(it => Buffer.from(it, 'latin1'));
const whole = zipOf('word/document.xml', 1_000);
/** A zip with some bytes written over, or cut. */
const bentZip = fc.tuple(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(whole.length)).map(([changes, length]) => {
  const bytes = Buffer.from(whole);
  for (const [at, byte] of changes) bytes[at] = byte;
  return bytes.subarray(0, Math.max(length, whole.length / 2));
});
const bytes = fc.oneof(
  bentZip,
  fc.tuple(fc.constantFrom(...STARTS), fc.uint8Array({ maxLength: 300 })).map(parts => Buffer.concat(parts)),
);

it('of anything it is said what it is, or why it is not taken', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.oneof(fc.constantFrom('x.pdf', 'x.docx', 'x', 'x.txt', '.'), fc.string({ unit: 'binary' })), async (content, name) => {
      writeFileSync(path, content);
      const found = await sniff(path, name);
      if ('refusal' in found) expect(['empty', 'type', 'mismatch', 'bomb', 'encrypted', 'damaged']).toContain(found.refusal);
      else expect(found.contentType).toMatch(/^[\w.+/-]+$/);
    }),
    { numRuns: 150 },
  );
});

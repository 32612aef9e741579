import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Problem } from '../../../platform/problem.ts';
import { refusalOf, safeName } from './uploads.ts';

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\lēmums.pdf', 'lēmums.pdf'],
    ['a\u0000.pdf', 'a.pdf'],
    ['a\u202efdp.exe', 'afdp.exe'],
    ['a\u200b\u200e.pdf', 'a.pdf'],
    ['x\r\nX-Injected: yes.pdf', 'xX-Injected yes.pdf'],
    ['', 'file'],
    ['////', 'file'],
  ])('%j becomes %j', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  it('of anything is short, whole, without folders and unseen characters, and stays as it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 300 }).map(units => String.fromCharCode(...units)),
        ),
        name => {
          const safe = safeName(name);
          expect(safe.length).toBeGreaterThan(0);
          expect(safe.length).toBeLessThanOrEqual(200);
          expect(safe.isWellFormed()).toBe(true);
          expect(safe).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069\\/"]/);
          expect(safeName(safe)).toBe(safe);
          expect(() => encodeURIComponent(safe)).not.toThrow();
        },
      ),
    );
  });
});

describe('a multipart body that is none', () => {
  it.each(['Malformed part header', 'Unexpected end of form', 'Multipart: Boundary not found', 'Unsupported content type: x', 'Malformed content type'])(
    '%s is the caller’s',
    message => {
      expect((refusalOf(new Error(message), 1) as Problem).slug).toBe('invalid-request');
    },
  );

  it('a full disk is not', () => {
    const full = new Error('ENOSPC: no space left on device');
    expect(refusalOf(full, 1)).toBe(full);
  });
});

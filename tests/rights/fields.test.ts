import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ENDPOINTS } from '../../web/contract/index.ts';
import { leavesOf, official, personal } from '../../web/contract/personal.ts';
import { fieldRows, FIELDS_FILE, PAGE_FILE, printFields, putSummary, shortNames, summary } from './fields.ts';

const page = readFileSync(PAGE_FILE, 'utf8');
const base = { path: '/api/x/:xId', summary: '', tag: '', access: 'signed-in', problems: [] } as const;
const EXPECTED = 'route,resident,auditor,why\nGET /api/x/{xId},own,all,because\nPOST /api/x/{xId} [one way],own,-,one\nPOST /api/x/{xId} [another],-,yes,two';

describe('rights by field', () => {
  it('docs/security/fields.csv is what the contracts and expected.csv say (npm run fields)', () => {
    expect(readFileSync(FIELDS_FILE, 'utf8')).toBe(printFields());
  });

  it('docs/security/fields.md counts what is in it (npm run fields)', () => expect(page).toBe(putSummary(page)));

  it('has each marked field of each answer', () => {
    const carrying = ENDPOINTS.filter(it => (it.streams?.length ?? 0) > 0 || (it.reply && leavesOf(it.reply).some(leaf => leaf.of)));
    const read = new Set(fieldRows().flatMap(it => (it.act === 'read' ? [it.route.split(' [')[0]] : [])));

    expect(carrying.length).toBeGreaterThan(80);
    expect(read.size).toBe(carrying.length);
  });

  it('puts who may beside what is read of whom, and what is set, for each kind of request', () => {
    const reply = z.object({ id: z.string(), by: official(z.string()), client: personal(z.object({ name: z.string(), phone: z.string() })) });
    const get = { ...base, method: 'get', reply } as const;
    const post = { ...base, method: 'post', body: z.object({ note: z.string(), to: z.object({ id: z.string() }) }) } as const;

    expect(fieldRows([get, post], EXPECTED).map(it => [it.route, it.act, it.whose, it.fields.join(' '), it.rights['resident']])).toEqual([
      ['GET /api/x/{xId}', 'read', 'client', 'client.*', 'own'],
      ['GET /api/x/{xId}', 'read', 'worker', 'by', 'own'],
      ['POST /api/x/{xId} [one way]', 'write', 'written', 'note to', 'own'],
      ['POST /api/x/{xId} [another]', 'write', 'written', 'note to', '-'],
    ]);
    expect(summary(fieldRows([get, post], EXPECTED))).toEqual(['| resident | 1 (1) | – | 1 (1) | 1 (1) |', '| auditor | 1 | – | 1 | 1 |']);
    expect(() => fieldRows([{ ...get, path: '/api/y' }], EXPECTED)).toThrow('expected.csv has no row "GET /api/y"');
  });

  it('names a group only where all in it is of that kind', () => {
    const leaves = [
      { path: ['a', 'b'], of: 'client' },
      { path: ['a', 'c', 'd'], of: 'client' },
      { path: ['a', 'c', 'e'], of: 'client' },
      { path: ['a', 'f'], of: undefined },
    ];
    expect(shortNames(leaves, 'client')).toEqual(['a.b', 'a.c.*']);
  });

  it('no answer has the whole personal code under a name', () => {
    const names = ENDPOINTS.flatMap(it => (it.reply ? leavesOf(it.reply).flatMap(leaf => leaf.path) : []));

    expect(names).toContain('personalCodeMasked');
    expect(names.filter(it => /^personal_?code$/i.test(it))).toEqual([]);
  });

  it('names policies and tests that are there', () => {
    const named = [...page.matchAll(/`((?:web|tests)\/[\w./-]+\.ts)`/g)].map(([, path]) => path!);

    expect(named.length).toBeGreaterThan(15);
    expect(named.filter(path => !existsSync(join(import.meta.dirname, '../..', path)))).toEqual([]);
  });
});

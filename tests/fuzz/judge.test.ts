import { describe, expect, it } from '@jest/globals';
import { readApi } from './document.ts';
import { makeJudge, SLOW_MS, type Secret } from './judge.ts';
import type { Answer } from './send.ts';

const api = readApi();
const find = (name: string) => api.operations.find(it => it.name === name)!;
const SECRET: Secret = { word: 'slepens', about: 'a case of anna', maySee: who => who === 'anna' };
const judge = makeJudge(api, [SECRET]);
const answer = (status: number, body: unknown, more: Partial<Answer> = {}): Answer => ({
  status,
  headers: { 'content-type': status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json' },
  body: Buffer.from(body === null ? '' : JSON.stringify(body)),
  ms: 1,
  ...more,
});
const problem = (status: number, slug: string) => answer(status, { type: `urn:pietura:problem:${slug}`, slug, title: 'x', status });
const uploads = find('GET /api/uploads');

describe('an answer is judged by the document', () => {
  it.each([
    ['as promised', uploads, answer(200, { uploads: [] }), undefined],
    ['a refusal as promised', uploads, problem(400, 'invalid-request'), undefined],
    ['a failure of ours', uploads, answer(500, { title: 'x' }), '5xx'],
    ['away', uploads, answer(503, { title: 'x' }), '5xx'],
    ['a body of another form', uploads, answer(200, { uploads: [{ uploadId: 1 }] }), 'schema'],
    ['a field missing', uploads, answer(200, {}), 'schema'],
    ['a status nobody promised', uploads, answer(201, { uploads: [] }), 'undocumented'],
    ['a refusal nobody promised', uploads, problem(404, 'not-found'), 'undocumented'],
    ['a problem that says another status', uploads, answer(400, { type: 'x', slug: 'invalid-request', title: 'x', status: 409 }), 'schema'],
    ['a refusal that is no problem', uploads, answer(400, { error: 'x' }, { headers: { 'content-type': 'application/json' } }), 'schema'],
    ['a web page', uploads, answer(200, null, { headers: { 'content-type': 'text/html' } }), 'schema'],
    ['a header of the caller’s', uploads, answer(200, { uploads: [] }, { headers: { 'content-type': 'application/json', 'x-injected': 'yes' } }), 'header'],
    ['slow', uploads, answer(200, { uploads: [] }, { ms: SLOW_MS + 1 }), 'slow'],
    ['larger than any page', uploads, answer(200, { uploads: [], x: 'x'.repeat(9_000_000) }), 'large'],
  ])('%s', (_what, operation, given, kind) => {
    expect(judge(operation, 'janis', false, given)?.kind).toBe(kind);
  });

  it('a word that only one person may read is found in an answer to another, wherever it stands', () => {
    const told = answer(400, { type: 'x', slug: 'invalid-request', title: 'slepens', status: 400 });
    expect(judge(uploads, 'janis', false, told)?.kind).toBe('leak');
    expect(judge(uploads, '', false, told)?.kind).toBe('leak');
    expect(judge(uploads, 'anna', false, told)).toBeNull();
  });
});

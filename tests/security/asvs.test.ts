import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

const ROOT = join(import.meta.dirname, '../..');
const FILE = join(ROOT, 'docs/security/asvs.csv');
type Row = { id: string; chapter: string; level: string; requirement: string; status: string; how: string; test: string; 'why not': string };

const rows = parse(readFileSync(FILE, 'utf8'), { columns: true }) as Row[];
/** In the order in which the pages count them. */
const STATUSES = ['met', 'relied on', 'not met', 'not applicable'];
/** How many requirements ASVS 5.0.0 has at each level, by the CSV of its release. */
const OF_LEVEL = { 1: 70, 2: 183 };
const PATH = /\b(?:web|platform|docker|processes|prisma|docs|tests)\/[\w./-]+\.\w+/g;
const TEST = /\.(test|db-test|process-test|spec)\.tsx?$/;

describe('the table of ASVS 5.0', () => {
  it('has each requirement of levels 1 and 2 once', () => {
    expect(new Set(rows.map(it => it.id)).size).toBe(rows.length);
    expect(rows.filter(it => !/^V\d{1,2}\.\d{1,2}\.\d{1,2}$/.test(it.id))).toEqual([]);
    expect({ 1: rows.filter(it => it.level === '1').length, 2: rows.filter(it => it.level === '2').length }).toEqual(OF_LEVEL);
  });

  it('says of each whether it is met, and never without showing it', () => {
    expect(rows.filter(it => !STATUSES.includes(it.status)).map(it => it.id)).toEqual([]);
    expect(rows.filter(it => it.status === 'met' && (!it.how || !it.test)).map(it => it.id)).toEqual([]);
    expect(rows.filter(it => ['not met', 'relied on'].includes(it.status) && !it.how).map(it => it.id)).toEqual([]);
    expect(rows.filter(it => it.status === 'not applicable' && !it['why not']).map(it => it.id)).toEqual([]);
  });

  it('is counted as the pages that speak of it say', () => {
    const count = (status: string, level?: string) => rows.filter(it => it.status === status && (!level || it.level === level)).length;
    const [met, relied, not, never] = STATUSES.map(status => count(status));
    const security = readFileSync(join(ROOT, 'docs/security/README.md'), 'utf8');
    const bars = readFileSync(join(ROOT, 'docs/bars.md'), 'utf8');

    expect(security).toContain(`${met} met, ${relied} relied on, ${not} not met (${count('not met', '1')} of them of level 1), ${never} not applicable`);
    for (const { id } of rows.filter(it => it.status === 'not met' && it.level === '1')) expect(security).toContain(`${id} (`);
    expect(bars).toContain(`${met} met, ${relied} by what we stand on, ${never} not applicable, **${not} not met** of ${rows.length}`);
  });

  it('names tests and files that are there', () => {
    const named = rows.flatMap(({ id, how, test }) => [...(test ? [test] : []), ...(how.match(PATH) ?? [])].map(path => ({ id, path })));

    expect(named.length).toBeGreaterThan(200);
    expect(named.filter(({ path }) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(rows.filter(it => it.test && !TEST.test(it.test)).map(it => it.id)).toEqual([]);
  });
});

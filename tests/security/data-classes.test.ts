import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { firstCells, productFiles, quotedIn, ROOT, sectionOf } from './product-files.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const page = read('docs/security/data-classes.md');
const files = productFiles();
const migrations = files.filter(it => it.path.startsWith('prisma/migrations/')).map(it => it.text);

/** `model CaseForm { … @@map("case_form") }`: by the name in the client (caseForm), the name of the table. */
const tableOf = new Map(
  [...read('prisma/schema.prisma').matchAll(/^model (\w+) \{[\s\S]*?@@map\("(\w+)"\)/gm)].map(([, model, table]) => [
    model![0]!.toLowerCase() + model!.slice(1),
    table!,
  ]),
);
const created = migrations.flatMap(sql => [...sql.matchAll(/CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?"?(\w+)"?/g)].map(([, table]) => table!));
const tables = [...new Set([...tableOf.values(), ...created])];

const classes = sectionOf(page, '## The classes')
  .split('\n')
  .filter(it => /^\| C\d/.test(it));
const namesOf = (heading: string) => firstCells(sectionOf(page, heading)).flatMap(it => it.match(/^C\d+(, C\d+)*/)?.[0].split(', ') ?? []);

describe('classes of data', () => {
  it('each table is in exactly one, and each name is a table', () => {
    const named = classes.flatMap(row => quotedIn(row.split('|')[4]!));

    expect(tables.length).toBeGreaterThan(95);
    expect(tables.filter(it => !named.includes(it))).toEqual([]);
    expect(named.filter(it => !tables.includes(it))).toEqual([]);
    expect(named.filter((it, at) => named.indexOf(it) !== at)).toEqual([]);
  });

  it.each(['## Who reads it, and what is written down', '## What protects it', '## How long'])('each has a line under "%s"', heading => {
    const all = classes.map(row => /C\d+/.exec(row)![0]);

    expect(all.length).toBeGreaterThan(10);
    expect(namesOf(heading)).toEqual(all);
    const rows = sectionOf(page, heading).match(/^\| C.*$/gm)!;
    expect(
      rows.filter(row =>
        row
          .split('|')
          .slice(1, -1)
          .some(cell => cell.trim() === ''),
      ),
    ).toEqual([]);
  });

  it('names files that are there', () => {
    const paths = quotedIn(page).filter(it => /^(web|platform|processes|tests|docs)\/.*\.\w+$/.test(it));

    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter(it => !existsSync(join(ROOT, it)))).toEqual([]);
  });
});

describe('what is thrown away', () => {
  const product = files.filter(it => !it.path.startsWith('docker/'));
  const byClient = product.flatMap(({ text }) => [...text.matchAll(/\.(\w+)\s*\.(?:deleteMany|delete)\(/g)].flatMap(([, model]) => tableOf.get(model!) ?? []));
  const bySql = product.flatMap(({ text }) => [...text.matchAll(/(?:DELETE FROM|TRUNCATE TABLE)\s+"?(\w+)/g)].map(([, table]) => table!));
  const deleted = [...new Set([...byClient, ...bySql])].sort();

  it('is what the page says, and nothing else: what has no end there is deleted by nothing', () => {
    const said = firstCells(sectionOf(page, '## What is thrown away today')).flatMap(quotedIn).sort();

    expect(deleted.length).toBeGreaterThan(20);
    expect(said).toEqual(deleted);
  });

  it('can be read from the code: no table to delete from is chosen while it runs', () => {
    expect(product.filter(({ text }) => /(DELETE FROM|TRUNCATE TABLE)\s+\$\{|\]\s*\.deleteMany\(|\]\s*\.delete\(\{/.test(text)).map(it => it.path)).toEqual([]);
  });

  it('spares cases, clients, documents and the audit, whatever their age', () => {
    expect(['case', 'client', 'case_form', 'case_message', 'decision', 'document', 'contact', 'audit_entry'].filter(it => deleted.includes(it))).toEqual([]);
  });

  it.each([
    ['web/api/documents/uploads.ts', 'const KEPT_MS = 7 * 24 * 3_600_000', '7 days'],
    ['web/api/http/once.ts', 'const KEPT_HOURS = 48', '48 hours'],
    ['web/api/chores.ts', "interval '8 days'", '8 days'],
    ['web/api/sessions/ended.ts', 'const KEPT_MS = 24 * 3_600_000', '24 hours'],
    ['web/contract/presence.ts', 'const GONE_AFTER_S = 45', '45 seconds'],
    ['web/api/me/service.ts', 'const MOST_DRAFTS = 100', 'at most 100 a person'],
    ['docker/realm/pietura-realm.json', `"eventsExpiration": ${90 * 24 * 3600}`, '90 days'],
  ])('%s keeps for as long as the page says', (path, code, words) => {
    expect(read(path)).toContain(code);
    expect(sectionOf(page, '## How long')).toContain(words);
  });
});

import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { strangersFile } from '../../../tests/support/stranger-items.ts';

const office = useOffice();
const { at } = useDesks(office);
beforeEach(async () => {
  office.moveTo('2026-11-02T08:00:00Z');
  await office.db.$executeRaw`TRUNCATE configuration_item CASCADE`;
});

const send = (path: string, content: string | Buffer, who = 'vita', key: string = randomUUID()) =>
  at(who).sendFile(path, 'items.csv', Buffer.from(content as string), key);
const preview = async (content: string | Buffer, who = 'vita') => (await send('/api/configuration/import-previews', content, who).expect(200)).body;
async function take(content: string | Buffer, leave = false, who = 'vita') {
  const { seen } = await preview(content, who);
  return send(`/api/configuration/imports?seen=${seen}&leave=${leave}`, content, who);
}
const items = () => office.db.configurationItem.count();
const fault = (it: { faults: { line: number; column: string; code: string }[] }) => it.faults.map(({ line, column, code }) => ({ line, column, code }));
const byPlace = (one: { line: number; column: string; code: string }, other: typeof one) => one.line - other.line || (one.column < other.column ? -1 : 1);

describe('a stranger’s file of 5 000 items', () => {
  const { csv, planted, circles, clean } = strangersFile(5000);

  it('has every fault named by line and column, is taken in whole or not at all, and once', async () => {
    // when it is looked at
    const seen = await preview(csv);

    // then exactly what was planted is named, and nothing has happened
    expect(fault(seen).sort(byPlace)).toEqual(planted.toSorted(byPlace));
    expect(seen).toMatchObject({ rows: 5000, added: clean, changed: 0, unchanged: 0, faulty: 5000 - clean, faultCount: planted.length });
    expect(seen.circles.map((it: { way: string[] }) => it.way.toSorted())).toEqual(expect.arrayContaining(circles.map(it => it.toSorted())));
    expect(seen.circles).toHaveLength(circles.length);
    expect(seen.columns.filter((it: { meaning: null }) => it.meaning === null)).toEqual([{ name: 'Piezīmes', meaning: null }]);
    expect(await items()).toBe(0);

    // and it is refused as it is
    const refused = await take(csv);
    expect(refused.body.faults).toEqual([{ path: 'file', code: 'faulty-rows', message: String(5000 - clean) }]);
    expect(await items()).toBe(0);

    // when the faulty rows are left out on purpose, twice with one key
    const key = randomUUID();
    const path = `/api/configuration/imports?seen=${seen.seen}&leave=true`;
    const replies = [await send(path, csv, 'vita', key), await send(path, csv, 'vita', key)];
    for (const { status, body } of replies)
      expect([status, body]).toEqual([201, { id: expect.any(String), added: clean, changed: 0, unchanged: 0, leftOut: 5000 - clean }]);
    expect(replies[0]!.body.id).toBe(replies[1]!.body.id);

    // then the others are there, with relations, services and history
    expect(await items()).toBe(clean);
    expect(await office.db.configurationImport.count()).toBe(1);
    const one = await office.db.configurationItem.findFirstOrThrow({
      where: { identifier: 'INV-00002' },
      include: { relations: { include: { target: true } }, changes: true },
    });
    expect(one).toMatchObject({
      status: 'in-use',
      agencyId: 'vsaa',
      attributes: { criticality: 'high' },
      relations: [{ type: 'depends-on', target: { identifier: 'INV-00003' } }],
    });
    expect(one.changes.find(it => it.field === 'status')).toMatchObject({ old: null, new: 'in-use', why: 'items.csv', ground: { kind: 'import' } });
    expect(await office.db.configurationService.count({ where: { serviceId: 'made-up-permit' } })).toBe(50);

    // and once more the same file changes nothing
    const lines = await office.db.configurationChange.count();
    expect((await take(csv, true)).body).toMatchObject({ added: 0, changed: 0, unchanged: clean });
    expect(await office.db.configurationChange.count()).toBe(lines);
  }, 120_000);
});

const HEAD = 'identifier;name;type;owner;status;relations;attr.criticality';
const file = (...rows: string[]) => [HEAD, ...rows].join('\n');

describe('taking in', () => {
  it('changes what differs, keeps old and new, and leaves what the file says nothing of', async () => {
    await take(file('A-1;Viens;equipment;IT;in-use;;high', 'A-2;Divi;equipment;IT;in-use;runs-on:A-1;'));
    const reply = await take('identifier;name;type;owner\nA-2;Divi;equipment;Cits\na-1;Viens;equipment;IT');
    expect(reply.body).toMatchObject({ added: 0, changed: 2, unchanged: 0 });
    const it = await office.db.configurationItem.findFirstOrThrow({
      where: { identifier: 'A-2' },
      include: { relations: true, changes: { orderBy: { id: 'desc' } } },
    });
    expect(it).toMatchObject({ owner: 'Cits', status: 'in-use', version: 2 });
    expect(it.relations).toHaveLength(1);
    expect(it.changes[0]).toMatchObject({ field: 'owner', old: 'IT', new: 'Cits', by: 'vita' });
  });

  it('changes no status of what is registered: that takes a change or an event (P6.4)', async () => {
    await take(file('A-1;Viens;equipment;IT;in-use;;'));
    expect(fault(await preview(file('A-1;Viens;equipment;IT;retired;;')))).toEqual([{ line: 2, column: 'status', code: 'status-by-change' }]);
  });

  it('touches no other agency’s item', async () => {
    await take(file('A-1;Viens;equipment;IT;planned;;'), false, 'pavels');
    expect(fault(await preview(file('a-1;Mans;equipment;IT;planned;;')))).toEqual([{ line: 2, column: 'identifier', code: 'of-another-agency' }]);
    expect((await take(file('B-1;Mans;equipment;IT;planned;needs:A-1;'))).status).toBe(201);
  });

  it('does what was shown, or nothing', async () => {
    const content = file('A-1;Viens;equipment;IT;planned;;');
    const { seen } = await preview(content);
    await take(content);
    const late = await send(`/api/configuration/imports?seen=${seen}&leave=false`, content);
    expect(late.body).toMatchObject({ slug: 'state-conflict' });
  });

  it('is for those who keep items', async () => {
    await send('/api/configuration/import-previews', file('A-1;V;equipment;IT;planned;;'), 'liga').expect(403);
    await send('/api/configuration/import-previews', file('A-1;V;equipment;IT;planned;;'), 'anna').expect(403);
  });

  it('reads JSON as well, and names faults by record', async () => {
    const json = JSON.stringify({
      items: [
        { identifier: 'J-1', name: 'Sistēma', type: 'information-system', owner: 'IT', attributes: { 'personal-data': true } },
        {
          identifier: 'J-2',
          name: 'Otra',
          type: 'information-system',
          relations: [
            { type: 'needs', to: 'J-1' },
            { type: 'loves', to: 'J-1' },
          ],
        },
      ],
    });
    expect(fault(await preview(json)).sort(byPlace)).toEqual([
      { line: 2, column: 'owner', code: 'missing-owner' },
      { line: 2, column: 'relations', code: 'unknown-relation' },
    ]);
    await take(json, true);
    expect(await office.db.configurationItem.findFirst({ where: { identifier: 'J-1' } })).toMatchObject({ attributes: { 'personal-data': true } });
  });
});

describe('a hostile file', () => {
  it.each([
    ['nothing', '', 'empty', undefined],
    ['a heading only', HEAD, 'empty', undefined],
    ['another encoding', Buffer.concat([Buffer.from(`${HEAD}\nA-1;V`), Buffer.from([0xe2, 0x0a])]), 'not-utf8', '2'],
    ['an open quote', `${HEAD}\nA-1;"V;equipment`, 'not-csv', '2'],
    ['a cell without end', `${HEAD}\nA-1;${'x'.repeat(300_000)};equipment`, 'cell-too-long', '2'],
    ['a column twice', 'name;name\nA;B', 'column-twice', '1'],
    ['JSON that is none', '[{"identifier": }]', 'not-json', undefined],
    ['JSON that is no list', '{"a": 1}', 'not-a-list', undefined],
    ['too many rows', `${HEAD}\n${'A;B;C\n'.repeat(20_001)}`, 'too-many-rows', '20000'],
  ])('of %s is refused with why and where', async (_what, content, code, line) => {
    const { body } = await send('/api/configuration/import-previews', content).expect(422);
    expect(body.faults).toEqual([{ path: 'file', code, ...(line && { message: line }) }]);
  });

  it('of too many bytes is refused', async () => {
    await send('/api/configuration/import-previews', Buffer.alloc(10 * 1024 * 1024 + 1, 'a')).expect(413);
  });

  it('of formulas stays text, leaves guarded, and comes back the same', async () => {
    const formula = '=HYPERLINK("http://evil.example";"x")';
    await take(file(`A-1;"${formula.replaceAll('"', '""')}";equipment;@IT;planned;;`, 'A-2;-2+3;equipment;+371;planned;needs:A-1;low'));
    expect(await office.db.configurationItem.findFirst({ where: { identifier: 'A-1' } })).toMatchObject({ name: formula, owner: '@IT' });
    const exported = (await at('vita').get('/api/configuration/export?format=csv').expect(200)).text;
    const cells = (parse(exported, { bom: true, delimiter: ';' }) as string[][]).flat();
    expect(cells.filter(it => /^[=+\-@\t\r]/.test(it))).toEqual([]);
    expect(await preview(exported)).toMatchObject({ faultCount: 0, unchanged: 2, changed: 0, added: 0 });
    const json = (await at('vita').get('/api/configuration/export?format=json').expect(200)).text;
    expect(await preview(json)).toMatchObject({ faultCount: 0, unchanged: 2 });
  });

  it('of control characters and endless words has them named', async () => {
    const found = fault(await preview(file(`A-1;V\u0000x;equipment;${'ī'.repeat(201)};planned;;`)));
    expect(found.sort(byPlace)).toEqual([
      { line: 2, column: 'name', code: 'control-character' },
      { line: 2, column: 'name', code: 'missing' },
      { line: 2, column: 'owner', code: 'too-long' },
    ]);
  });
});

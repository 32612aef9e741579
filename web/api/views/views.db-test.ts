import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { entriesOf } from '../../../tests/support/zip.ts';
import { recordEvent } from '../cases/record.ts';

const office = useOffice();
const { at, inProgress, submit, takenTask } = useDesks(office);

const columns = [{ id: 'code' }, { id: 'what' }, { id: 'due' }];
const definition = { of: 'tasks', queue: 'team', sort: 'due', filter: { kind: 'service-request' }, columns };
const body = (name: string, more: object = {}) => ({ name, definition, ...more });

describe('kept views', () => {
  it('come back as they were kept, mine first, then those of my team', async () => {
    const mine = (await at('vita').post('/api/views', body('Pabalsti')).expect(201)).body;
    const team = (
      await at('vija')
        .post('/api/views', body('Komandas darbs', { owner: 'team' }))
        .expect(201)
    ).body;

    const seen = (await at('vita').get('/api/views').expect(200)).body;
    expect(seen.views.map((it: { name: string }) => it.name)).toEqual(['Pabalsti', 'Komandas darbs']);
    expect(seen.views[0]).toMatchObject({ id: mine.id, definition, may: ['change', 'remove'] });
    expect(seen.views[1]).toMatchObject({ id: team.id, owner: 'team', may: [] });
    expect((await at('pavels').get('/api/views')).body.views).toEqual([]);
  });

  it('are made for the team by its lead only, and changed by nobody who has not seen the newest', async () => {
    await at('vita')
      .post('/api/views', body('Ne man', { owner: 'team' }))
      .expect(403);
    const { id, version, position } = (await at('vita').post('/api/views', body('Vecs')).expect(201)).body;
    const change = { name: 'Jauns', definition, position, isDefault: true, version };

    await at('pavels').put(`/api/views/${id}`, change).expect(404);
    expect((await at('vita').put(`/api/views/${id}`, change).expect(200)).body).toMatchObject({ name: 'Jauns', isDefault: true, version: version + 1 });
    await at('vita').put(`/api/views/${id}`, change).expect(409);
  });

  it('have one default', async () => {
    await at('liga')
      .post('/api/views', body('Pirmais', { isDefault: true }))
      .expect(201);
    await at('liga')
      .post('/api/views', body('Otrais', { isDefault: true }))
      .expect(201);

    const { views } = (await at('liga').get('/api/views')).body;
    expect(views.map((it: { name: string; isDefault: boolean }) => [it.name, it.isDefault])).toEqual([
      ['Pirmais', false],
      ['Otrais', true],
    ]);
  });

  it('are refused when they ask for an order the list does not have', async () => {
    await at('vita')
      .post('/api/views', body('Slikts', { definition: { of: 'cases', queue: 'closed', sort: 'due', filter: {}, columns } }))
      .expect(400);
    await at('anna').get('/api/views').expect(403);
  });
});

describe('counters', () => {
  it('say how many there are, and why some are new since I last looked', async () => {
    const caseId = await inProgress();
    await takenTask(caseId, 'valdis');
    const before = (await at('valdis').get('/api/queues').expect(200)).body.queues.mine;
    await at('valdis').put('/api/queues/mine/look').expect(204);
    office.moveTo('2026-11-02T09:00:00Z');
    await office.db.$transaction(tx => recordEvent(tx, { caseId, name: 'question-answered', at: office.now(), actor: 'anna' }));
    await takenTask(await inProgress(), 'valdis');

    const { mine } = (await at('valdis').get('/api/queues').expect(200)).body.queues;
    expect(before).toMatchObject({ count: 1, lookedAt: null, news: [] });
    expect(mine.count).toBe(2);
    expect(mine.news).toEqual(
      expect.arrayContaining([
        { why: 'question-answered', count: 1 },
        { why: expect.stringMatching(/arrived|handed-over/), count: 1 },
      ]),
    );
    await at('valdis').put('/api/queues/mine/look').expect(204);
    expect((await at('valdis').get('/api/queues')).body.queues.mine.news).toEqual([]);
  });

  it('do not call new what I did myself', async () => {
    const caseId = await inProgress();
    await takenTask(caseId, 'vita');
    await at('vita').put('/api/queues/mine/look').expect(204);
    office.moveTo('2026-11-02T10:00:00Z');
    await office.db.$transaction(tx => recordEvent(tx, { caseId, name: 'message-sent', at: office.now(), actor: 'vita' }));

    expect((await at('vita').get('/api/queues')).body.queues.mine.news).toEqual([]);
  });
});

describe('export', () => {
  const list = {
    of: 'cases',
    queue: 'open',
    sort: 'due',
    filter: { kind: 'information-request' },
    columns: [{ id: 'code' }, { id: 'what' }, { id: 'client' }, { id: 'status' }, { id: 'submitted' }],
  };
  const titles = { code: 'Kods', what: 'Temats', client: 'Klients', status: 'Statuss', submitted: 'Saņemts' };
  const request = (more: object = {}) => ({
    format: 'csv',
    language: 'lv',
    purpose: 'Ceturkšņa pārskats',
    definition: list,
    titles,
    words: { 'status.submitted': 'Iesniegts' },
    ...more,
  });

  it('has exactly the rows of the list, in its order, over all its pages', async () => {
    for (let n = 0; n < 7; n += 1)
      await submit('anna', { kind: 'information-request', serviceId: null, data: {}, subject: `Jautājums “Nr. ${n}”; ar semikolu` });
    const shown: string[] = [];
    for (let cursor = ''; ;) {
      const page = (await at('liga').get(`/api/cases?state=open&sort=due&kind=information-request&limit=3${cursor}`).expect(200)).body;
      shown.push(...page.cases.map((it: { code: string }) => it.code));
      if (!page.next) break;
      cursor = `&cursor=${page.next}`;
    }

    const file = await at('liga').post('/api/exports', request()).responseType('blob').expect(200);
    const text = (file.body as Buffer).toString('utf8');
    const [head, ...rows] = parse(text, { bom: true, delimiter: ';' }) as string[][];
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(head).toEqual(['Kods', 'Temats', 'Klients', 'Statuss', 'Saņemts']);
    expect(rows.map(row => row[0])).toEqual(shown);
    expect(file.headers['x-rows']).toBe(String(shown.length));
    expect(rows.every(row => row[2] === 'Anna Bērziņa' && row[3] === 'Iesniegts' && /^2026-11-02$/.test(row[4]!))).toBe(true);
    const entries = await office.db.auditEntry.findMany({ where: { did: { startsWith: 'list.export' } }, orderBy: { seq: 'asc' } });
    expect(entries.map(it => [it.did, it.purpose, (it.data as { rows: number }).rows])).toEqual([
      ['list.export', 'Ceturkšņa pārskats', shown.length],
      ['list.exporting', 'Ceturkšņa pārskats', undefined],
      ['list.exported', 'Ceturkšņa pārskats', shown.length],
    ]);
    // whose: each of them
    expect((entries[1]!.data as { shown: string[] }).shown).toEqual(shown);
  });

  it.each(['=1+1', '+371 2', '-2', '@SUM(A1)'])('guards %s, which a spreadsheet would take for a formula', async subject => {
    const { code } = await submit('janis', { kind: 'information-request', serviceId: null, data: {}, subject: `${subject} jautājums` });
    const file = await at('liga').post('/api/exports', request()).responseType('blob').expect(200);
    const rows = parse((file.body as Buffer).toString('utf8'), { bom: true, delimiter: ';' }) as string[][];

    expect(rows.find(row => row[0] === code)?.[1]).toBe(`'${subject} jautājums`);
  });

  it('is a real spreadsheet when asked for one, with days as days', async () => {
    const file = await at('liga')
      .post('/api/exports', request({ format: 'xlsx' }))
      .responseType('blob')
      .expect(200);
    const sheet = sheetOf(file.body as Buffer);

    expect(file.headers['content-type']).toContain('spreadsheetml');
    // 46328 is the 2nd of November 2026 in the days a spreadsheet counts
    expect(sheet).toContain('<v>46328</v>');
    expect(sheet).not.toContain('<f>');
  });

  it('is for those who have the list, and needs a purpose', async () => {
    await at('anna').post('/api/exports', request()).expect(403);
    await at('liga')
      .post('/api/exports', request({ purpose: ' ' }))
      .expect(400);
  });
});

/** The first sheet of a workbook, as XML: an XLSX is a zip. */
const sheetOf = (file: Buffer): string => entriesOf(file).get('xl/worksheets/sheet1.xml')!.toString('utf8');

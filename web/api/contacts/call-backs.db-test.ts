import { describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { keepCallBacks } from './keeper.ts';
import { placeOf } from './policy.ts';

const office = useOffice();
const { at } = useDesks(office);
const NINE = '2026-11-02T07:00:00Z';
type Row = { id: string; version: number; level: string; escalatedAt: string | null; history: { name: string }[] };

const promise = async (about = 'Vai pabalsts ir piešķirts?'): Promise<Row> => {
  const { id } = (await at('liga').post('/api/contacts', { channel: 'phone', phone: '20000000' }).expect(201)).body;
  const { body } = await at('liga')
    .post(`/api/contacts/${id}/topics`, { question: about, result: 'call-back', callBack: { phone: '20000000' } })
    .expect(201);
  return body.callBack;
};
const list = async (state: string, who = 'liga') => (await at(who).get(`/api/call-backs?state=${state}`).expect(200)).body;
const keep = () => keepCallBacks(office);
const find = async (id: string): Promise<Row> => (await list('open')).callBacks.find((it: Row) => it.id === id);

describe('who waits for our call', () => {
  it('stands in the queue, overdue first; reached, it is done', async () => {
    office.moveTo(NINE);
    const first = await promise();
    office.moveTo('2026-11-02T08:00:00Z');
    const second = await promise();
    const ids = (await list('open')).callBacks.map((it: Row) => it.id);
    expect(ids.indexOf(first.id)).toBeLessThan(ids.indexOf(second.id));

    const tried = (await at('karlis').post(`/api/call-backs/${first.id}/calls`, { outcome: 'no-answer', note: null, version: first.version }).expect(201)).body;
    await at('liga').post(`/api/call-backs/${first.id}/calls`, { outcome: 'reached', version: first.version }).expect(409);
    const done = (await at('liga').post(`/api/call-backs/${first.id}/calls`, { outcome: 'reached', version: tried.version }).expect(201)).body;

    expect(done).toMatchObject({ level: 'done', result: 'reached', may: [] });
    expect((await list('open')).callBacks.map((it: Row) => it.id)).not.toContain(first.id);
    await at('liga').post(`/api/call-backs/${first.id}/calls`, { outcome: 'busy', version: done.version }).expect(409);
  });

  it('is reminded of once, and when missed given to the lead once, however many look after it', async () => {
    office.moveTo(NINE);
    const { id } = await promise();
    office.moveTo('2026-11-02T10:40:00Z');
    await Promise.all([keep(), keep(), keep()]);
    expect((await find(id)).level).toBe('soon');

    office.moveTo('2026-11-02T11:30:01Z');
    await Promise.all([keep(), keep(), keep()]);
    const missed = await find(id);
    expect(missed.history.map(it => it.name)).toEqual(['reminded', 'escalated']);
    expect(missed.level).toBe('overdue');
    expect((await list('missed', 'karlis')).counts.missed).toBeGreaterThan(0);

    // the lead alone gives it another time
    await at('liga').post(`/api/call-backs/${id}/decisions`, { decision: 'move', reason: 'Rinda bija gara', version: missed.version }).expect(403);
    const moved = (
      await at('karlis').post(`/api/call-backs/${id}/decisions`, { decision: 'move', reason: 'Rinda bija gara', version: missed.version }).expect(201)
    ).body;
    expect(moved).toMatchObject({ escalatedAt: null, dueAt: '2026-11-03T07:00:01.000Z', level: 'on-time' });
    office.moveTo('2026-11-03T07:00:01Z');
    await keep();
    expect((await find(id)).history.filter(it => it.name === 'escalated')).toHaveLength(2);
  });

  it('is given to colleagues of the team only', async () => {
    const { id, version } = await promise();
    await at('liga').put(`/api/call-backs/${id}/assignee`, { assigneeId: 'vita', version }).expect(400);
    const { body } = await at('liga').put(`/api/call-backs/${id}/assignee`, { assigneeId: 'karlis', version }).expect(200);

    expect(body.assignee).toEqual({ id: 'karlis', name: 'Kārlis Liepiņš' });
    expect((await list('mine', 'karlis')).callBacks.map((it: Row) => it.id)).toContain(id);
    await at('vita').get('/api/call-backs').expect(403);
  });

  it('two who call at once: one has called', async () => {
    const { id, version } = await promise();
    const replies = await Promise.all(['liga', 'karlis'].map(who => at(who).post(`/api/call-backs/${id}/calls`, { outcome: 'reached', version })));

    expect(replies.map(it => it.status).sort()).toEqual([201, 409]);
  });
});

describe('nobody is forgotten', () => {
  it('whatever happens, each call-back ends done or stands in exactly one list that somebody sees', async () => {
    office.moveTo('2026-11-03T07:00:00Z');
    // a fixed sequence of pseudo-random acts: the same at every run
    let seed = 20_261_121;
    const pick = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    let minutes = 0;
    const made: string[] = [];
    for (let step = 0; step < 60; step++) {
      minutes += pick(50);
      office.moveTo(new Date(Date.parse('2026-11-03T07:00:00Z') + minutes * 60_000).toISOString());
      const id = made[pick(Math.max(1, made.length))];
      const row = id ? await office.db.callBack.findUniqueOrThrow({ where: { id } }) : null;
      const act = pick(6);
      if (act === 0 || !row) made.push((await promise(`jautājums ${step}`)).id);
      else if (act === 1)
        await at('liga').post(`/api/call-backs/${row.id}/calls`, { outcome: ['reached', 'no-answer', 'busy', 'wrong-number'][pick(4)], version: row.version });
      else if (act === 2) await at('karlis').put(`/api/call-backs/${row.id}/assignee`, { assigneeId: [null, 'liga', 'karlis'][pick(3)], version: row.version });
      else if (act === 3)
        await at('karlis').post(`/api/call-backs/${row.id}/decisions`, { decision: pick(3) ? 'move' : 'drop', reason: 'tā izlēma', version: row.version });
      else await keep();
    }
    await keep();

    const rows = await office.db.callBack.findMany({ where: { id: { in: made } } });
    const [open, missed] = [await list('open', 'karlis'), await list('missed', 'karlis')];
    const inList = (from: { callBacks: Row[] }, id: string) => from.callBacks.some(it => it.id === id);
    expect(made.length).toBeGreaterThan(5);
    for (const row of rows) {
      const place = placeOf(row);
      expect({ id: row.id, open: inList(open, row.id), lead: inList(missed, row.id) }).toEqual({ id: row.id, open: place !== 'done', lead: place === 'lead' });
      // what is overdue is in the lead's hands, always
      if (!row.doneAt && row.dueAt <= office.now()) expect(place).toBe('lead');
      if (row.doneAt) expect(row.result).not.toBeNull();
    }
  }, 120_000);
});

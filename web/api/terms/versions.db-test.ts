import { beforeEach, expect, it } from '@jest/globals';
import { QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';

const office = useOffice();
const { at, submit } = useDesks(office);
const TERM = {
  ...{ purpose: 'answer', agencyId: null, serviceId: null, kind: 'suggestion', priority: null, amount: 3, unit: 'calendar-days' },
  ...{ ends: 'midnight', rolls: true, countsFrom: 'submitted', pausesFor: ['client'], silence: 'nothing', extension: null },
  ...{ law: { lv: 'Jauna vienošanās', en: 'A new agreement' }, validTo: null },
};
type Row = { id: string; kind: string; amount: number; validFrom: string; validTo: string | null; mayTakeBack: boolean; cancelled: { reason: string } | null };

let scope = 0;
/** Every test has versions of a scope of its own. */
const NEXT_SCOPE = ['suggestion', 'complaint', 'incident', 'problem', 'change-request', 'work-order'];
const kind = () => NEXT_SCOPE[scope]!;
const add = async (it: object): Promise<Row> =>
  (
    await at('edgars')
      .post('/api/terms', { ...TERM, kind: kind(), ...it })
      .expect(201)
  ).body;
const cancel = (id: string, reason = 'Vienošanos neparakstīja', who = 'edgars') => at(who).post(`/api/terms/${id}/cancellation`, { reason });
const correct = (id: string, it: object) =>
  at('edgars').post(`/api/terms/${id}/corrections`, { ...TERM, kind: kind(), validFrom: '2027-01-01', reason: 'Pārrakstīšanās', ...it });
const versions = async (): Promise<Row[]> => (await at('edgars').get('/api/terms').expect(200)).body.terms.filter((it: Row) => it.kind === kind());
const holding = async () => (await versions()).filter(it => !it.cancelled).map(it => [it.amount, it.validFrom, it.validTo]);

beforeEach(() => {
  office.moveTo('2026-11-02T08:00:00Z');
  scope += 1;
});

it('taken back, it never begins, and what it had cut short holds on as it would have', async () => {
  await add({ validFrom: '2026-12-01', amount: 3 });
  const planned = await add({ validFrom: '2027-01-01', amount: 5 });
  expect(await holding()).toEqual([
    [3, '2026-12-01', '2026-12-31'],
    [5, '2027-01-01', null],
  ]);

  const { body } = await cancel(planned.id).expect(201);
  expect(body).toMatchObject({ mayTakeBack: false, cancelled: { by: 'Edgars Balodis', reason: 'Vienošanos neparakstīja' } });
  expect(await holding()).toEqual([[3, '2026-12-01', null]]);
  const { data } = await office.db.auditEntry.findFirstOrThrow({ where: { did: 'term.cancel' }, orderBy: { seq: 'desc' } });
  expect(data).toMatchObject({ term: planned.id, reason: 'Vienošanos neparakstīja' });

  await add({ validFrom: '2027-01-01', amount: 5 });
  expect(await holding()).toEqual([
    [3, '2026-12-01', '2026-12-31'],
    [5, '2027-01-01', null],
  ]);
});

it('taken back between two others, the first holds until the last begins; one with an end of its own ends there', async () => {
  await add({ validFrom: '2026-12-01', validTo: '2027-06-30', amount: 1 });
  const middle = await add({ validFrom: '2027-01-01', amount: 2 });
  const last = await add({ validFrom: '2027-09-01', amount: 3 });
  await cancel(middle.id).expect(201);
  expect(await holding()).toEqual([
    [1, '2026-12-01', '2027-06-30'],
    [3, '2027-09-01', null],
  ]);
  await cancel(last.id).expect(201);
  expect(await holding()).toEqual([[1, '2026-12-01', '2027-06-30']]);
});

it('corrected, another stands in its place, for the same cases, from the same or another day', async () => {
  await add({ validFrom: '2026-12-01', amount: 1 });
  const planned = await add({ validFrom: '2027-01-01', amount: 2 });
  await correct(planned.id, { reason: '' }).expect(400);
  const { body } = await correct(planned.id, { kind: 'information-request' }).expect(422);
  expect(body.faults).toEqual([expect.objectContaining({ path: 'kind', code: 'fixed' })]);
  await correct(planned.id, { amount: 7, validFrom: '2026-11-02' }).expect(422);
  await correct(planned.id, { amount: 7, validFrom: '2027-02-01' }).expect(201);

  expect(await holding()).toEqual([
    [1, '2026-12-01', '2027-01-31'],
    [7, '2027-02-01', null],
  ]);
  await correct(planned.id, { amount: 8 }).expect(409);
  await cancel(planned.id).expect(409);
});

it('what has begun is ended by a new one, and only whoever sets terms takes them back', async () => {
  const planned = await add({ validFrom: '2026-11-10' });
  await cancel(planned.id, 'Gribu', 'mara').expect(403);
  await cancel(planned.id, '').expect(400);
  office.moveTo('2026-11-09T21:59:59Z'); // the last second before it, in Riga
  expect((await versions())[0]?.mayTakeBack).toBe(true);
  office.moveTo('2026-11-09T22:00:00Z');
  expect((await versions())[0]?.mayTakeBack).toBe(false);
  await cancel(planned.id).expect(409);
  await correct(planned.id, {}).expect(409);
});

it('two at once: one takes it back, the other is told', async () => {
  const planned = await add({ validFrom: '2027-01-01' });
  const both = await Promise.all([cancel(planned.id), correct(planned.id, { amount: 9 })]);
  expect(both.map(it => it.status).sort()).toEqual([201, 409]);
  expect((await versions()).filter(it => !it.cancelled)).toHaveLength(both[1].status === 201 ? 1 : 0);
});

it('a case of a day on which a cancelled one would have held has the term before', async () => {
  scope = 0;
  const ask = { ...QUESTION, kind: 'suggestion' };
  const before = await submit('anna', ask);
  const planned = await add({ validFrom: '2026-11-03', amount: 1 });
  await cancel(planned.id).expect(201);
  office.moveTo('2026-11-03T08:00:00Z');
  const after = await submit('anna', ask);
  const days = (it: { dueAt: string }, from: string) => Math.round((Date.parse(it.dueAt) - Date.parse(from)) / 86_400_000);
  expect(days(after, '2026-11-03T08:00:00Z')).toBeGreaterThanOrEqual(days(before, '2026-11-02T08:00:00Z') - 1);
});

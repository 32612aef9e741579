import { beforeEach, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';

const office = useOffice();
const { at } = useDesks(office);
beforeEach(() => office.moveTo('2026-11-02T08:00:00Z'));

const ITEM = { name: 'Serveris', type: 'equipment', owner: 'IT', release: null, attributes: {}, services: [], relations: [] };
const register = async (identifier: string, it: object = {}) =>
  (
    await at('vita')
      .post('/api/configuration/items', { ...ITEM, identifier, ...it })
      .expect(201)
  ).body.id as string;
const view = async (id: string, who = 'vija') => (await at(who).get(`/api/configuration/audits/${id}`).expect(200)).body;
const lineOf = async (auditId: string, n: number) => (await view(auditId)).lines[n];

it('P6.5, P6.6: an audit finds, is corrected, rechecked by another, and closed', async () => {
  // given
  const [one, two] = [await register('AUD-1'), await register('AUD-2')];
  await register('DOC-1', { type: 'document' });
  const list = async () => (await at('vija').get('/api/configuration/audits').expect(200)).body;
  expect(await list()).toMatchObject({
    dueOn: '2027-11-02',
    overdue: false,
    mayStart: true,
    audits: [],
    measures: { items: 3, withoutOwner: 0, withoutService: 3, openDeviations: 0 },
  });
  office.moveTo('2027-11-03T08:00:00Z');
  expect((await list()).overdue).toBe(true);
  const body = { title: 'Gada pārbaude', reason: 'yearly', scope: { types: ['equipment'] } };
  await at('vita').post('/api/configuration/audits', body).expect(403);
  await at('vija')
    .post('/api/configuration/audits', { ...body, scope: { types: ['people'] } })
    .then(reply => expect(reply.body.faults).toEqual([{ path: 'scope', code: 'empty' }]));

  // when
  const { id, items } = (await at('vija').post('/api/configuration/audits', body).expect(201)).body;
  expect(items).toBe(2);
  expect((await list()).overdue).toBe(false);
  const judge = async (n: number, verdict: object, who = 'vija') => {
    const line = await lineOf(id, n);
    return at(who).post(`/api/configuration/audits/${id}/lines/${line.id}/judgement`, { verdict, version: line.version });
  };
  const close = () => at('vija').post(`/api/configuration/audits/${id}/closing`, { conclusion: 'Viss kārtībā' });
  await close().expect(409);
  expect((await judge(0, { state: 'right' })).status).toBe(201);
  expect((await judge(1, { state: 'deviation', kind: 'differs', finding: 'Cits modelis', caseCode: '0000 99999' })).body.faults).toEqual([
    { path: 'caseCode', code: 'no-such-case' },
  ]);
  expect((await judge(1, { state: 'deviation', kind: 'differs', finding: 'Cits modelis' })).status).toBe(201);
  await at('vija').post(`/api/configuration/audits/${id}/findings`, { finding: 'Zem galda stāv nereģistrēts serveris' }).expect(201);
  await close().expect(409);

  // then the item is corrected with the finding, in its history
  const line = await lineOf(id, 1);
  const edit = { ...ITEM, identifier: 'AUD-2', attributes: { model: 'R740' }, why: 'Modelis salabots', findingId: line.id, version: 1 };
  await at('vita')
    .put(`/api/configuration/items/${one}`, { ...edit, identifier: 'AUD-1' })
    .then(reply => expect(reply.body.faults).toEqual([{ path: 'findingId', code: 'no-such-finding' }]));
  await at('vita').put(`/api/configuration/items/${two}`, edit).expect(200);
  const { entries } = (await at('vita').get(`/api/configuration/items/${two}/history`).expect(200)).body;
  expect(entries[0]).toMatchObject({ field: 'attributes', old: {}, new: { model: 'R740' }, why: 'Modelis salabots', ground: { kind: 'audit' } });
  expect(await lineOf(id, 1)).toMatchObject({ state: 'corrected', correctedBy: 'Vita Zariņa', correction: 'Modelis salabots', may: ['recheck'] });

  // and what was unregistered is put right by the auditor, who may not recheck it
  const found = await lineOf(id, 2);
  await at('vija').post(`/api/configuration/audits/${id}/lines/${found.id}/correction`, { correction: 'Serveris atdots', version: found.version }).expect(201);
  expect((await judge(2, { state: 'right' })).status).toBe(403);
  expect((await judge(2, { state: 'right' }, 'mara')).body.state).toBe('settled');
  expect((await judge(1, { state: 'deviation', kind: 'differs', finding: 'Vēl arvien cits' })).body.state).toBe('deviation');
  const again = await lineOf(id, 1);
  await at('vita')
    .post(`/api/configuration/audits/${id}/lines/${again.id}/correction`, { correction: 'Pārbaudīts vēlreiz', version: again.version })
    .expect(201);
  expect((await judge(1, { state: 'right' })).body.state).toBe('settled');

  // and the audit ends, the next a year later
  expect((await view(id)).may).toContain('close');
  await close().expect(201);
  expect((await judge(0, { state: 'right' })).status).toBe(409);
  expect(await list()).toMatchObject({
    dueOn: '2028-11-03',
    overdue: false,
    audits: [{ counts: { waiting: 0, right: 1, deviation: 0, corrected: 0, settled: 2 }, auditor: 'Vija Siliņa' }],
  });
  await at('pavels').get(`/api/configuration/audits/${id}`).expect(404);
  expect((await at('aija').get('/api/configuration/audits?agency=vsaa').expect(200)).body.mayStart).toBe(false);
});

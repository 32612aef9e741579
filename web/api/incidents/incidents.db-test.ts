import { beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../../platform/id.ts';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { handOverCase, closeWithdrawn, recordClassification, registerApplication } from '../cases/steps/front-office.ts';
import { raiseChangeRequest } from '../cases/steps/change.ts';
import { moveChange } from '../changes/steps.ts';
import { acceptCase, tellKac } from '../cases/steps/execution.ts';
import { visibleTo } from '../cases/policy.ts';
import { raiseProblem } from '../problems/raise.ts';
import { attachChild, openIncident, recordRestored, tellChildren, tellManagement } from './steps.ts';

const office = useOffice();
const { at, submit, takenTask } = useDesks(office);

const INCIDENT = { kind: 'incident', serviceId: 'made-up-permit', data: {}, subject: 'Neatveras atļaujas veidlapa' };
const ACCEPT = { processId: 'incident', elementId: 'Task_AcceptIncident', formId: 'accept-incident' };
const DIAGNOSE = { processId: 'incident', elementId: 'Task_Diagnose', formId: 'diagnose-incident' };
const RESTORE = { processId: 'incident', elementId: 'Task_Restore', formId: 'restore-incident' };
const VERIFY = { processId: 'incident', elementId: 'Task_Verify', formId: 'verify-restored' };

const db = () => office.db;
const incidentOf = (caseId: string) => db().incident.findUniqueOrThrow({ where: { caseId } });
/** An incident with level 2. */
async function handedOver(who = 'anna', body: object = INCIDENT) {
  const it = await submit(who, body);
  await office.step(registerApplication, { caseId: it.id });
  await office.step(recordClassification, { caseId: it.id, kind: 'incident', impact: 'limited', urgency: 'high', by: 'person' });
  await office.step(handOverCase, { caseId: it.id });
  await office.step(openIncident, { caseId: it.id });
  return it;
}
async function finish(caseId: string, place: typeof ACCEPT, data: object, who = 'vita') {
  const { key, version } = await takenTask(caseId, who, place);
  return at(who).post(`/api/tasks/${key}/complete`, { version, data });
}
const accept = async (caseId: string, more: object = {}) => {
  const reply = await finish(caseId, ACCEPT, { outcome: 'accept', symptom: 'unavailable', ...more });
  await office.step(acceptCase, { caseId });
  return reply;
};
const viewOf = async (caseId: string, who = 'vita') => (await at(who).get(`/api/cases/${caseId}/incident`).expect(200)).body;
const messages = async (correlationKey: string) =>
  (await db().outbox.findMany({ where: { command: 'publish-message' }, orderBy: { id: 'asc' } }))
    .map(it => it.payload as { name: string; correlationKey: string; variables: object })
    .filter(it => it.correlationKey === correlationKey)
    .map(it => it.name);
const noticesOf = (caseId: string, notice: string) => db().caseMessage.count({ where: { caseId, notice } });

describe('P3.1 the record of an incident', () => {
  it('is there as soon as the case is one, with the stems of its words, and goes when it becomes another kind', async () => {
    const { id } = await submit('anna', INCIDENT);
    expect(await incidentOf(id)).toMatchObject({ serviceId: 'made-up-permit', state: 'open', words: ['atlauj', 'neatver', 'veidlap'] });

    await office.step(registerApplication, { caseId: id });
    await office.step(recordClassification, { caseId: id, kind: 'complaint', impact: 'one', urgency: 'low', by: 'person' });
    expect(await db().incident.findUnique({ where: { caseId: id } })).toBeNull();
  });

  it('keeps symptom, start of effect and item', async () => {
    const { id } = await handedOver();
    await accept(id, { effectOn: '2026-11-01', item: 'WEB-01' });

    expect(await viewOf(id)).toMatchObject({
      state: 'diagnosing',
      symptom: 'unavailable',
      effectOn: '2026-11-01',
      items: ['WEB-01'],
      services: [{ id: 'made-up-permit' }],
    });
  });

  describe('its items', () => {
    const item = (agencyId: string, identifier: string, name: string, status = 'in-use') => {
      const row = { id: newId(), agencyId, identifier, name, status, type: 'information-system', statusSince: office.now(), registeredAt: office.now() };
      return db().configurationItem.upsert({ where: { id: row.id }, create: row, update: {} });
    };
    beforeAll(async () => {
      await item('vsaa', 'VSAA-77', 'Veco veidlapu serveris', 'retired');
      await item('vsaa', 'VSAA-78', 'Veidlapu serveris');
      await item('vsaa', 'VSAA-79', 'Veidlapu serveris', 'retired');
      await item('pmlp', 'PMLP-5', 'Reģistra serveris');
    });

    it.each([
      ['by its code in small letters', { item: ' vsaa-78' }, 'VSAA-78'],
      ['by its name, what is in use before what is not', { item: 'veidlapu SERVERIS' }, 'VSAA-78'],
      ['picked', { itemPicked: 'VSAA-78' }, 'VSAA-78'],
      ['picked and typed too', { itemPicked: 'VSAA-78', item: 'Veidlapu serveris' }, 'VSAA-78'],
      ['of another agency by its code', { item: 'pmlp-5' }, 'PMLP-5'],
    ])('are those of the register (P6): %s', async (_how, said, identifier) => {
      const { id } = await handedOver();
      await accept(id, said);
      expect(await viewOf(id)).toMatchObject({ items: [identifier], registered: [{ identifier, id: expect.any(String), name: expect.any(String) }] });
    });

    it('stay as they were typed where the register has none', async () => {
      const { id } = await handedOver();
      await accept(id, { item: 'reģistra serveris' });
      expect(await viewOf(id)).toMatchObject({ items: ['reģistra serveris'], registered: [] });
    });

    it('are offered by the form, those that are not retired', async () => {
      const { id } = await handedOver();
      const { key } = await takenTask(id, 'vita', ACCEPT);
      const { data } = (await at('vita').get(`/api/tasks/${key}`).expect(200)).body;
      expect(data.ownItems.map((it: { value: string }) => it.value)).toEqual(['VSAA-78']);
    });
  });

  it.each([
    ['no symptom', { outcome: 'accept' }, 'symptom'],
    ['no parent', { outcome: 'same', symptom: 'slow' }, 'parentId'],
    ['a parent that is none', { outcome: 'same', symptom: 'slow', parentId: '00000000-0000-7000-8000-000000000000' }, 'parentId'],
  ])('is not accepted with %s', async (_name, data, path) => {
    const { id } = await handedOver();
    const reply = await finish(id, ACCEPT, data);

    expect(reply.status).toBe(422);
    expect(reply.body.faults).toMatchObject([{ path }]);
    expect((await incidentOf(id)).state).toBe('open');
  });

  it('offers the open incidents of the same agency, not itself', async () => {
    const [one, two] = [await handedOver(), await handedOver('janis')];
    const { key } = await takenTask(two.id, 'vita', ACCEPT);
    const { data } = (await at('vita').get(`/api/tasks/${key}`).expect(200)).body;

    const offered = data.openIncidents.map((it: { value: string }) => it.value);
    expect(offered).toContain(one.id);
    expect(offered).not.toContain(two.id);
  });
});

describe('a major incident', () => {
  it('is told to those who lead, once, and stands in the list', async () => {
    const { id, code } = await handedOver();
    const told = () => db().staffNotice.findMany({ where: { caseId: id, name: 'major-incident' } });
    await office.step(tellManagement, { caseId: id });
    await office.step(tellManagement, { caseId: id });

    expect((await told()).map(it => it.userId).sort()).toEqual(['karlis', 'mara', 'viesturs', 'vija']);
    const { incidents, major } = (await at('vija').get('/api/incidents?list=major').expect(200)).body;
    expect(incidents.map((it: { code: string }) => it.code)).toContain(code);
    expect(major).toBeGreaterThan(0);
    await at('vita').post(`/api/cases/${id}/incident/major`, {}).expect(409);
  });

  it('may be declared by whoever works on it, by nobody else', async () => {
    const { id } = await handedOver();
    await at('anna').post(`/api/cases/${id}/incident/major`, {}).expect(403);
    await at('valters').post(`/api/cases/${id}/incident/major`, {}).expect(404);
    await at('vita').post(`/api/cases/${id}/incident/major`, {}).expect(201);

    expect((await viewOf(id)).majorAt).toBe(office.now().toISOString());
    expect(await db().staffNotice.count({ where: { caseId: id } })).toBe(4);
  });
});

describe('parent and children', () => {
  /** Two told of the trouble of the first. */
  async function family() {
    const parent = await handedOver();
    await accept(parent.id);
    const children = [await handedOver('janis'), await handedOver('anna')];
    for (const { id } of children) {
      await finish(id, ACCEPT, { outcome: 'same', symptom: 'unavailable', parentId: parent.id });
      await office.step(attachChild, { caseId: id });
    }
    return { parent, children };
  }
  const restore = async (caseId: string) => {
    await finish(caseId, RESTORE, { outcome: 'removed', tried: 'Pārstartēts serveris', usedWorkaround: 'no', causeRemoved: 'no' });
    await finish(caseId, VERIFY, { outcome: 'restored', resolution: 'Veidlapa atkal darbojas.' });
    await office.step(recordRestored, { caseId });
  };

  it('wait, and hear with their parent: each applicant once (P3.4, M8)', async () => {
    const { parent, children } = await family();
    expect((await viewOf(parent.id)).children.map((it: { code: string }) => it.code)).toEqual(children.map(it => it.code));
    expect((await viewOf(children[0]!.id)).parent).toMatchObject({ code: parent.code });
    const { links } = (await at('vita').get(`/api/cases/${children[0]!.id}/links`).expect(200)).body;
    expect(links).toMatchObject([{ type: 'same-incident', direction: 'from', removable: false }]);

    await restore(parent.id);
    await office.step(tellChildren, { caseId: parent.id });
    for (const { id } of children) {
      expect(await messages(id)).toContain('incident-restored');
      await office.step(recordRestored, { caseId: id });
      await office.step(recordRestored, { caseId: id }); // the job came twice
      await office.step(tellKac, { caseId: id, outcome: 'fulfilled' });
    }
    for (const { id } of [parent, ...children]) {
      expect(await noticesOf(id, 'N7')).toBe(1);
      expect(await incidentOf(id)).toMatchObject({ state: 'restored', resolution: 'Veidlapa atkal darbojas.', verifiedBy: 'vita' });
    }
    const seen = (await at('janis').get(`/api/cases/${children[0]!.id}`).expect(200)).body;
    expect(seen.messages.map((it: { body: string | null }) => it.body)).toContain('Veidlapa atkal darbojas.');
  });

  it('two attached to each other at once do not wait for each other', async () => {
    const [one, two] = [await handedOver(), await handedOver('janis')];
    const tasks = await Promise.all([takenTask(one.id, 'vita', ACCEPT), takenTask(two.id, 'valdis', ACCEPT)]);
    const same = (parentId: string) => ({ outcome: 'same', symptom: 'slow', parentId });
    await Promise.all([
      at('vita').post(`/api/tasks/${tasks[0]!.key}/complete`, { version: tasks[0]!.version, data: same(two.id) }),
      at('valdis').post(`/api/tasks/${tasks[1]!.key}/complete`, { version: tasks[1]!.version, data: same(one.id) }),
    ]);

    expect(await db().incident.count({ where: { caseId: { in: [one.id, two.id] }, parentId: { not: null } } })).toBeLessThanOrEqual(1);
  });

  it('one that is opened again is out of order again', async () => {
    const { id } = await handedOver();
    await accept(id);
    await restore(id);
    await office.step(openIncident, { caseId: id });

    expect(await incidentOf(id)).toMatchObject({ state: 'open', restoredAt: null, resolution: null, parentId: null });
    expect(await db().finding.count({ where: { caseId: id } })).toBe(1);
  });

  it('one that is attached to a restored parent goes on at once', async () => {
    const parent = await handedOver();
    await accept(parent.id);
    const late = await handedOver('janis');
    await finish(late.id, ACCEPT, { outcome: 'same', symptom: 'slow', parentId: parent.id });
    await restore(parent.id);
    await office.step(attachChild, { caseId: late.id });

    expect(await messages(late.id)).toContain('incident-restored');
  });

  it('a child of a child waits for the first, and children come along', async () => {
    const { parent, children } = await family();
    const [grandchild, other] = [await handedOver(), await handedOver()];
    await finish(grandchild.id, ACCEPT, { outcome: 'same', symptom: 'slow', parentId: children[0]!.id });
    expect((await incidentOf(grandchild.id)).parentId).toBe(parent.id);

    await accept(other.id);
    await finish(parent.id, ACCEPT, { outcome: 'same', symptom: 'slow', parentId: other.id });
    expect(await db().incident.count({ where: { parentId: other.id } })).toBe(4);
    const circle = await finish(other.id, ACCEPT, { outcome: 'same', symptom: 'slow', parentId: parent.id });
    expect(circle.status).toBe(422);
  });

  it('a child taken off is told so, once', async () => {
    const { children } = await family();
    const [child] = children;
    await at('anna').post(`/api/cases/${child!.id}/incident/detachment`, {}).expect(403);
    await at('vita').post(`/api/cases/${child!.id}/incident/detachment`, {}).expect(201);
    await at('vita').post(`/api/cases/${child!.id}/incident/detachment`, {}).expect(403);

    expect((await messages(child!.id)).filter(it => it === 'incident-detached')).toHaveLength(1);
    expect((await viewOf(child!.id)).parent).toBeNull();
  });

  it('are let go when there is no trouble, or their parent is withdrawn', async () => {
    const one = await family();
    await finish(one.parent.id, DIAGNOSE, { outcome: 'no-fault', answer: 'Veidlapa darbojas kā paredzēts.' });
    const two = await family();
    await office.step(closeWithdrawn, { caseId: two.parent.id });

    for (const { id } of [...one.children, ...two.children]) expect(await messages(id)).toContain('incident-detached');
    expect(await db().incident.count({ where: { parentId: { in: [one.parent.id, two.parent.id] } } })).toBe(0);
  });
});

describe('P3.2, P3.3', () => {
  it('keeps who tried what, from tasks and beside them', async () => {
    const { id } = await handedOver();
    await accept(id);
    await finish(id, DIAGNOSE, { outcome: 'finding', tried: 'Apskatīti žurnāli', found: 'Nav savienojuma', item: 'DB-02' });
    await at('valdis').post(`/api/cases/${id}/findings`, { found: 'Disks pilns' }).expect(201);
    await at('anna').post(`/api/cases/${id}/findings`, { found: 'Man šķiet' }).expect(403);
    await at('vita').post(`/api/cases/${id}/findings`, {}).expect(400);

    expect((await viewOf(id)).findings).toMatchObject([
      { tried: 'Apskatīti žurnāli', found: 'Nav savienojuma', by: { name: 'Vita Zariņa' } },
      { tried: null, found: 'Disks pilns', by: { name: 'Valdis Krūmiņš' } },
    ]);
    expect((await viewOf(id)).items).toEqual(['DB-02']);
  });

  it('a cause that is not removed becomes a problem with its incidents, once (M11)', async () => {
    const { id } = await handedOver();
    await accept(id);
    await finish(id, RESTORE, { outcome: 'removed', tried: 'Pārstartēts', usedWorkaround: 'no', causeRemoved: 'no' });
    const { problemId } = await office.step(raiseProblem, { caseId: id });
    expect(await office.step(raiseProblem, { caseId: id })).toEqual({ problemId });

    const problem = await db().problem.findUniqueOrThrow({ where: { caseId: problemId }, include: { case: true, incidents: true } });
    expect(problem).toMatchObject({ status: 'registered', source: 'incident', case: { kind: 'problem', holder: 'vsaa', channel: 'inside', clientId: null } });
    expect(problem.incidents.map(it => it.incidentId)).toEqual([id]);
    expect(await messages(problemId)).toContain('application-submitted');
  });

  it('the end of a change request is told to what waits for it (M14)', async () => {
    const { id } = await handedOver();
    await accept(id);
    const { changeId } = await office.step(raiseChangeRequest, { caseId: id });
    await office.step(registerApplication, { caseId: changeId });
    await office.step(recordClassification, { caseId: changeId, kind: 'change-request', impact: 'one', urgency: 'medium', by: 'table' });
    await office.step(handOverCase, { caseId: changeId });
    expect(await messages(changeId)).not.toContain('change-decided');
    for (const to of ['classified', 'assessing', 'refused'] as const) await office.step(moveChange, { caseId: changeId, to });

    const said = (await db().outbox.findMany({ where: { caseId: changeId } })).map(it => it.payload as { name?: string; variables: object });
    expect(said.find(it => it.name === 'change-decided')?.variables).toEqual({ decision: 'refused' });
    expect(said.find(it => it.name === 'change-ended')?.variables).toEqual({ result: 'refused' });
  });
});

describe('from monitoring, with no client', () => {
  const SIGNAL = { signalKey: 'permit-form-500', subject: 'Atļaujas veidlapa atbild ar 500', serviceId: 'made-up-permit', items: ['WEB-01'], impact: 'wide' };
  const signal = (who: string, body: object = SIGNAL) => at(who).post('/api/incidents/signals', body);

  it('is registered through P1.1, and told again it is counted', async () => {
    const first = (await signal('vita').expect(201)).body;
    const [second, third] = await Promise.all([signal('valdis', { ...SIGNAL, items: ['WEB-02'] }), signal('vita')]);

    expect(first.known).toBe(false);
    expect([second!.body, third!.body]).toMatchObject([
      { id: first.id, known: true },
      { id: first.id, known: true },
    ]);
    const row = await db().case.findUniqueOrThrow({ where: { id: first.id }, include: { incident: true } });
    expect(row).toMatchObject({ kind: 'incident', channel: 'inside', clientId: null, fromAgency: 'vsaa', priority: 1 });
    expect(row.incident).toMatchObject({ signals: 3, items: ['WEB-01', 'WEB-02'] });
    expect(await messages(first.id)).toEqual(['application-submitted']);
  });

  it('the same key of the call is the same answer, and a restored one is told anew', async () => {
    const key = 'monitoring-0001';
    const body = { ...SIGNAL, signalKey: 'other' };
    const replies = await Promise.all([1, 2].map(() => at('vita').post('/api/incidents/signals', body, key)));
    expect(replies[0]!.body).toEqual(replies[1]!.body);
    await db().incident.update({ where: { caseId: replies[0]!.body.id }, data: { state: 'restored' } });

    expect((await signal('vita', body).expect(201)).body).toMatchObject({ known: false });
  });

  it.each(['anna', 'aija', 'mara'])('%s may not', async who => {
    await signal(who).expect(403);
  });
});

it('lists to each exactly the incidents whose cases they may see', async () => {
  await handedOver();
  await submit('liga', { ...INCIDENT, serviceId: null, holder: 'pmlp', onBehalf: { clientId: null, channel: 'phone' } });
  for (const who of ['liga', 'karlis', 'vita', 'vija', 'pavels', 'valters', 'aija']) {
    const account = await db().userAccount.findUniqueOrThrow({ where: { id: who } });
    const user = { ...account, roles: account.roles as never[] };
    const seen = await db().incident.findMany({ where: { case: visibleTo(user) }, select: { caseId: true } });
    const listed = (await at(who).get('/api/incidents?list=all&limit=100').expect(200)).body.incidents.map((it: { id: string }) => it.id);
    expect(new Set(listed)).toEqual(new Set(seen.map(it => it.caseId)));
  }
  await at('anna').get('/api/incidents').expect(403);
});

import { beforeEach, describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { newId } from '../../../platform/id.ts';
import { TYPICAL_PLAN } from '../../contract/configuration-plan.ts';
import { itemsVisibleTo, maySeeItem } from './policy.ts';

const office = useOffice();
const { at } = useDesks(office);
beforeEach(() => office.moveTo('2026-11-02T08:00:00Z'));

const SERVER = {
  identifier: 'SRV-0001',
  name: 'Datubāzes serveris',
  type: 'equipment',
  owner: 'IT daļa',
  release: null,
  attributes: {},
  services: [],
  relations: [],
};
let made = 0;
const fresh = (it: object = {}) => ({ ...SERVER, identifier: `T-${(made += 1)}`, ...it });
async function register(it: object = {}, who = 'vita'): Promise<{ id: string; identifier: string }> {
  const body = fresh(it);
  const reply = await at(who).post('/api/configuration/items', body);
  if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
  return { id: reply.body.id, identifier: body.identifier };
}
const view = async (id: string, who = 'vita') => (await at(who).get(`/api/configuration/items/${id}`).expect(200)).body;
const codesOf = (reply: { body: { faults?: { code: string }[] } }) => reply.body.faults?.map(it => it.code);
const status = async (id: string, to: string, ground: object, who = 'vita') =>
  at(who).post(`/api/configuration/items/${id}/statuses`, { status: to, ground, version: (await view(id)).version });
const OUTAGE = { kind: 'event', event: 'incident', reason: 'Neatbild kopš plkst. 8' };

/** A change request, as far as P5 has come with it. */
async function changeRequest({
  decision = null,
  holder = 'vsaa',
  kind = 'change-request',
}: { decision?: string | null; holder?: string; kind?: string } = {}): Promise<string> {
  const id = newId();
  const code = `0000 ${String((made += 1)).padStart(6, '9')}`;
  await office.db.case.create({ data: { id, code, kind, holder, channel: 'inside', status: 'in_progress', submittedAt: office.now() } });
  if (!decision || kind !== 'change-request') return code;
  const { id: approvalId } = await office.db.changeDecision.create({
    data: { id: newId(), changeId: id, outcome: decision, grounds: 'Vajadzīgs', by: 'mara', at: office.now() },
  });
  if (decision === 'approve') await office.db.change.update({ where: { caseId: id }, data: { approvalId } });
  return code;
}
const inUse = async (it: object = {}) => {
  const item = await register(it);
  await status(item.id, 'in-use', { kind: 'change', code: await changeRequest({ decision: 'approve' }) }).then(reply => expect(reply.status).toBe(201));
  return item;
};

describe('P6.3 registering items', () => {
  it('keeps what was written, planned, with who and when', async () => {
    const target = await register();
    const { id } = await register({
      type: 'information-system',
      services: ['made-up-permit'],
      attributes: { criticality: 'high', 'personal-data': true },
      relations: [{ type: 'runs-on', to: target.identifier.toLowerCase() }],
      why: 'Jauns pakalpojums',
    });
    const it = await view(id);
    expect(it).toMatchObject({
      status: 'planned',
      owner: 'IT daļa',
      attributes: { criticality: 'high', 'personal-data': true },
      services: [{ id: 'made-up-permit' }],
      may: ['edit', 'change-status', 'act-on-cases'],
    });
    expect(it.relations).toMatchObject([{ type: 'runs-on', words: { lv: 'darbojas uz' }, item: { id: target.id } }]);
    expect((await view(target.id)).relatedBy).toMatchObject([{ words: { en: 'runs' }, item: { id } }]);
    const { entries } = (await at('vita').get(`/api/configuration/items/${id}/history`).expect(200)).body;
    expect(entries.find((entry: { field: string }) => entry.field === 'relations')).toMatchObject({
      old: null,
      new: [{ type: 'runs-on' }],
      by: 'Vita Zariņa',
      why: 'Jauns pakalpojums',
      at: '2026-11-02T08:00:00.000Z',
    });
  });

  it('names every fault at once', async () => {
    const wrong = {
      type: 'equipment',
      owner: null,
      attributes: { colour: 'red', 'warranty-until': 'rīt', criticality: 'huge' },
      services: ['no-such'],
      relations: [{ type: 'loves', to: 'x' }],
    };
    const reply = await at('vita').post('/api/configuration/items', fresh(wrong)).expect(422);
    expect(codesOf(reply)?.sort()).toEqual(['missing-owner', 'unknown-attribute', 'unknown-relation', 'unknown-service', 'wrong-attribute', 'wrong-attribute']);
    expect(codesOf(await at('vita').post('/api/configuration/items', fresh({ type: 'spaceship' })))).toEqual(['unknown-type']);
    expect(codesOf(await at('vita').post('/api/configuration/items', fresh({ relations: [{ type: 'needs', to: 'nowhere' }] })))).toEqual(['unknown-target']);
    expect(codesOf(await at('vita').post('/api/configuration/items', { ...SERVER, identifier: 'loop', relations: [{ type: 'needs', to: 'LOOP' }] }))).toEqual([
      'to-itself',
    ]);
  });

  it('gives an identifier once in the whole country, whatever its case; also to twins', async () => {
    const { identifier } = await register({ identifier: 'Unique-1' });
    expect(codesOf(await at('pavels').post('/api/configuration/items', fresh({ identifier: identifier.toUpperCase() })))).toEqual(['duplicate']);
    const twins = await Promise.all(['vita', 'pavels'].map(who => at(who).post('/api/configuration/items', fresh({ identifier: 'Twin-1' }))));
    expect(twins.map(it => it.status).sort()).toEqual([201, 422]);
  });

  it.each([
    ['liga', 403],
    ['aija', 403],
    ['anna', 403],
  ])('refuses %s', async (who, code) => {
    await at(who).post('/api/configuration/items', fresh()).expect(code);
  });
});

describe('rights', () => {
  it('lists exactly what may be seen', async () => {
    await register({}, 'pavels');
    await register();
    const all = await office.db.configurationItem.findMany();
    for (const [who, roles, agencyId] of [
      ['vita', ['specialist'], 'vsaa'],
      ['pavels', ['specialist'], 'pmlp'],
      ['liga', ['kac-specialist'], 'kac'],
      ['aija', ['auditor'], 'vraa'],
    ] as const) {
      const user = { id: who, name: who, roles: [...roles], agencyId, clientId: null };
      const seen = await office.db.configurationItem.findMany({ where: itemsVisibleTo(user) });
      expect(seen.map(it => it.id).sort()).toEqual(
        all
          .filter(it => maySeeItem(user, it))
          .map(it => it.id)
          .sort(),
      );
      const { items } = (await at(who).get('/api/configuration/items?limit=200').expect(200)).body;
      expect(items.map((it: { id: string }) => it.id).sort()).toEqual(seen.map(it => it.id).sort());
    }
  });

  it('hides another agency’s item, and lets nobody of another agency touch it', async () => {
    const { id } = await register();
    for (const path of ['', '/history', '/graph', '/impact', '/impact/cases']) await at('pavels').get(`/api/configuration/items/${id}${path}`).expect(404);
    await at('pavels')
      .put(`/api/configuration/items/${id}`, { ...fresh(), why: 'mans', version: 1 })
      .expect(404);
    await at('liga')
      .put(`/api/configuration/items/${id}`, { ...fresh(), why: 'mans', version: 1 })
      .expect(403);
    await at('karlis').get(`/api/configuration/items/${id}`).expect(200);
  });

  it('writes down a look at people', async () => {
    const { id } = await register({ type: 'people' });
    const looks = () => office.db.auditEntry.count({ where: { did: 'configuration.look', actor: 'liga' } });
    const before = await looks();
    await view(id, 'liga');
    expect(await looks()).toBe(before + 1);
  });
});

describe('P6.4 accounting for status', () => {
  it('follows an approved change only, and keeps its code', async () => {
    const { id } = await register();
    const [approved, open, refused, foreign] = [
      await changeRequest({ decision: 'approve' }),
      await changeRequest(),
      await changeRequest({ decision: 'refuse' }),
      await changeRequest({ decision: 'approve', holder: 'pmlp' }),
    ];
    const incident = await changeRequest({ decision: 'approve', kind: 'incident' });
    for (const code of [open, refused, incident, '0000 123456'])
      expect(codesOf(await status(id, 'in-use', { kind: 'change', code }))).toEqual(['not-approved']);
    expect(codesOf(await status(id, 'in-use', { kind: 'change', code: foreign }))).toEqual(['of-another-agency']);
    expect(codesOf(await status(id, 'in-use', OUTAGE))).toEqual(['change-needed']);
    expect((await view(id)).status).toBe('planned');
    expect((await status(id, 'in-use', { kind: 'change', code: approved })).status).toBe(201);
    const { entries } = (await at('vita').get(`/api/configuration/items/${id}/history`).expect(200)).body;
    expect(entries[0]).toMatchObject({ field: 'status', old: 'planned', new: 'in-use', ground: { kind: 'change', code: approved } });
  });

  it('goes down and up by an event with its reason', async () => {
    const { id } = await inUse();
    expect((await status(id, 'unavailable', OUTAGE)).status).toBe(201);
    expect((await status(id, 'in-use', { kind: 'event', event: 'monitoring', reason: 'Atbild atkal' })).status).toBe(201);
    expect(codesOf(await status(id, 'unavailable', { ...OUTAGE, code: '0000 7654321' }))).toEqual(['no-such-case']);
    await status(id, 'unavailable', { ...OUTAGE, reason: '' }).then(it => expect(it.status).toBe(400));
    expect(codesOf(await status(id, 'planned', OUTAGE))).toEqual(['no-such-way']);
  });

  it('is kept by the database too: no line of history without a ground, none edited, none removed', async () => {
    const { id } = await register();
    const line = office.db.configurationChange.create({ data: { itemId: id, field: 'status', old: 'planned', new: 'in-use', by: 'x', at: office.now() } });
    await expect(line).rejects.toThrow(/status_ground/);
    await expect(office.db.configurationChange.updateMany({ where: { itemId: id }, data: { why: 'cits' } })).rejects.toThrow(/only added to/);
    await expect(office.db.configurationChange.deleteMany({ where: { itemId: id } })).rejects.toThrow(/only added to/);
  });

  it('refuses who has not seen the last version', async () => {
    const { id } = await inUse();
    const { version } = await view(id);
    await at('vita')
      .post(`/api/configuration/items/${id}/statuses`, { status: 'unavailable', ground: OUTAGE, version: version - 1 })
      .expect(409);
  });
});

describe('P6.6 correcting items', () => {
  it('keeps old and new of each field that changed, and nothing of those that did not', async () => {
    const target = await register();
    const { id, identifier } = await register({ services: ['made-up-permit'], relations: [{ type: 'needs', to: target.identifier }] });
    const body = { ...SERVER, identifier, name: 'Cits nosaukums', services: ['made-up-permit'], relations: [], why: 'Pārbaude atklāja kļūdu', version: 1 };
    const reply = await at('vita').put(`/api/configuration/items/${id}`, body).expect(200);
    expect(reply.body).toEqual({ version: 2, changed: ['name', 'relations'] });
    const { entries } = (await at('vita').get(`/api/configuration/items/${id}/history`).expect(200)).body;
    expect(entries.slice(0, 2)).toMatchObject([
      { field: 'relations', old: [{ type: 'needs', to: target.identifier }], new: [], why: body.why },
      { field: 'name', old: SERVER.name, new: body.name, why: body.why },
    ]);
    expect(
      (
        await at('vita')
          .put(`/api/configuration/items/${id}`, { ...body, version: 2 })
          .expect(200)
      ).body,
    ).toEqual({ version: 2, changed: [] });
    await at('vita')
      .put(`/api/configuration/items/${id}`, { ...body, name: 'Trešais', version: 1 })
      .expect(409);
  });

  it('leaves what is retired as it was', async () => {
    const { id, identifier } = await inUse();
    await status(id, 'retired', { kind: 'change', code: await changeRequest({ decision: 'approve' }) });
    const { version, may } = await view(id);
    expect(may).toEqual(['act-on-cases']);
    await at('vita')
      .put(`/api/configuration/items/${id}`, { ...SERVER, identifier, why: 'vēl', version })
      .expect(403);
  });
});

describe('P6.1 the plan', () => {
  const plan = async (who = 'mara') => (await at(who).get('/api/configuration/plans/vsaa').expect(200)).body;

  it('is typical until the holder makes another, which holds from its day on', async () => {
    const before = await plan();
    expect(before).toMatchObject({ version: 0, data: TYPICAL_PLAN, mayChange: true });
    expect((await plan('vita')).mayChange).toBe(false);
    const types = TYPICAL_PLAN.types.map(it => (it.id === 'document' ? { ...it, identifier: 'DOC-###' } : it));
    const body = { data: { ...TYPICAL_PLAN, types }, validFrom: '2026-11-04', why: 'Dokumentiem numuri', version: 0 };
    await at('vita').post('/api/configuration/plans/vsaa', body).expect(403);
    await at('mara').post('/api/configuration/plans/pmlp', body).expect(403);
    expect(codesOf(await at('mara').post('/api/configuration/plans/vsaa', { ...body, validFrom: '2026-11-01' }))).toEqual(['in-the-past']);
    await at('mara').post('/api/configuration/plans/vsaa', body).expect(201, { version: 1 });
    await at('mara').post('/api/configuration/plans/vsaa', body).expect(409);
    await register({ type: 'document', identifier: 'Nolikums' }); // today the rule is the old one
    office.moveTo('2026-11-04T08:00:00Z');
    expect(codesOf(await at('vita').post('/api/configuration/items', fresh({ type: 'document', identifier: 'Instrukcija' })))).toEqual(['not-by-rule']);
    await register({ type: 'document', identifier: 'DOC-001' });
    expect(await plan()).toMatchObject({ version: 1, validFrom: '2026-11-04', changedBy: 'Māra Eglīte', versions: [{ why: 'Dokumentiem numuri' }] });
    expect((await at('mara').get('/api/configuration/plans/vsaa?on=2026-11-03').expect(200)).body.validFrom).toBe(null);
  });

  it('does not lose a type or a relation that items have', async () => {
    const target = await register();
    await register({ relations: [{ type: 'connected-to', to: target.identifier }] });
    const data = { ...TYPICAL_PLAN, types: TYPICAL_PLAN.types.slice(1), relations: TYPICAL_PLAN.relations.slice(0, -1) };
    const reply = await at('mara').post('/api/configuration/plans/vsaa', { data, validFrom: '2026-11-05', why: 'Mazāk', version: (await plan()).version });
    expect(reply.body.faults).toEqual([
      { path: 'types', code: 'in-use', message: 'equipment' },
      { path: 'relations', code: 'in-use', message: 'connected-to' },
    ]);
  });
});

describe('P6.2 what services rest on', () => {
  it('shows what diagrams name and nobody has registered, then what has been', async () => {
    const service = async () => {
      const { services } = (await at('vita').get('/api/configuration/services').expect(200)).body;
      return services.find((it: { id: string }) => it.id === 'made-up-permit');
    };
    const before = await service();
    expect(before.named.map((it: { identifier: string }) => it.identifier)).toEqual(['made-up-addresses', 'made-up-cases', 'made-up-payments']);
    expect(before.lacks).toContain('not-registered');
    for (const identifier of ['made-up-cases', 'made-up-payments']) await inUse({ identifier, type: 'information-system' });
    await register({ identifier: 'MADE-UP-addresses', type: 'information-system' }, 'pavels');
    const after = await service();
    expect(after.named[0]).toMatchObject({
      item: { status: 'planned', owner: null, agency: { id: 'pmlp' } },
      steps: [expect.objectContaining({ lv: expect.any(String) })],
    });
    expect(after.lacks).toEqual(['not-in-use']);
  });
});

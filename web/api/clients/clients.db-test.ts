import { beforeEach, describe, expect, it } from '@jest/globals';
import { DECEASED, RESIDENTS, UNKNOWN_CODE } from '../../../docker/sandbox/people.ts';
import { useApi } from '../../../tests/support/api.ts';

const api = useApi();
const { ilze } = RESIDENTS;
const look = (personalCode: string) => ({ personalCode, purpose: 'application', identifiedBy: 'id-card' });
const looks = () => api.database.db.auditEntry.findMany({ where: { did: 'client.look' }, orderBy: { seq: 'desc' } });

beforeEach(() => api.misbehave('pmlp', {}));

describe('looking a client up at the counter', () => {
  it('finds the person in the register, keeps them once, and writes the look down', async () => {
    const liga = await api.as('liga');
    const { body } = await liga.post('/api/clients/look-up').send(look(ilze.personalCode)).expect(200);
    const again = await liga
      .post('/api/clients/look-up')
      .send(look(ilze.personalCode.replace('-', ' ')))
      .expect(200);

    expect(body).toMatchObject({ name: 'Ilze Dzērve', personalCodeMasked: '240948-*****', alive: true, openCases: 0 });
    expect(again.body.id).toBe(body.id);
    expect((await looks())[0]).toMatchObject({ actor: 'liga', clientId: body.id, purpose: 'application', data: { identifiedBy: 'id-card', found: true } });
    expect(JSON.stringify(await looks(), (_key, it: unknown) => (typeof it === 'bigint' ? String(it) : it))).not.toContain(ilze.personalCode);
  });

  it('is the same client who later signs in', async () => {
    const { body } = await (await api.as('liga')).post('/api/clients/look-up').send(look(RESIDENTS.janis.personalCode)).expect(200);
    const me = await (await api.as('janis')).get('/api/me').expect(200);

    expect(me.body.client.id).toBe(body.id);
  });

  it('says that the register knows the person as dead', async () => {
    const dead = Object.values(DECEASED).find(it => 'diedDaysAgo' in it)!;
    const { body } = await (await api.as('liga')).post('/api/clients/look-up').send(look(dead.personalCode)).expect(200);

    expect(body.alive).toBe(false);
  });

  it('finds nobody, and writes down that somebody was looked for', async () => {
    const before = (await looks()).length;
    await (await api.as('liga')).post('/api/clients/look-up').send(look(UNKNOWN_CODE)).expect(404);

    expect((await looks()).length).toBe(before + 1);
    expect((await looks())[0]).toMatchObject({ clientId: null, data: { found: false } });
  });

  it('asks no register for what is no personal code', async () => {
    const { body } = await (await api.as('liga')).post('/api/clients/look-up').send(look('120380-11111')).expect(400);

    expect(body.faults).toEqual([{ path: 'personalCode', code: 'personal-code' }]);
  });

  it('says that the register does not answer', async () => {
    api.misbehave('pmlp', { down: true });
    const { body, headers } = await (await api.as('liga')).post('/api/clients/look-up').send(look(ilze.personalCode)).expect(503);

    expect(body.slug).toBe('agency-unavailable');
    expect(headers['retry-after']).toBeDefined();
    expect(JSON.stringify(body)).not.toContain(ilze.personalCode);
  });

  it.each(['anna', 'vita', 'mara', 'edgars', 'aija'])('%s may not', async username => {
    await (await api.as(username)).post('/api/clients/look-up').send(look(ilze.personalCode)).expect(403);
  });
});

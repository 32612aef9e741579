import { beforeEach, describe, expect, it } from '@jest/globals';
import { RESIDENTS } from '../../../docker/sandbox/people.ts';
import { loadProcesses, servicesOf } from '../../../processes/load.ts';
import { MADE_UP_ROOT, useApi } from '../../../tests/support/api.ts';

const api = useApi();
/** A service that fills something in from a register: the made-up one. */
const service = servicesOf(await loadProcesses(MADE_UP_ROOT)).find(it => it.description.prefill.length > 0 && it.description.assistant)!;
const [filled] = service.description.prefill;

describe('P10.1 the catalogue', () => {
  it('lists what the folders describe, in the alphabet, for anybody', async () => {
    const { body } = await api.anybody().get('/api/services').expect(200);

    expect(body.services.map((it: { id: string }) => it.id)).toContain(service.id);
    expect(body.services.find((it: { id: string }) => it.id === service.id)).toMatchObject({
      code: service.description.code,
      holder: { title: { lv: expect.stringMatching(/\w/) } },
    });
    expect(body.categories.every((it: { count: number }) => it.count > 0)).toBe(true);
  });

  it.each(service.description.keywords.lv.slice(0, 5))('finds it by the word "%s"', async word => {
    const { body } = await api.anybody().get('/api/services').query({ q: word }).expect(200);

    expect(body.services.map((it: { id: string }) => it.id)).toContain(service.id);
  });

  it('finds nothing by nonsense, and everything of a category', async () => {
    const nonsense = await api.anybody().get('/api/services').query({ q: 'xyzzy' }).expect(200);
    const category = await api.anybody().get('/api/services').query({ category: service.description.categories[0] }).expect(200);

    expect(nonsense.body.services).toEqual([]);
    expect(category.body.services.map((it: { id: string }) => it.id)).toContain(service.id);
  });

  it('shows a service with its milestones, from registration to delivery', async () => {
    const { body } = await api.anybody().get(`/api/services/${service.id}`).expect(200);

    expect(body.milestones.length).toBeGreaterThan(2);
    expect(new Set(body.milestones.map((it: { id: string }) => it.id)).size).toBe(body.milestones.length);
    expect(body.milestones.every((it: { text: { lv: string; en: string } }) => it.text.lv && it.text.en)).toBe(true);
    expect(body).not.toHaveProperty('manager');
  });

  it('gives the form, with the version cases will keep', async () => {
    const { body } = await api.anybody().get(`/api/services/${service.id}/form`).expect(200);

    expect(body).toMatchObject({
      id: service.description.startForm,
      version: expect.stringMatching(/^[0-9a-f]{64}$/),
      schema: { id: service.description.startForm },
    });
  });

  it('knows no other services', async () => {
    await api.anybody().get('/api/services/none').expect(404);
    await api.anybody().get('/api/services/none/form').expect(404);
  });
});

describe('what registers know already', () => {
  const path = `/api/services/${service.id}/prefill`;
  beforeEach(() => api.misbehave(filled!.agency as 'vsaa', {}));

  it('is filled in for oneself, and the look is written down', async () => {
    const { body } = await (await api.as('anna')).get(path).expect(200);

    expect(body.data[filled!.key]).toBe(RESIDENTS.anna.iban);
    expect(body).toMatchObject({ sources: [{ key: filled!.key, source: filled!.source }], unavailable: [] });
    expect(await api.database.db.auditEntry.count({ where: { did: 'client.prefill', actor: 'anna' } })).toBe(1);
  });

  it('is filled in at the counter for the client who is there', async () => {
    const liga = await api.as('liga');
    const client = await liga
      .post('/api/clients/look-up')
      .send({ personalCode: RESIDENTS.ilze.personalCode, purpose: 'application', identifiedBy: 'passport' });
    const { body } = await liga.get(path).query({ clientId: client.body.id }).expect(200);

    expect(body.data[filled!.key]).toBe(RESIDENTS.ilze.iban);
    expect(await api.database.db.auditEntry.findFirst({ where: { did: 'client.prefill', actor: 'liga' } })).toMatchObject({
      clientId: client.body.id,
      purpose: 'application',
    });
  });

  it('costs the prefill, never the application, when the agency is down', async () => {
    api.misbehave(filled!.agency as 'vsaa', { down: true });
    const { body } = await (await api.as('anna')).get(path).expect(200);

    expect(body.data).not.toHaveProperty(filled!.key);
    expect(body.unavailable).toEqual([filled!.source]);
  });

  it('is not shown of another person', async () => {
    const janis = await (await api.as('janis')).get('/api/me');

    await (await api.as('anna')).get(path).query({ clientId: janis.body.client.id }).expect(403);
    await (await api.as('vita')).get(path).query({ clientId: janis.body.client.id }).expect(403);
    await (await api.as('liga')).get(path).expect(403);
  });
});

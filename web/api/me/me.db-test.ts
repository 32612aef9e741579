import { describe, expect, it } from '@jest/globals';
import { useApi } from '../../../tests/support/api.ts';

const api = useApi();

describe('drafts', () => {
  it('come back as they were typed, with their version', async () => {
    const anna = await api.as('anna');
    await anna
      .put('/api/drafts/apply:made-up-permit')
      .send({ data: { iban: 'LV' } })
      .expect(200);
    const saved = await anna
      .put('/api/drafts/apply:made-up-permit')
      .send({ data: { iban: 'LV80', names: ['Ā'] } })
      .expect(200);
    const { body } = await anna.get('/api/drafts/apply:made-up-permit').expect(200);

    expect(body.draft).toEqual({ data: { iban: 'LV80', names: ['Ā'] }, version: 2, updatedAt: saved.body.updatedAt });
  });

  it('are nobody else’s', async () => {
    const [anna, janis] = [await api.as('anna'), await api.as('janis')];
    await anna
      .put('/api/drafts/register')
      .send({ data: { secret: true } })
      .expect(200);
    await janis.delete('/api/drafts/register').expect(204);

    expect((await janis.get('/api/drafts/register')).body).toEqual({ draft: null });
    expect((await anna.get('/api/drafts/register')).body.draft.data).toEqual({ secret: true });
  });

  it('can be thrown away', async () => {
    const anna = await api.as('anna');
    await anna.put('/api/drafts/task:2251799813685249').send({ data: {} }).expect(200);
    await anna.delete('/api/drafts/task:2251799813685249').expect(204);

    expect((await anna.get('/api/drafts/task:2251799813685249')).body).toEqual({ draft: null });
  });

  it.each([
    ['too large', 'register', { data: { text: 'ā'.repeat(60_000) } }, 413],
    ['of something there are no drafts of', 'anything', { data: {} }, 400],
    ['without data', 'register', {}, 400],
  ])('%s are refused', async (_what, subject, body, status) => {
    await (await api.as('anna')).put(`/api/drafts/${subject}`).send(body).expect(status);
  });

  it('gives way to newer ones beyond a hundred', async () => {
    const vita = await api.as('vita');
    const made = Array.from({ length: 101 }, (_, n) => ({ userId: 'vita', subject: `task:${n}`, data: {}, updatedAt: new Date(2026, 0, 1, 0, n) }));
    await api.database.db.draft.createMany({ data: made });
    await vita.put('/api/drafts/register').send({ data: {} }).expect(200);

    expect(await api.database.db.draft.count({ where: { userId: 'vita' } })).toBe(100);
    expect((await vita.get('/api/drafts/register')).body.draft).not.toBeNull();
    expect((await vita.get('/api/drafts/task:0')).body.draft).toBeNull();
  });
});

it('colleagues are those of my agency who can have tasks', async () => {
  for (const username of ['vita', 'valdis', 'vija', 'mara', 'liga', 'anna']) await (await api.as(username)).get('/api/me').expect(200);
  const { body } = await (await api.as('vita')).get('/api/colleagues').expect(200);

  expect(body.colleagues).toEqual([
    { id: 'valdis', name: 'Valdis Krūmiņš', roles: ['specialist'] },
    { id: 'vija', name: 'Vija Siliņa', roles: ['team-lead', 'specialist'] },
  ]);
});

it('settings are for everybody', async () => {
  const { body } = await api.anybody().get('/api/settings').expect(200);

  expect(body).toEqual({ keycloakUrl: 'http://keycloak.test', realm: 'pietura', clientId: 'pietura-web', release: '0.1.0', demo: false });
});

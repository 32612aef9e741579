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

  describe('typed on two devices of one person', () => {
    const SUBJECT = '/api/drafts/reply:0190a4b0-0000-7000-8000-000000000001';
    const save = async (data: object, after: number) => (await api.as('liga')).put(SUBJECT).send({ data, after });

    it('are not overwritten unseen: the second is told, and saves on top of what it has seen', async () => {
      expect((await save({ text: 'telefonā' }, 0)).body.version).toBe(1);
      expect(await save({ text: 'datorā' }, 0)).toMatchObject({ status: 409, body: { slug: 'state-conflict' } });
      expect((await (await api.as('liga')).get(SUBJECT)).body.draft.data).toEqual({ text: 'telefonā' });

      expect((await save({ text: 'telefonā un datorā' }, 1)).body.version).toBe(2);
      expect((await save({ text: 'vēl' }, 1)).status).toBe(409);
    });

    it('are taken again when only the answer was lost, and anew when thrown away elsewhere', async () => {
      expect(await save({ text: 'telefonā un datorā' }, 1)).toMatchObject({ status: 200, body: { version: 2 } });
      await (await api.as('liga')).delete(SUBJECT).expect(204);
      expect(await save({ text: 'tālāk' }, 2)).toMatchObject({ status: 200, body: { version: 1 } });
    });

    it('lets one of fifty at once through, and loses none of the others unsaid', async () => {
      await (await api.as('liga')).delete(SUBJECT).expect(204);
      const replies = await Promise.all(Array.from({ length: 50 }, (_, n) => save({ text: `n${n}` }, 0)));

      expect(replies.filter(it => it.status === 200)).toHaveLength(1);
      expect(new Set(replies.filter(it => it.status !== 200).map(it => it.body.slug))).toEqual(new Set(['state-conflict']));
    });
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
    // decides changes, so has tasks too
    { id: 'mara', name: 'Māra Eglīte', roles: ['service-manager', 'agency-admin'] },
    { id: 'valdis', name: 'Valdis Krūmiņš', roles: ['specialist'] },
    { id: 'vija', name: 'Vija Siliņa', roles: ['team-lead', 'specialist'] },
  ]);
});

it('settings are for everybody', async () => {
  const { body } = await api.anybody().get('/api/settings').expect(200);

  expect(body).toEqual({
    keycloakUrl: 'http://keycloak.test',
    realm: 'pietura',
    clientId: 'pietura-web',
    release: '0.1.0',
    demo: false,
    uploads: expect.objectContaining({ maxFiles: 20 }),
  });
});

import { describe, expect, it } from '@jest/globals';
import { QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';

const office = useOffice();
const { at, submit, inProgress } = useDesks(office);
const clientId = async (givenName: string) => (await office.db.client.findFirstOrThrow({ where: { givenName } })).id;
const profile = (who: string, id: string, hand: string) => at(who).get(`/api/clients/${id}/profile?${hand}`);
const lastLook = () => office.db.auditEntry.findFirstOrThrow({ where: { did: 'client.look' }, orderBy: { seq: 'desc' } });

/** Somebody at the counter, recognised. */
const atCounter = async (givenName: string, who = 'liga') => {
  const { id } = (await at(who).post('/api/contacts', { channel: 'counter', phone: null }).expect(201)).body;
  await at(who)
    .post(`/api/contacts/${id}/client`, { clientId: await clientId(givenName), how: 'id-card' })
    .expect(200);
  return id as string;
};

describe('the profile of a client', () => {
  it('opens with a case of theirs at hand, and says which parts were shown', async () => {
    const [caseId, anna] = [await inProgress(), await clientId('Anna')];
    await submit('anna', QUESTION);
    const { body } = await profile('vita', anna, `caseId=${caseId}`).expect(200);

    expect(body).toMatchObject({ ground: 'case', client: { name: 'Anna Bērziņa' } });
    expect(body.cases.every((it: { service: { id: string } | null }) => it.service?.id === 'made-up-permit')).toBe(true);
    expect(await lastLook()).toMatchObject({
      actor: 'vita',
      caseId,
      clientId: anna,
      purpose: 'handling',
      data: { ground: 'case', parts: ['base', 'cases', 'consultations', 'payments'] },
    });
  });

  it('stays shut without anything at hand, with somebody else’s case, or a case one may not see', async () => {
    const [anna, janis] = [await clientId('Anna'), await clientId('Jānis')];
    const [caseId, question] = [await inProgress(), await submit('anna', QUESTION)];
    await profile('vita', anna, '').expect(404);
    await profile('vita', janis, `caseId=${caseId}`).expect(404);
    await profile('vita', anna, `caseId=${question.id}`).expect(404);
    await profile('anna', anna, `caseId=${caseId}`).expect(403);
    await profile('aija', anna, `caseId=${caseId}`).expect(403);
    const contactId = await atCounter('Anna');
    await profile('liga', anna, `contactId=${contactId}`).expect(200);
    await profile('karlis', anna, `contactId=${contactId}`).expect(404);
    await profile('liga', janis, `contactId=${contactId}`).expect(404);

    expect(await office.db.auditEntry.count({ where: { did: 'client.refused' } })).toBe(5);
  });

  it('is one history of all channels', async () => {
    const contactId = await atCounter('Jānis');
    const janis = await clientId('Jānis');
    const made = await submit('liga', { ...QUESTION, onBehalf: { clientId: janis, channel: 'counter', signedUploadId: null } });
    await at('liga').post(`/api/contacts/${contactId}/topics`, { question: 'Kad strādājat?', answer: '8.30', result: 'answered' }).expect(201);
    const { body } = await profile('liga', janis, `contactId=${contactId}`).expect(200);

    expect(body.cases).toMatchObject([{ code: made.code, channel: 'counter' }]);
    expect(body.consultations).toMatchObject([{ question: 'Kad strādājat?', channel: 'counter', adviser: 'Līga Ozola' }]);
  });
});

describe('consent', () => {
  const until = '2026-12-31T22:00:00Z';

  it('given in the portal opens the profile to that agency, until it is taken back', async () => {
    const anna = await clientId('Anna');
    await profile('pavels', anna, '').expect(404);
    const { id } = (await at('anna').post('/api/consents', { agency: 'pmlp', purpose: 'Pases pieteikums', until }).expect(201)).body;
    expect((await profile('pavels', anna, '').expect(200)).body).toMatchObject({ ground: 'consent', consents: [{ purpose: 'Pases pieteikums' }] });
    expect(await lastLook()).toMatchObject({ actor: 'pavels', purpose: 'consent' });
    await profile('vita', anna, '').expect(404);

    await at('janis').delete(`/api/my/consents/${id}`).expect(404);
    await at('anna').delete(`/api/my/consents/${id}`).expect(204);
    await profile('pavels', anna, '').expect(404);
    expect((await at('anna').get('/api/my/consents').expect(200)).body.consents[0].withdrawnAt).not.toBeNull();
  });

  it('given at the counter by somebody recognised, ends by itself', async () => {
    const contactId = await atCounter('Anna');
    const anna = await clientId('Anna');
    await at('liga').post('/api/consents', { agency: 'vsaa', purpose: 'Bēru pabalsts', until, contactId }).expect(201);
    await profile('vita', anna, '').expect(200);
    const before = office.now();
    office.moveTo('2027-01-01T08:00:00Z');
    await profile('vita', anna, '').expect(404);
    office.moveTo(before.toISOString());
  });

  it('is not given for longer than a year, to nobody, or by somebody not recognised', async () => {
    await at('anna').post('/api/consents', { agency: 'pmlp', purpose: 'Viss', until: '2030-01-01T00:00:00Z' }).expect(400);
    await at('anna').post('/api/consents', { agency: 'nav', purpose: 'Viss', until }).expect(400);
    const { id } = (await at('liga').post('/api/contacts', { channel: 'phone', phone: '20000000' }).expect(201)).body;
    await at('liga').post('/api/consents', { agency: 'vsaa', purpose: 'Viss', until, contactId: id }).expect(404);
  });
});

describe('searching earlier clients', () => {
  it('finds by number, e-mail and name with somebody at the counter, and writes down that, not for what', async () => {
    const anna = await office.db.client.update({ where: { id: await clientId('Anna') }, data: { phone: '+371 2000-0000', email: 'Anna@Example.org' } });
    const { id } = (await at('liga').post('/api/contacts', { channel: 'counter', phone: null }).expect(201)).body;
    const search = async (by: string, value: string) => (await at('liga').post('/api/clients/search', { contactId: id, by, value }).expect(200)).body;

    for (const found of [
      await search('phone', '20000000'),
      await search('e-mail', 'anna@example.ORG'),
      await search('name', 'bērz ann'),
      await search('name', 'Anna Bērziņa'),
    ])
      expect(found).toMatchObject({ found: 1, clients: [{ id: anna.id, name: 'Anna Bērziņa' }] });
    expect(await search('name', 'nav tāda')).toEqual({ found: 0, clients: [] });
    const look = await office.db.auditEntry.findFirstOrThrow({ where: { did: 'client.search' }, orderBy: { seq: 'asc' } });
    expect(look).toMatchObject({ actor: 'liga', purpose: 'contact', data: { by: 'phone', found: 1, shown: [anna.id] } });
    expect(JSON.stringify(look.data)).not.toContain('20000000');
  });

  it('needs a conversation of one’s own that goes on', async () => {
    const { id } = (await at('karlis').post('/api/contacts', { channel: 'counter', phone: null }).expect(201)).body;
    await at('liga').post('/api/clients/search', { contactId: id, by: 'name', value: 'Bērziņa' }).expect(404);
    await at('karlis').post(`/api/contacts/${id}/end`, {}).expect(200);
    await at('karlis').post('/api/clients/search', { contactId: id, by: 'name', value: 'Bērziņa' }).expect(404);
  });

  it('looks into indexes', async () => {
    const plans = await office.db.$transaction(async tx => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`;
      return JSON.stringify([
        await tx.$queryRaw`EXPLAIN SELECT id FROM client WHERE phone IS NOT NULL AND right(regexp_replace(phone, '[^0-9]', '', 'g'), 8) = '20000000'`,
        await tx.$queryRaw`EXPLAIN SELECT id FROM client WHERE email IS NOT NULL AND lower(email) = 'a'`,
        await tx.$queryRaw`EXPLAIN SELECT id FROM client WHERE lower(family_name) LIKE 'bērz%'`,
      ]);
    });

    for (const index of ['client_phone_digits_idx', 'client_email_idx', 'client_family_name_idx']) expect(plans).toContain(index);
  });
});

import { describe, expect, it } from '@jest/globals';
import { RESIDENTS } from '../../../docker/sandbox/people.ts';
import { QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import type { User } from '../http/user.ts';
import { contactsVisibleTo, maySeeContact } from './policy.ts';

const office = useOffice();
const { at, submit } = useDesks(office);
const { anna } = RESIDENTS;
const open = async (body: object, who = 'liga') => (await at(who).post('/api/contacts', body).expect(201)).body;
const topic = (contactId: string, body: object, who = 'liga') => at(who).post(`/api/contacts/${contactId}/topics`, body);
const verify = (contactId: string, answers: object, who = 'liga') => at(who).post(`/api/contacts/${contactId}/verification`, { answers });
const clientId = async (givenName: string) => (await office.db.client.findFirstOrThrow({ where: { givenName } })).id;
const email = async () => (await office.db.client.findUniqueOrThrow({ where: { personalCode: anna.personalCode } })).email!;
const rightAnswers = async () => ({ 'personal-code': anna.personalCode, 'family-name': anna.familyName, 'e-mail': await email() });
const consultations = async (who: string) => (await at(who).get('/api/my/consultations').expect(200)).body.consultations;
const counts = async () => (await at('liga').get('/api/contact-counts?from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z').expect(200)).body;

describe('one conversation', () => {
  it('holds several questions: one answered at once, one that became an application, one to call back about', async () => {
    const { id } = await open({ channel: 'counter', phone: null });
    await at('liga')
      .post(`/api/contacts/${id}/client`, { clientId: await clientId('Anna'), how: 'id-card' })
      .expect(200);
    const made = await submit('liga', { ...QUESTION, onBehalf: { clientId: await clientId('Anna'), channel: 'counter', signedUploadId: null } });

    await topic(id, { question: 'Kādi dokumenti vajadzīgi?', answer: 'Pase', result: 'answered', serviceId: 'made-up-permit', minutes: 3 }).expect(201);
    await topic(id, { question: QUESTION.subject, result: 'application', caseId: made.id }).expect(201);
    const { body } = await topic(id, { question: 'Vai pabalsts ir piešķirts?', result: 'call-back', callBack: { phone: '20 000 000', name: 'Anna' } }).expect(
      201,
    );
    await at('liga').post(`/api/contacts/${id}/end`, {}).expect(200);

    expect(body.callBack).toMatchObject({ phone: '+37120000000', level: 'on-time', assignee: null, dueAt: '2026-11-02T12:30:00.000Z' });
    const whole = (await at('karlis').get(`/api/contacts/${id}`).expect(200)).body;
    expect(whole.topics.map((it: { result: string }) => it.result)).toEqual(['answered', 'application', 'call-back']);
    expect(whole).toMatchObject({
      identification: 'authenticated',
      verifiedHow: 'id-card',
      endedAt: office.now().toISOString(),
      adviser: { name: 'Līga Ozola' },
    });
    await topic(id, { question: 'Vēl kaut kas', result: 'answered' }).expect(403);
  });

  it('may be only a consultation, by letter too', async () => {
    const { id } = await open({ channel: 'e-mail', phone: null });
    await topic(id, { question: 'Kad strādājat?', answer: 'No 8.30', result: 'answered' }).expect(201);

    expect((await at('liga').get(`/api/contacts/${id}`)).body).toMatchObject({ channel: 'e-mail', identification: 'anonymous', client: null });
  });

  it('takes no case of another client, no number that cannot be, no call-back without a number', async () => {
    const { id } = await open({ channel: 'counter', phone: null });
    const others = await submit('janis', QUESTION);
    await topic(id, { question: 'Mana lieta?', result: 'application', caseId: others.id }).expect(404);
    await topic(id, { question: 'Mana lieta?', result: 'call-back' }).expect(400);
    const { body } = await topic(id, { question: 'Mana lieta?', result: 'call-back', callBack: { phone: '12345' } }).expect(400);

    expect(body.faults).toEqual([{ path: 'callBack.phone', code: 'phone' }]);
    expect(await office.db.contactTopic.count({ where: { contactId: id } })).toBe(0);
  });

  it('is written by its adviser only, and seen by the front office and auditors', async () => {
    const { id } = await open({ channel: 'counter', phone: null });
    await topic(id, { question: 'Mana lieta?', result: 'answered' }, 'karlis').expect(404);
    await at('karlis').get(`/api/contacts/${id}`).expect(200);
    await at('aija').get(`/api/contacts/${id}`).expect(200);
    await at('vita').get(`/api/contacts/${id}`).expect(403);
    await at('vita').post('/api/contacts', { channel: 'phone', phone: null }).expect(403);
  });

  it('lets through the filter exactly what the policy lets', async () => {
    const rows = await office.db.contact.findMany();
    for (const { id, name, roles, agencyId, clientId: own } of await office.db.userAccount.findMany()) {
      const user: User = { id, name, roles: roles as User['roles'], agencyId, clientId: own };
      const seen = await office.db.contact.findMany({ where: contactsVisibleTo(user), select: { id: true } });
      expect(new Set(seen.map(it => it.id))).toEqual(new Set(rows.filter(row => maySeeContact(user, row)).map(row => row.id)));
    }
  });
});

describe('an anonymous consultation (J9)', () => {
  it('is counted by service and channel, and is in no e-account', async () => {
    const before = await counts();
    const mine = (await consultations('anna')).length;
    const { id } = await open({ channel: 'counter', phone: null });
    await topic(id, { question: 'Kā saņemt atļauju?', answer: 'Ar iesniegumu', result: 'answered', serviceId: 'made-up-permit' }).expect(201);
    const after = await counts();

    expect(after.contacts).toBe(before.contacts + 1);
    expect(after.byIdentification.anonymous).toBe((before.byIdentification.anonymous ?? 0) + 1);
    expect(after.byService.find((it: { service: { id: string } }) => it.service.id === 'made-up-permit').count).toBeGreaterThan(0);
    expect((await consultations('anna')).length).toBe(mine);
    expect(await consultations('janis')).toEqual([]);
  });
});

describe('a caller of whom there is a number only (J10)', () => {
  it('is told nothing until recognised; then the consultation is theirs, with feedback', async () => {
    const { id } = await open({ channel: 'phone', phone: '+371 20 000 000' });
    const annasId = await clientId('Anna');
    await office.db.client.update({ where: { id: annasId }, data: { phone: '20000000' } });
    const search = (body: object) => at('liga').post('/api/clients/search', { contactId: id, ...body });
    const profile = () => at('liga').get(`/api/clients/${annasId}/profile?contactId=${id}`);

    // given: a number, and how many it may be
    expect((await search({ by: 'phone', value: '20000000' }).expect(200)).body).toEqual({ found: 1, clients: [] });
    await profile().expect(404);
    await at('liga').post(`/api/contacts/${id}/client`, { clientId: annasId, how: 'id-card' }).expect(403);
    await topic(id, { question: 'Vai mans pabalsts ir piešķirts?', result: 'none' }).expect(201);
    const before = (await consultations('anna')).length;

    // when: wrong, then right
    const wrong = (await verify(id, { ...(await rightAnswers()), 'family-name': 'Ozola' }).expect(200)).body;
    expect(wrong).toMatchObject({ verified: false, contact: { identification: 'partial', client: null, verification: { attemptsLeft: 2 } } });
    const right = (await verify(id, await rightAnswers()).expect(200)).body;

    // then: recognised, restricted data open, the consultation in the e-account
    expect(right).toMatchObject({ verified: true, contact: { identification: 'authenticated', verifiedHow: 'answers', client: { name: 'Anna Bērziņa' } } });
    expect((await profile().expect(200)).body).toMatchObject({ ground: 'contact', client: { email: await email() } });
    const [mine] = await consultations('anna');
    expect((await consultations('anna')).length).toBe(before + 1);
    expect(mine).toMatchObject({ question: 'Vai mans pabalsts ir piešķirts?', channel: 'phone', adviser: 'Līga Ozola', rating: null });
    await at('anna').post(`/api/my/consultations/${mine.id}/feedback`, { rating: 5, comment: 'Laipni' }).expect(201);
    await at('anna').post(`/api/my/consultations/${mine.id}/feedback`, { rating: 1 }).expect(409);
    await at('janis').post(`/api/my/consultations/${mine.id}/feedback`, { rating: 1 }).expect(404);
    expect((await consultations('anna'))[0]).toMatchObject({ rating: 5, comment: 'Laipni' });
  });

  it('has so many attempts, each written down without the answers', async () => {
    const { id } = await open({ channel: 'phone', phone: '26000000' });
    for (const left of [2, 1, 0]) {
      const { body } = await verify(id, { 'personal-code': anna.personalCode, 'family-name': 'Nepareizi', 'e-mail': 'x@example.org' }).expect(200);
      expect(body.contact.verification.attemptsLeft).toBe(left);
    }
    await verify(id, await rightAnswers()).expect(403);

    const tried = await office.db.auditEntry.findMany({ where: { did: 'contact.verify', data: { path: ['contactId'], equals: id } } });
    expect(tried).toHaveLength(3);
    expect(tried[0]).toMatchObject({ clientId: null, data: { asked: ['personal-code', 'family-name', 'e-mail'], verified: false } });
    expect(JSON.stringify(tried.map(it => it.data))).not.toMatch(/Nepareizi|example/);
  });

  it('two guesses at once are two', async () => {
    const { id } = await open({ channel: 'phone', phone: '26000001' });
    await Promise.all(Array.from({ length: 8 }, () => verify(id, { 'personal-code': anna.personalCode, 'family-name': 'A', 'e-mail': 'b' })));

    expect((await office.db.contact.findUniqueOrThrow({ where: { id } })).attempts).toBe(3);
  });

  it('asks what the agency decides', async () => {
    await office.db.contactRule.create({
      data: { agency: 'kac', callBackMinutes: 60, remindMinutes: 10, answersAsked: ['personal-code', 'family-name'], answersNeeded: 2, attemptsAllowed: 1 },
    });
    const { id, verification } = await open({ channel: 'phone', phone: '26000002' });
    await office.db.contactRule.delete({ where: { agency: 'kac' } });

    expect(verification).toEqual({ asked: ['personal-code', 'family-name'], needed: 2, attemptsLeft: 1 });
    expect((await verify(id, { 'personal-code': anna.personalCode, 'family-name': anna.familyName })).body.verified).toBe(false);
  });
});

describe('the priority an application will have', () => {
  it('is what the tables say', async () => {
    const { body } = await at('liga').get('/api/priority-proposal?kind=service-request&channel=counter&serviceId=made-up-permit').expect(200);

    expect(body).toMatchObject({ impact: expect.any(String), urgency: expect.any(String), priority: expect.any(Number) });
    await at('vita').get('/api/priority-proposal?kind=service-request&channel=counter').expect(403);
  });
});

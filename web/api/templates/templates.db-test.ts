import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { servicesOf } from '../../../processes/load.ts';
import { QUESTION, useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import type { User } from '../http/user.ts';
import { registerApplication } from '../cases/steps/front-office.ts';
import { mayUseReply, repliesOf } from './policy.ts';

const office = useOffice();
const { at, submit, inProgress } = useDesks(office);
let mara: Awaited<ReturnType<typeof office.as>>;

beforeAll(async () => {
  mara = await office.as('mara');
  await mara.get('/api/me').expect(200);
});
beforeEach(async () => {
  await office.db.noticeTemplate.deleteMany();
  await office.db.replyTemplate.deleteMany();
});

const N1 = '/api/notice-templates/N1/lv';
const OWN = { subject: 'VSAA ir jūsu pieteikums {{ code }}', body: 'Labdien, {{ client.name }}! Pieteikums {{ code }} ir reģistrēts.' };
const saved = async (template: object | null, version: number) => (await mara.put(N1, { template, version }).expect(200)).body;
const lastAudit = () => office.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
const firstWords = async (caseId: string) => (await at('anna').get(`/api/cases/${caseId}`).expect(200)).body.messages[0].words;

describe('an agency’s own words for a notice', () => {
  it('are said from then on in its cases, in its language; others and the past keep theirs', async () => {
    const { id: before } = await submit();
    await office.step(registerApplication, { caseId: before });
    await saved(OWN, 0);
    expect(await lastAudit()).toMatchObject({
      did: 'notice-template.change',
      actor: 'mara',
      data: { agencyId: 'vsaa', notice: 'N1', language: 'lv', version: 1 },
    });
    const { id, code } = await submit();
    const question = await submit('anna', QUESTION);
    for (const caseId of [id, question.id]) await office.step(registerApplication, { caseId });

    expect(await firstWords(id)).toMatchObject({
      lv: { subject: `VSAA ir jūsu pieteikums ${code}`, body: `Labdien, Anna Bērziņa! Pieteikums ${code} ir reģistrēts.` },
      en: { subject: `Application ${code} registered` },
    });
    expect((await firstWords(question.id)).lv.subject).toBe(`Pieteikums ${question.code} reģistrēts`);
    expect((await firstWords(before)).lv.subject).toMatch(/^Pieteikums/);
  });

  it('keep every version, and the way back to the built-in', async () => {
    expect(await saved(OWN, 0)).toMatchObject({ own: true, version: 1, changedBy: 'Māra Eglīte', builtIn: { subject: 'Pieteikums {{ code }} reģistrēts' } });
    await saved({ ...OWN, subject: 'Otrais {{ code }}' }, 1);
    expect(await saved(null, 2)).toMatchObject({ own: false, version: 3, subject: 'Pieteikums {{ code }} reģistrēts' });
    expect(await lastAudit()).toMatchObject({ did: 'notice-template.built-in' });
    const { versions } = (await mara.get(`${N1}/versions`).expect(200)).body;
    expect(versions.map((it: { version: number; subject: string | null }) => [it.version, it.subject])).toEqual([
      [3, null],
      [2, 'Otrais {{ code }}'],
      [1, OWN.subject],
    ]);
    const { templates } = (await mara.get('/api/notice-templates').expect(200)).body;
    expect(templates).toHaveLength(18);
  });

  it('are refused with what is wrong, and nothing is kept', async () => {
    const wrong = { subject: 'Par {{ client.name }}', body: '{{ question }} {{ code' };
    const { body } = await mara.put(N1, { template: wrong, version: 0 }).expect(422);
    expect(body).toMatchObject({
      slug: 'invalid-form',
      faults: [
        { path: 'subject', code: 'template-personal-field', message: 'client.name' },
        { path: 'body', code: 'template-syntax' },
      ],
    });
    expect(await office.db.noticeTemplate.count()).toBe(0);
    const preview = (subject: string, text: string) => mara.post(`${N1}/preview`, { subject, body: text }).expect(200);
    expect((await preview('Kods 120380-11111', 'Jautājums: {{ question }}')).body.faults).toEqual([
      { path: 'subject', code: 'template-personal', message: '120380-11111' },
      { path: 'body', code: 'template-field', message: 'question' },
    ]);
    expect((await preview('{{ code }}', 'Labdien, {{ client.name }}!')).body).toEqual({
      account: { subject: '0008 1234', body: 'Labdien, Anna Paraudziņa!' },
      mail: { subject: '0008 1234', body: 'Labdien, Anna Paraudziņa!' },
      faults: [],
    });
  });

  it('that no longer fit a release do not stop a case: the built-in ones are said', async () => {
    await office.db.noticeTemplate.create({
      data: { agencyId: 'vsaa', notice: 'N1', language: 'lv', version: 1, subject: '{{ gone }}', body: '{{ code', madeBy: 'mara', madeAt: office.now() },
    });
    const { id, code } = await submit();
    await office.step(registerApplication, { caseId: id });
    expect((await firstWords(id)).lv.subject).toBe(`Pieteikums ${code} reģistrēts`);
  });

  it('two editors: the second sees that the first was quicker', async () => {
    const answers = await Promise.all([0, 0, 0].map(version => mara.put(N1, { template: OWN, version })));
    expect(answers.map(it => it.status).sort()).toEqual([200, 409, 409]);
  });

  it.each(['anna', 'vita', 'vija', 'edgars', 'aija'])('%s has no say in them', async username => {
    await at(username).get('/api/notice-templates').expect(403);
    await at(username).put(N1, { template: OWN, version: 0 }).expect(403);
  });
});

const REPLY = {
  title: 'Kur iesniegt',
  body: { lv: 'Labdien, {{ client.name }}! Pieteikums {{ case.code }}. {{ me.name }}', en: 'Dear {{ client.name }}' },
  kinds: [],
  serviceId: null,
};
const create = async (who: string, body: object = {}) =>
  (
    await at(who)
      .post('/api/reply-templates', { ...REPLY, ...body })
      .expect(201)
  ).body;

describe('reply templates', () => {
  it('are filled in for a case, in the client’s language, and the look is written down', async () => {
    const caseId = await inProgress();
    const { id } = await create('vita');
    const { code } = await office.db.case.findUniqueOrThrow({ where: { id: caseId } });
    const path = `/api/cases/${caseId}/reply-templates`;
    expect((await at('vita').get(path).expect(200)).body.templates).toEqual([{ id, title: 'Kur iesniegt', body: REPLY.body.lv, team: false }]);
    expect((await at('vita').get(`${path}/${id}`).expect(200)).body).toEqual({ text: `Labdien, Anna Bērziņa! Pieteikums ${code}. Vita Zariņa` });
    expect(await lastAudit()).toMatchObject({ did: 'reply-template.fill', actor: 'vita', caseId, purpose: 'handling', data: { templateId: id } });

    await office.db.client.updateMany({ data: { language: 'en' } });
    expect((await at('vita').get(`${path}/${id}`).expect(200)).body).toEqual({ text: 'Dear Anna Bērziņa' });
    await office.db.client.updateMany({ data: { language: 'lv' } });
  });

  it('are offered where they fit: agency, kind, service', async () => {
    const caseId = await inProgress();
    const another = servicesOf(office.processes).find(({ id }) => id !== 'made-up-permit')!.id;
    for (const scope of [{ kinds: ['complaint'] }, { kinds: ['service-request'] }, { serviceId: 'made-up-permit' }, { serviceId: another }])
      await create('vita', { ...scope, title: JSON.stringify(scope) });
    await create('liga', { title: 'KAC' });
    const { templates } = (await at('vita').get(`/api/cases/${caseId}/reply-templates`).expect(200)).body;
    expect(templates.map((it: { title: string }) => it.title)).toEqual(['{"kinds":["service-request"]}', '{"serviceId":"made-up-permit"}']);
  });

  it('of a case one may not see do not exist, nor of one’s own case as a client', async () => {
    const caseId = await inProgress();
    await at('pavels').get(`/api/cases/${caseId}/reply-templates`).expect(404);
    await at('anna').get(`/api/cases/${caseId}/reply-templates`).expect(403);
  });

  it('of the team are its leads’ to write; everybody of it uses them; a retired one is gone from the desks', async () => {
    const caseId = await inProgress();
    await at('vita')
      .post('/api/reply-templates', { ...REPLY, team: true })
      .expect(403);
    const team = await create('vija', { team: true });
    expect((await at('vita').get('/api/reply-templates').expect(200)).body).toMatchObject({
      mayEditTeam: false,
      templates: [{ id: team.id, mayEdit: false, team: true }],
    });
    const put = (who: string, body: object) => at(who).put(`/api/reply-templates/${team.id}`, { ...REPLY, ...body });
    await put('vita', { version: 1 }).expect(403);
    await put('liga', { version: 1 }).expect(404);
    expect((await put('vija', { version: 1, title: 'Jauns' }).expect(200)).body).toMatchObject({ title: 'Jauns', version: 2 });
    await put('vija', { version: 1 }).expect(409);
    expect((await put('vija', { version: 2, retired: true }).expect(200)).body).toMatchObject({ retired: true });
    expect((await at('vita').get(`/api/cases/${caseId}/reply-templates`).expect(200)).body.templates).toEqual([]);
    expect((await at('vita').get('/api/reply-templates?retired=yes').expect(200)).body.templates).toHaveLength(1);
  });

  it('are refused with what is wrong; the same intention makes one', async () => {
    const wrong = { ...REPLY, body: { lv: '{{ client.personalCode }}', en: '{% for %}' } };
    const { body } = await at('vita').post('/api/reply-templates', wrong).expect(422);
    expect(body.faults).toMatchObject([
      { path: 'lv', code: 'template-field', message: 'client.personalCode' },
      { path: 'en', code: 'template-syntax' },
    ]);
    for (let times = 0; times < 2; times++) await at('vita').post('/api/reply-templates', REPLY, 'the same key').expect(201);
    expect(await office.db.replyTemplate.count()).toBe(1);
  });

  it('the right to use one is the same as a filter and as a policy', async () => {
    for (const agencyId of ['vsaa', 'kac'])
      for (const ownerId of [null, 'vita', 'liga', 'vija'])
        await office.db.replyTemplate.create({
          data: { id: crypto.randomUUID(), agencyId, ownerId, title: 'x', bodyLv: 'x', kinds: [], madeBy: 'x', updatedAt: office.now() },
        });
    const rows = await office.db.replyTemplate.findMany();
    const user = (id: string, agencyId: string | null): User => ({ id, name: id, roles: ['specialist'], agencyId, clientId: null });
    for (const who of [user('vita', 'vsaa'), user('liga', 'kac'), user('vita', 'kac'), user('vita', null)]) {
      const found = await office.db.replyTemplate.findMany({ where: repliesOf(who) });
      expect(found.map(it => it.id).sort()).toEqual(
        rows
          .filter(row => mayUseReply(who, row))
          .map(it => it.id)
          .sort(),
      );
    }
  });
});

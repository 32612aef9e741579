import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../../platform/id.ts';
import { useDesks, QUESTION } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { makeDueLevelReports } from './reports.ts';
import { remindReviews } from './reminders.ts';
import { countRecentDays } from './count-days.ts';

const office = useOffice();
const { at, submit } = useDesks(office);
const PERMIT = 'made-up-permit';
const post = async (path: string, body: object, status = 201, who = 'mara') => (await at(who).post(`/api/service-levels/${path}`, body).expect(status)).body;
const register = async (who = 'mara', query = '') => (await at(who).get(`/api/service-levels${query}`).expect(200)).body;
const reports = async (who = 'mara') => (await at(who).get('/api/service-levels/reports').expect(200)).body.reports;
const one = <Row extends { id: string }>(rows: Row[], id: string) => rows.find(it => it.id === id)!;

type Ended = { closedAt: string; overdue?: boolean; outcome?: string; level?: number; serviceId?: string | null; rating?: number; disputed?: boolean };

/** A case that has ended, submitted two days before, and what its client said of it half a minute later. */
async function ended({ closedAt, overdue = false, outcome = 'fulfilled', level = 2, serviceId = PERMIT, rating, disputed = false }: Ended): Promise<string> {
  const { id } = await submit('anna', QUESTION);
  const closed = new Date(closedAt);
  const submittedAt = new Date(closed.getTime() - 2 * 86_400_000);
  const kind = serviceId ? 'service-request' : 'suggestion';
  const facts = { holder: 'vsaa', serviceId, kind, submittedAt, closedAt: closed, dueAt: closed, status: 'closed', overdue, outcome, level };
  await office.db.case.update({ where: { id }, data: facts });
  if (rating) await office.db.feedback.create({ data: { caseId: id, rating, disputed, at: new Date(closed.getTime() + 30_000) } });
  return id;
}

beforeAll(async () => {
  office.moveTo('2026-11-20T08:00:00Z');
  for (const day of ['2026-11-03', '2026-11-10', '2026-11-17']) await ended({ closedAt: `${day}T10:00:00Z`, rating: 5 });
  await ended({ closedAt: '2026-11-30T21:59:00Z', overdue: true, rating: 2, disputed: true }); // a minute to midnight in Riga: November
  await ended({ closedAt: '2026-11-30T22:00:00Z', overdue: true }); // December
  await ended({ closedAt: '2026-10-31T12:00:00Z', level: 1 });
  await ended({ closedAt: '2026-11-12T12:00:00Z', outcome: 'withdrawn', overdue: true });
  await ended({ closedAt: '2026-11-13T12:00:00Z', serviceId: null, level: 1 });
});
beforeEach(() => office.moveTo('2026-11-25T08:00:00Z'));

describe('P10.3 requirements, P10.4 quality plan', () => {
  it('a level is asked for, offered, negotiated and agreed; then it is planned, with means and a review day', async () => {
    const { id } = await post('requirements', { serviceId: PERMIT, parameter: 'on-time', asked: 99, source: 'Pacientu biedrība' });
    expect(one((await register()).requirements, id)).toMatchObject({ state: 'asked', may: ['offer', 'refuse'], service: { id: PERMIT } });
    await post(`requirements/${id}/decisions`, { decision: 'agree', reason: 'Par agru' }, 409);
    await post(`requirements/${id}/decisions`, { decision: 'offer', reason: 'Bez skaitļa' }, 422);
    await post(`requirements/${id}/decisions`, { decision: 'offer', offered: 90, reason: 'Trūkst divu cilvēku' });
    await post(`requirements/${id}/decisions`, { decision: 'offer', offered: 95, reason: 'Divi cilvēki pieņemti' });
    await post(`requirements/${id}/decisions`, { decision: 'agree', reason: 'Abas puses piekrīt' });
    expect(one((await register()).requirements, id)).toMatchObject({ state: 'agreed', offered: 95, decidedBy: { id: 'mara' }, may: ['plan'] });

    const aim = {
      serviceId: PERMIT,
      parameter: 'on-time',
      target: 95,
      means: 'Rīta pārskats',
      requirementId: id,
      validFrom: '2026-11-25',
      reviewOn: '2027-02-25',
    };
    const { id: asked } = await post('requirements', { serviceId: PERMIT, parameter: 'on-time', asked: 90, source: 'Pacientu biedrība' });
    expect(await post('targets', { ...aim, requirementId: asked }, 409)).toMatchObject({ slug: 'state-conflict' });
    const target = await post('targets', aim);
    expect(one((await register()).targets, target.id)).toMatchObject({ target: 95, validTo: null, reviewDue: false, may: ['end'] });
    const next = await post('targets', { ...aim, target: 97, validFrom: '2027-01-01', reviewOn: '2027-04-01' });
    expect(one((await register()).targets, target.id)).toMatchObject({ validTo: '2026-12-31' });
    expect((await post('targets', { ...aim, validFrom: '2026-12-15' }, 422)).faults).toEqual([expect.objectContaining({ path: 'validFrom', code: 'later' })]);
    office.moveTo('2027-02-26T08:00:00Z');
    expect(one((await register()).targets, next.id)).toMatchObject({ reviewDue: false });
    office.moveTo('2027-04-02T08:00:00Z');
    expect(one((await register()).targets, next.id)).toMatchObject({ reviewDue: true });
    await post(`targets/${next.id}/end`, { reason: 'Cits plāns' });
    await post(`targets/${next.id}/end`, { reason: 'Vēlreiz' }, 409);
    expect(one((await register()).targets, next.id)).toMatchObject({ validTo: '2027-04-02', endReason: 'Cits plāns', may: [] });
  });

  it('what cannot be is refused at its field', async () => {
    const bad = async (path: string, body: object) => (await post(path, body, 422)).faults[0];
    const asked = { serviceId: PERMIT, parameter: 'on-time', asked: 99, source: 'Aptauja' };
    expect(await bad('requirements', { ...asked, asked: 101 })).toMatchObject({ path: 'asked', code: 'range' });
    expect(await bad('requirements', { ...asked, parameter: 'satisfaction', asked: 0 })).toMatchObject({ path: 'asked', code: 'range' });
    expect(await bad('requirements', { ...asked, serviceId: 'nothing' })).toMatchObject({ path: 'serviceId', code: 'unknown' });
    const aim = { serviceId: null, parameter: 'disputed', target: 5, means: 'Skaidrāki lēmumi', validFrom: '2026-12-01', reviewOn: '2027-01-01' };
    expect(await bad('targets', { ...aim, validFrom: '2026-11-24' })).toMatchObject({ path: 'validFrom', code: 'past' });
    expect(await bad('targets', { ...aim, reviewOn: '2026-12-01' })).toMatchObject({ path: 'reviewOn', code: 'before-start' });
    await post('requirements', asked, 403, 'vita');
  });
});

describe('P10.5 agreements', () => {
  const DRAFT = {
    ...{ type: 'provider', title: 'KAC apkalpo VSAA', party: 'Klientu apkalpošanas centrs', validFrom: '2026-12-01', validTo: null },
    terms: [{ purpose: 'acceptance', serviceId: PERMIT, kind: null, priority: 1, amount: 2, unit: 'working-hours' }],
  };
  const terms = async () => (await office.db.term.findMany({ where: { agencyId: 'vsaa', serviceId: PERMIT, purpose: 'acceptance', priority: 1, removedAt: null } })).map(it => [it.amount, it.validFrom.toISOString().slice(0, 10), it.validTo?.toISOString().slice(0, 10) ?? null]); // prettier-ignore

  it('once agreed, their times are the dated terms that deadlines come from; ended before they begin, they never do', async () => {
    const { id } = await post('agreements', DRAFT);
    expect(await terms()).toEqual([]);
    await post(`agreements/${id}/decisions`, { decision: 'agree', reason: 'Parakstīts' }, 422);
    await post(`agreements/${id}/decisions`, { decision: 'agree', agreedWith: 'K. Liepiņš', reason: 'Parakstīts' });
    expect(await terms()).toEqual([[2, '2026-12-01', null]]);
    const [row] = await office.db.term.findMany({ where: { agreements: { some: { agreementId: id } } } });
    expect(row).toMatchObject({ lawLv: 'Vienošanās “KAC apkalpo VSAA” (Klientu apkalpošanas centrs)', madeBy: 'mara' });
    expect(one((await register()).agreements, id)).toMatchObject({ state: 'agreed', agreedWith: 'K. Liepiņš', may: ['end'] });
    await post(`agreements/${id}/decisions`, { decision: 'agree', agreedWith: 'K. Liepiņš', reason: 'Vēlreiz' }, 409);

    await post(`agreements/${id}/decisions`, { decision: 'end', reason: 'Otra puse atkāpās' });
    expect(await terms()).toEqual([]);
    expect(one((await register()).agreements, id)).toMatchObject({ state: 'ended', may: [] });
  });

  it('ended while they hold, they hold until tonight', async () => {
    const { id } = await post('agreements', { ...DRAFT, type: 'partner', party: 'SIA Piegādātājs' });
    await post(`agreements/${id}/decisions`, { decision: 'agree', agreedWith: 'Direktors', reason: 'Parakstīts' });
    office.moveTo('2026-12-10T08:00:00Z');
    await post(`agreements/${id}/decisions`, { decision: 'end', reason: 'Līgums lauzts' });
    expect(await terms()).toEqual([[2, '2026-12-01', '2026-12-10']]);
    expect(one((await register()).agreements, id)).toMatchObject({ validTo: '2026-12-10' });
  });

  it('are refused whole where one of their times cannot be', async () => {
    const bad = async (it: object) => (await post('agreements', { ...DRAFT, ...it }, 422)).faults[0];
    expect(await bad({ validFrom: '2026-11-25' })).toMatchObject({ path: 'validFrom', code: 'past' });
    expect(await bad({ validTo: '2026-11-30' })).toMatchObject({ path: 'validTo', code: 'before-start' });
    expect(await bad({ terms: [...DRAFT.terms, ...DRAFT.terms] })).toMatchObject({ path: 'terms.1', code: 'twice' });
    const { id } = await post('agreements', { ...DRAFT, type: 'client', party: 'Biedrība' });
    await post(`agreements/${id}/decisions`, { decision: 'refuse', reason: 'Par dārgu' });
    expect(one((await register()).agreements, id)).toMatchObject({ state: 'refused', may: [] });
  });
});

describe('P10.2 demand', () => {
  it('is told by whoever hears it, with the case it comes from, and decided with a reason', async () => {
    const { code, id: caseId } = await submit('anna', { ...QUESTION, kind: 'suggestion', subject: 'Gribu pieteikties pa tālruni' });
    await office.db.case.update({ where: { id: caseId }, data: { holder: 'vsaa', team: 'vsaa' } });
    const { id } = await post('demands', { need: 'Pieteikšanās pa tālruni', source: 'application', caseCode: code }, 201, 'vita');
    expect(one((await register()).demands, id)).toMatchObject({ state: 'open', may: ['accept', 'change', 'decline'], madeBy: { id: 'vita' } });
    expect(one((await register('vita')).demands, id)).toMatchObject({ case: { id: caseId, code }, may: [] });
    await post(`demands/${id}/decisions`, { decision: 'accept', reason: 'Prasa katru dienu' }, 403, 'vita');
    await post(`demands/${id}/decisions`, { decision: 'accept', reason: 'Prasa katru dienu' });
    await post(`demands/${id}/decisions`, { decision: 'decline', reason: 'Vēlreiz' }, 409);
    expect((await post('demands', { need: 'Kaut kas', source: 'other', caseCode: '9999 9999' }, 422, 'vita')).faults[0]).toMatchObject({ path: 'caseCode' });
    expect((await register('aija', '?agency=vsaa')).may).toEqual([]);
    await at('pavels').get('/api/service-levels?agency=vsaa').expect(403);
  });

  it('that is worth a new service asks for a change (M23), which goes the way of every change', async () => {
    const { id } = await post('demands', { need: `Pabalsts par kurināmo. ${'Prasa visi. '.repeat(40)}`, source: 'survey' });
    await post(`demands/${id}/decisions`, { decision: 'change', reason: 'Nav neviena, kas to dod' });

    const { state, change, may } = one((await register()).demands as { id: string; state: string; change: { id: string; code: string }; may: string[] }[], id);
    expect([state, may]).toEqual(['accepted', []]);
    const found = (await at('mara').get(`/api/changes/${change.id}`).expect(200)).body;
    expect(found).toMatchObject({ status: 'registered', code: change.code });
    const row = await office.db.case.findUniqueOrThrow({ where: { id: change.id } });
    expect(row).toMatchObject({ kind: 'change-request', holder: 'vsaa', owner: 'kac', channel: 'inside', registrarUserId: 'mara' });
    expect(row.subject).toHaveLength(200);
    expect(await office.db.outbox.count({ where: { caseId: change.id } })).toBeGreaterThan(0);
    await post(`demands/${id}/decisions`, { decision: 'change', reason: 'Vēlreiz' }, 409);
  });

  it('shows in what people ask for that no service is given for, and in what they rated low', async () => {
    office.moveTo('2026-12-02T08:00:00Z');
    await countRecentDays(office.db, office.now());
    const { signs } = await register();
    expect(signs.withoutService).toEqual([{ kind: 'suggestion', count: 1 }]);
    expect(signs.ratedLow).toEqual([]);
  });
});

describe('P10.4, P10.5 reminders', () => {
  const told = async (who = 'mara') =>
    (await at(who).get('/api/my/staff-notices').expect(200)).body.notices.filter((it: { case: unknown }) => it.case === null);

  it('come two weeks before a target is to be reviewed and an agreement runs out, in days of Riga, once', async () => {
    office.moveTo('2026-11-25T08:00:00Z');
    const aim = { serviceId: null, parameter: 'first-line', target: 60, validFrom: '2026-12-01' };
    await post('targets', { ...aim, means: 'Vairāk atbilžu 1. līmenī', reviewOn: '2027-03-15' });
    const draft = { type: 'client', title: 'Biedrības līgums', party: 'Biedrība', validFrom: '2026-12-01', validTo: '2027-03-16', terms: [] };
    const { id } = await post('agreements', draft);
    const drafted = await post('agreements', { ...draft, title: 'Tikai melnraksts' });
    await post(`agreements/${id}/decisions`, { decision: 'agree', agreedWith: 'Vadītāja', reason: 'Parakstīts' });
    await remindReviews(office.db, new Date('2027-02-28T21:59:00Z')); // others', due before
    const before = (await told()).length;

    expect(await remindReviews(office.db, new Date('2027-02-28T21:59:00Z'))).toBe(0);
    expect(await remindReviews(office.db, new Date('2027-02-28T22:01:00Z'))).toBe(1);
    expect(await remindReviews(office.db, new Date('2027-03-02T10:00:00Z'))).toBe(1);
    expect(await remindReviews(office.db, new Date('2027-03-03T10:00:00Z'))).toBe(0);

    const notices: { id: string; name: string; words: string }[] = await told();
    expect(notices.slice(0, notices.length - before).map(it => [it.name, it.words])).toEqual([
      ['agreement-ends', '2027-03-16: Biedrības līgums (Biedrība)'],
      ['target-review', '2027-03-15: Vairāk atbilžu 1. līmenī'],
    ]);
    expect(await told('vita')).toEqual([]);
    expect((await office.db.levelAgreement.findUniqueOrThrow({ where: { id: drafted.id } })).remindedAt).toBeNull();
    await at('mara').put(`/api/my/staff-notices/${notices[0]!.id}/read`, {}).expect(204);
    expect(await told()).toHaveLength(notices.length - 1);
  });
});

describe('P10.6 satisfaction, P10.7 levels', () => {
  const fact = (
    report: { services: { service: { id: string } | null; facts: { parameter: string; value: number | null; count: number }[] }[] },
    parameter: string,
  ) => report.services.find(it => it.service?.id === PERMIT)!.facts.find(it => it.parameter === parameter);

  it('of a month are measured from its cases and ratings, in days of Riga, against targets; a breach leads on', async () => {
    office.moveTo('2026-11-26T08:00:00Z');
    const aim = { serviceId: PERMIT, means: 'Rīta pārskats', validFrom: '2026-11-26', reviewOn: '2027-02-25' };
    await post('targets', { ...aim, parameter: 'satisfaction', target: 4.5 });
    await post('targets', { ...aim, parameter: 'disputed', target: 30 });
    await post('targets', { ...aim, parameter: 'first-line', target: 10 });
    office.moveTo('2026-12-01T08:00:00Z');
    await post('reports', { period: '2027-01' }, 422);
    expect(await makeDueLevelReports(office.db, { at: office.now(), newId })).toBeGreaterThan(0);
    expect(await makeDueLevelReports(office.db, { at: office.now(), newId })).toBe(0);

    const [report] = await reports();
    expect(report).toMatchObject({ period: '2026-11', madeBy: null });
    expect(fact(report, 'on-time')).toEqual({ parameter: 'on-time', value: 75, count: 4 });
    expect(fact(report, 'satisfaction')).toEqual({ parameter: 'satisfaction', value: 4.25, count: 4 });
    expect(fact(report, 'disputed')).toMatchObject({ value: 25 });
    expect(fact(report, 'days-to-close')).toMatchObject({ value: 2 });
    const judged = Object.fromEntries(report.targets.map((it: { parameter: string; met: boolean }) => [it.parameter, it.met]));
    expect(judged).toMatchObject({ 'on-time': false, satisfaction: false, disputed: true, 'first-line': false });

    const breach = (parameter: string, of = report) => of.breaches.find((it: { parameter: string }) => it.parameter === parameter);
    expect(breach('satisfaction').may).toEqual(['improvement', 'accept']);
    await post(`breaches/${breach('satisfaction').id}/decisions`, { decision: 'improvement', words: 'Lēmumu valoda nav saprotama' });
    await post(`breaches/${breach('on-time').id}/decisions`, { decision: 'problem', words: 'Reģistrs katru piektdienu neatbild' }, 403);
    await post(`breaches/${breach('on-time').id}/decisions`, { decision: 'problem', words: 'Reģistrs katru piektdienu neatbild' }, 201, 'vija');
    await post(`breaches/${breach('first-line').id}/decisions`, { decision: 'accept', words: 'Pirmais mēnesis' }, 201, 'vija');
    await post(`breaches/${breach('first-line').id}/decisions`, { decision: 'accept', words: 'Vēlreiz' }, 409);

    const [after] = await reports();
    const problem = await office.db.problem.findUniqueOrThrow({ where: { caseId: breach('on-time', after).problemId }, include: { case: true } });
    expect(problem).toMatchObject({ source: 'trend', case: { kind: 'problem', holder: 'vsaa', serviceId: PERMIT } });
    expect(problem.case.subject).toContain('Reģistrs katru piektdienu neatbild');
    const [improvement] = (await register()).improvements;
    expect(improvement).toMatchObject({ state: 'chosen', reason: 'Lēmumu valoda nav saprotama', may: ['end'] });
    expect(improvement.area).toContain('satisfaction 4.25');
    await post(`improvements/${improvement.id}/end`, { decision: 'done', result: 'Veidlapas pārrakstītas' });
    await post(`reports/${report.id}/conclusion`, { words: 'Janvārī pārskatīt' }, 201, 'vija');
    expect((await reports())[0].conclusion).toMatchObject({ words: 'Janvārī pārskatīt', by: { id: 'vija' } });
  });

  it('made again, figures are those of now, what was decided stays, and what is no breach any more goes', async () => {
    office.moveTo('2026-12-05T08:00:00Z');
    const aim = { serviceId: PERMIT, parameter: 'days-to-close', target: 1, means: 'Ātrāk', validFrom: '2026-12-05', reviewOn: '2027-02-25' };
    const slow = await ended({ closedAt: '2026-12-04T12:00:00Z' });
    await post('targets', aim);
    const { id } = await post('reports', { period: '2026-12' });
    const open = async () =>
      one<{ id: string; breaches: { parameter: string; state: string }[] }>(await reports(), id).breaches.map(it => [it.parameter, it.state]);
    expect(await open()).toContainEqual(['days-to-close', 'open']);
    await office.db.case.updateMany({
      where: { closedAt: { gte: new Date('2026-11-30T22:00:00Z') } },
      data: { submittedAt: new Date('2026-12-04T11:00:00Z') },
    });
    await office.db.case.update({ where: { id: slow }, data: { overdue: true } });
    expect((await post('reports', { period: '2026-12' })).id).toBe(id);
    expect(await open()).not.toContainEqual(['days-to-close', 'open']);
    expect((await reports()).find((it: { period: string }) => it.period === '2026-11').breaches.map((it: { state: string }) => it.state).sort()).toEqual(['accepted', 'improvement', 'problem']); // prettier-ignore
  });

  it('count each day once, however often it is counted', async () => {
    const rows = () => office.database.sql`SELECT * FROM service_day ORDER BY holder, "on", service_id, kind`;
    await countRecentDays(office.db, office.now());
    const once = await rows();
    await countRecentDays(office.db, office.now());
    expect(await rows()).toEqual(once);
  });

  it('are read by index: no whole table of cases or ratings', async () => {
    const { sql } = office.database;
    await sql`SET enable_seqscan = off`;
    for (const query of [
      '"case" WHERE closed_at >= now()',
      'feedback WHERE at >= now()',
      'contact_topic WHERE rated_at >= now()',
      `service_day WHERE holder = 'vsaa' AND "on" >= now()`,
    ]) {
      const plan = await sql.unsafe(`EXPLAIN SELECT * FROM ${query}`);
      expect(plan.map(it => it['QUERY PLAN']).join('\n')).not.toContain('Seq Scan');
    }
    await sql`RESET enable_seqscan`;
  });
});

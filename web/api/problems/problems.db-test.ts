import { describe, expect, it } from '@jest/globals';
import { useDesks } from '../../../tests/support/desks.ts';
import { useOffice } from '../../../tests/support/office.ts';
import { handOverCase, recordClassification, registerApplication, informResult, closeWithdrawn } from '../cases/steps/front-office.ts';
import { raiseChangeRequest } from '../cases/steps/change.ts';
import { acceptCase, tellKac } from '../cases/steps/execution.ts';
import { PROBLEM_STATUSES } from '../../contract/problems.ts';
import { maySeeProposal, proposalsFor } from './policy.ts';
import { NEXT_PROBLEM_STATUSES } from './status.ts';
import { moveProblem, openProblem } from './steps.ts';
import { makeDueTrends } from './trends.ts';

const office = useOffice();
const { at, submit, takenTask } = useDesks(office);
const db = () => office.db;

type Place = { processId: string; elementId: string; formId: string; role?: string };
const place = (elementId: string, formId: string, role = 'specialist'): Place => ({ processId: 'problem', elementId, formId, role });
const CLASSIFY = place('Task_ClassifyProblem', 'classify-problem');
const INVESTIGATE = place('Task_Investigate', 'investigate-problem');
const ERROR = place('Task_RecordError', 'record-error');
const JUDGE = place('Task_JudgeOptions', 'judge-options');
const REVIEW = place('Task_ReviewProblem', 'review-problem', 'team-lead');
const ACCEPT = { outcome: 'accept', category: 'software', impact: 'limited', urgency: 'medium' };
const KNOWN = {
  outcome: 'publish',
  title: 'Atļaujas veidlapa neatveras pārlūkā Safari',
  symptoms: 'Lapa paliek balta pēc pieslēgšanās',
  workaround: 'Jāatver citā pārlūkā.',
  workaroundEn: 'Use another browser.',
};

const incident = (subject: string, more: object = {}) => ({ kind: 'incident', serviceId: 'made-up-permit', data: {}, subject, ...more });
const viewOf = async (id: string, who = 'vita') => (await at(who).get(`/api/problems/${id}`).expect(200)).body;
async function finish(caseId: string, where: Place, data: object, who = 'vita') {
  const { key, version } = await takenTask(caseId, who, where);
  return at(who).post(`/api/tasks/${key}/complete`, { version, data });
}
const to = (caseId: string, status: (typeof PROBLEM_STATUSES)[number]) => office.step(moveProblem, { caseId, to: status });

/** A problem raised by hand, with level 2. */
async function raised(body: object = {}) {
  const { id, code } = (
    await at('vita')
      .post('/api/problems', { subject: 'Veidlapa apstājas', serviceId: 'made-up-permit', ...body })
      .expect(201)
  ).body;
  await office.step(registerApplication, { caseId: id });
  await office.step(recordClassification, { caseId: id, kind: 'problem', impact: 'one', urgency: 'medium', by: 'table' });
  await office.step(handOverCase, { caseId: id });
  await office.step(openProblem, { caseId: id });
  return { id, code } as { id: string; code: string };
}
/** As far as its known error. */
async function known(words: object = {}) {
  const it = await raised();
  expect((await finish(it.id, CLASSIFY, ACCEPT)).status).toBe(200);
  await to(it.id, 'investigating');
  await finish(it.id, INVESTIGATE, { outcome: 'cause', tried: 'Salīdzinātas versijas', cause: 'Vecs skripts' });
  await to(it.id, 'cause-found');
  await finish(it.id, ERROR, { ...KNOWN, ...words });
  await to(it.id, 'known-error');
  return it;
}

describe('statuses', () => {
  it('are the same in our table and in the database’s', async () => {
    const rows = await db().$queryRaw<{ from: string; to: string }[]>`SELECT "from", "to" FROM problem_step`;
    const ours = Object.entries(NEXT_PROBLEM_STATUSES).flatMap(([from, all]) => all.map(to => `${from} ${to}`));

    expect(rows.map(it => `${it.from} ${it.to}`).sort()).toEqual(ours.sort());
  });

  it('an unlawful step cannot be written, by whatever way', async () => {
    const { id } = await raised();
    const set = (status: string) => db().$executeRaw`UPDATE problem SET status = ${status} WHERE case_id = ${id}::uuid`;
    for (const from of PROBLEM_STATUSES) {
      await db().$transaction(async tx => {
        await tx.$executeRaw`ALTER TABLE problem DISABLE TRIGGER problem_lawful_step`;
        await tx.$executeRaw`UPDATE problem SET status = ${from} WHERE case_id = ${id}::uuid`;
        await tx.$executeRaw`ALTER TABLE problem ENABLE TRIGGER problem_lawful_step`;
      });
      for (const next of PROBLEM_STATUSES.filter(it => it !== from && !NEXT_PROBLEM_STATUSES[from].includes(it))) {
        await expect(set(next)).rejects.toThrow(/does not go from/);
        await expect(to(id, next)).rejects.toThrow(/may not go/);
      }
    }
    await expect(
      db().$executeRaw`INSERT INTO problem (case_id, status, raised_at) SELECT id, 'solved', now() FROM "case" WHERE kind = 'incident' LIMIT 1`,
    ).resolves.toBe(0);
  });
});

describe('P4.1 problem control', () => {
  it('is in the register with category, priority and owner', async () => {
    const { id, code } = await raised({ items: ['WEB-01'] });
    await finish(id, CLASSIFY, { ...ACCEPT, impact: 'wide', urgency: 'medium', significant: true, item: 'DB-02' });
    await to(id, 'investigating');

    expect(await viewOf(id)).toMatchObject({
      code,
      status: 'investigating',
      category: 'software',
      priority: 2,
      significant: true,
      owner: { id: 'vita' },
      items: ['WEB-01', 'DB-02'],
    });
    const { problems, counts } = (await at('vita').get('/api/problems').expect(200)).body;
    expect(problems[0]).toMatchObject({ code, status: 'investigating', source: 'manual' });
    expect(counts.investigating).toBeGreaterThan(0);
    expect((await db().case.findUniqueOrThrow({ where: { id } })).status).toBe('in_progress');
  });

  it('is deferred with a reason and a day of review; the clock stands until somebody takes it up', async () => {
    const { id } = await raised();
    await finish(id, CLASSIFY, ACCEPT);
    await to(id, 'investigating');
    expect((await finish(id, INVESTIGATE, { outcome: 'park', reason: 'Gaidām ražotāju', reviewOn: '2026-11-01' })).body.faults).toMatchObject([
      { path: 'reviewOn', code: 'past' },
    ]);
    expect((await finish(id, INVESTIGATE, { outcome: 'park', reason: 'Gaidām ražotāju', reviewOn: '2026-12-01' })).status).toBe(200);
    await to(id, 'deferred');

    expect(await viewOf(id)).toMatchObject({
      status: 'deferred',
      deferredReason: 'Gaidām ražotāju',
      reviewOn: '2026-12-01',
      may: expect.arrayContaining(['resume']),
    });
    expect((await at('vita').get(`/api/cases/${id}`).expect(200)).body.deadline.state).toBe('paused');
    const sent = await db().outbox.findFirstOrThrow({ where: { caseId: id, command: 'complete-task' }, orderBy: { id: 'desc' } });
    expect(sent.payload).toMatchObject({ variables: { outcome: 'park', reviewAt: '2026-12-01T06:00:00.000Z' } });

    await at('vita').post(`/api/problems/${id}/resumption`, {}).expect(201);
    await at('vita').post(`/api/problems/${id}/resumption`, {}).expect(409);
    await to(id, 'investigating');
    expect((await at('vita').get(`/api/cases/${id}`).expect(200)).body.deadline.state).toBe('running');
  });

  it('keeps findings, and who owns it changes by one’s own act', async () => {
    const { id } = await raised();
    await finish(id, CLASSIFY, ACCEPT);
    await to(id, 'investigating');
    await finish(id, INVESTIGATE, { outcome: 'finding', tried: 'Žurnāli', found: 'Kļūda 500' });
    const { version } = await viewOf(id, 'valdis');
    await at('valdis').put(`/api/problems/${id}/owner`, { version }).expect(200);
    await at('vija').put(`/api/problems/${id}/owner`, { version }).expect(409);

    expect(await viewOf(id)).toMatchObject({ owner: { name: 'Valdis Krūmiņš' }, findings: [{ tried: 'Žurnāli', found: 'Kļūda 500' }] });
  });

  it('P4.3: a risk found before anything has happened, with its measure', async () => {
    await at('vita').post('/api/problems', { subject: 'Sertifikāts beidzas', source: 'prevention' }).expect(400);
    const { id } = await raised({ subject: 'Sertifikāts beidzas', source: 'prevention', risk: 'Veidlapa apstāsies', measure: 'Atjaunot līdz decembrim' });

    expect(await viewOf(id)).toMatchObject({ source: 'prevention', risk: 'Veidlapa apstāsies', measure: 'Atjaunot līdz decembrim', incidents: 0 });
    await at('anna').post('/api/problems', { subject: 'Mana problēma' }).expect(403);
  });

  it('the problem of a withdrawn case is closed with it, and its known error is shown no more', async () => {
    const { id } = await known();
    await office.step(closeWithdrawn, { caseId: id });

    expect(await db().problem.findUniqueOrThrow({ where: { caseId: id }, include: { knownError: true } })).toMatchObject({
      status: 'closed',
      knownError: { withdrawnAt: office.now() },
    });
  });
});

describe('P4.2 known errors', () => {
  const matches = async (text: string, serviceId: string | null = null, who = 'liga') =>
    (await at(who).post('/api/known-errors/matches', { text, serviceId }).expect(200)).body.matches.map((it: { title: string }) => it.title);

  it('are found while the caller speaks, in whatever form of the words, and not before they are published', async () => {
    const it = await raised();
    await finish(it.id, CLASSIFY, ACCEPT);
    await to(it.id, 'investigating');
    await to(it.id, 'cause-found');
    await finish(it.id, ERROR, { ...KNOWN, title: 'Nesūta apstiprinājuma īsziņas', symptoms: 'Klients nesaņem kodu' });
    expect(await matches('nesaņēmu apstiprinājuma īsziņu')).toEqual([]);
    await to(it.id, 'known-error');

    expect(await matches('nesaņēmu apstiprinājuma īsziņu ar kodu')).toEqual(['Nesūta apstiprinājuma īsziņas']);
    expect(await matches('APSTIPRINĀJUMA ĪSZIŅAS')).toEqual(['Nesūta apstiprinājuma īsziņas']);
    expect(await matches('kur ir rindas numurs')).toEqual([]);
    expect(await matches('', 'made-up-permit')).toContain('Nesūta apstiprinājuma īsziņas');
    await at('anna').post('/api/known-errors/matches', { text: 'īsziņa' }).expect(403);
  });

  it('are in the list in both languages, and gone from it when their problem is closed', async () => {
    const { id, code } = await known({ title: 'Balta lapa pārlūkā' });
    const list = async (withdrawn = 'no') => (await at('liga').get(`/api/known-errors?withdrawn=${withdrawn}`).expect(200)).body.knownErrors;
    expect(await list()).toContainEqual(
      expect.objectContaining({ title: 'Balta lapa pārlūkā', workaround: { lv: KNOWN.workaround, en: KNOWN.workaroundEn }, problem: { id, code } }),
    );
    await to(id, 'closed');

    expect((await list()).map((it: { title: string }) => it.title)).not.toContain('Balta lapa pārlūkā');
    expect((await list('yes')).map((it: { title: string }) => it.title)).toContain('Balta lapa pārlūkā');
    expect(await matches('balta lapa pārlūkā')).toEqual([]);
  });

  it('an incident that fits offers it first, uses it and counts it', async () => {
    const { id } = await known({ title: 'Veidlapa paliek balta', symptoms: 'Balta lapa pēc pieslēgšanās' });
    const { id: caseId } = await submit('anna', incident('Pēc pieslēgšanās redzu baltu lapu'));
    for (const step of [registerApplication, handOverCase, acceptCase]) {
      if (step === handOverCase) await office.step(recordClassification, { caseId, kind: 'incident', impact: 'one', urgency: 'high', by: 'person' });
      await office.step(step, { caseId });
    }
    const task = { processId: 'incident', elementId: 'Task_Diagnose', formId: 'diagnose-incident' };
    const { key, version } = await takenTask(caseId, 'vita', task);
    const { data } = (await at('vita').get(`/api/tasks/${key}`).expect(200)).body;
    const [first] = data.knownErrors as { value: string; label: string }[];
    expect(first!.label).toBe('Veidlapa paliek balta');
    await at('vita')
      .post(`/api/tasks/${key}/complete`, { version, data: { outcome: 'workaround', knownErrorId: first!.value, tried: 'Ieteicu citu pārlūku' } })
      .expect(200);

    expect(await db().knownError.findUniqueOrThrow({ where: { problemId: id } })).toMatchObject({ used: 1 });
    expect((await at('vita').get(`/api/cases/${caseId}/incident`).expect(200)).body).toMatchObject({
      usedWorkaround: true,
      known: [{ title: 'Veidlapa paliek balta' }],
    });
  });

  it('shows how its change ended and how many incidents have come since (M14)', async () => {
    const { id } = await known();
    await finish(id, JUDGE, { outcome: 'change', solution: 'Nomainīt skriptu' });
    const { changeId } = await office.step(raiseChangeRequest, { caseId: id });
    await to(id, 'waiting-change');
    expect((await viewOf(id)).change).toMatchObject({ id: changeId, endedAt: null, incidentsSince: null });
    for (const step of [registerApplication, handOverCase, acceptCase]) {
      if (step === handOverCase)
        await office.step(recordClassification, { caseId: changeId, kind: 'change-request', impact: 'one', urgency: 'medium', by: 'table' });
      await office.step(step, { caseId: changeId });
    }
    await office.step(tellKac, { caseId: changeId, outcome: 'fulfilled' });
    await office.step(informResult, { caseId: changeId });
    office.moveTo('2026-11-03T08:00:00Z');
    const { code } = await submit('anna', incident('Atkal balta lapa'));
    await at('vita').post(`/api/problems/${id}/incidents`, { code }).expect(201);
    await at('vita').post(`/api/problems/${id}/incidents`, { code }).expect(409);

    expect(await viewOf(id)).toMatchObject({ solution: 'Nomainīt skriptu', change: { outcome: 'fulfilled', incidentsSince: 1 }, linked: [{ code }] });
  });
});

it('P4.6: a significant problem is reviewed: what was learnt, what is to be done by whom', async () => {
  const { id } = await known();
  expect(await to(id, 'closed')).toEqual({ significant: false });
  await db().problem.update({ where: { caseId: id }, data: { significant: true } });
  expect(await to(id, 'closed')).toEqual({ significant: true });
  const action = { action1: 'Papildināt zināšanu bāzi', owner1: 'vita', due1: '2026-12-15', goesTo1: 'knowledge' };
  expect((await finish(id, REVIEW, { outcome: 'reviewed', review: 'Jātestē vairākos pārlūkos', ...action }, 'vija')).status).toBe(200);

  const view = await viewOf(id);
  expect(view).toMatchObject({
    review: { words: 'Jātestē vairākos pārlūkos', by: { id: 'vija' } },
    actions: [{ what: action.action1, owner: { id: 'vita' }, dueOn: '2026-12-15', goesTo: 'knowledge', doneAt: null }],
  });
  await at('vita').put(`/api/problems/${id}/actions/${view.actions[0].id}/done`).expect(204);
  await at('vita').put(`/api/problems/${id}/actions/${view.actions[0].id}/done`).expect(409);
});

describe('M6: proposals', () => {
  const like = (n: number) => incident(`Maksājumu kalkulators rāda nulli, mēģināju ${n} reizes`);
  const proposals = async (who: string, state = 'open') => (await at(who).get(`/api/problem-proposals?state=${state}`).expect(200)).body.proposals;
  const three = async () => {
    const made = [];
    for (const n of [1, 2, 3]) made.push(await submit(n === 2 ? 'janis' : 'anna', like(n)));
    return made;
  };

  it('like incidents are proposed with why, one more joins, and a person accepts', async () => {
    const made = await three();
    const [proposal] = await proposals('vita');
    expect(proposal).toMatchObject({
      agency: { id: 'vsaa' },
      why: { service: { id: 'made-up-permit' }, rule: { threshold: 0.45, smallest: 3 } },
      may: ['decide'],
    });
    expect(proposal.why.words).toEqual(expect.arrayContaining(['kalkulators', 'maksājumu']));
    expect(proposal.incidents.map((it: { code: string }) => it.code)).toEqual(made.map(it => it.code));
    await submit('janis', like(4));
    const body = { version: proposal.version, subject: 'Kalkulators rāda nulli' };
    await at('vita').post(`/api/problem-proposals/${proposal.id}/acceptance`, body).expect(409);
    const [grown] = await proposals('vita');
    expect(grown.incidents).toHaveLength(4);
    const { id } = (
      await at('vita')
        .post(`/api/problem-proposals/${proposal.id}/acceptance`, { ...body, version: grown.version })
        .expect(201)
    ).body;

    expect(await viewOf(id)).toMatchObject({ source: 'likeness', status: 'registered', incidents: 4, subject: 'Kalkulators rāda nulli' });
    expect(await proposals('vita')).toEqual([]);
    await submit('anna', like(5));
    expect(await proposals('vita')).toEqual([]);
  });

  it('dismissed with a reason, the same incidents are not proposed again; three new ones are', async () => {
    office.moveTo('2026-12-20T08:00:00Z');
    await three();
    const [{ id, version }] = await proposals('vita');
    await at('vita').post(`/api/problem-proposals/${id}/dismissal`, { version, reason: 'no' }).expect(400);
    await at('vita').post(`/api/problem-proposals/${id}/dismissal`, { version, reason: 'Plānoti darbi' }).expect(201);
    await submit('anna', like(4));
    await submit('anna', like(5));
    expect(await proposals('vita')).toEqual([]);
    await submit('janis', like(6));

    expect((await proposals('vita'))[0].incidents).toHaveLength(3);
    expect(await proposals('vita', 'dismissed')).toMatchObject([{ id, reason: 'Plānoti darbi', decidedBy: { name: 'Vita Zariņa' }, may: [] }]);
  });

  it('lets through the filter exactly what the policy lets', async () => {
    const rows = await db().problemProposal.findMany();
    const people = await db().userAccount.findMany();
    for (const account of people) {
      const user = { ...account, roles: account.roles as never[] };
      const filtered = await db().problemProposal.findMany({ where: proposalsFor(user), select: { id: true } });
      expect(new Set(filtered.map(it => it.id))).toEqual(new Set(rows.filter(row => maySeeProposal(user, row)).map(row => row.id)));
    }
    expect(rows.length).toBeGreaterThan(1);
    await at('valters').post(`/api/problem-proposals/${rows[0]!.id}/dismissal`, { version: 1, reason: 'Nav mūsu' }).expect(404);
  });
});

describe('P4.4, P4.5: trends', () => {
  it('are made by themselves once a month, by hand at any time, and a lead says what follows', async () => {
    const at2 = { at: new Date('2027-01-05T08:00:00Z'), newId: () => crypto.randomUUID() };
    expect(await makeDueTrends(db(), at2)).toBe(1);
    expect(await makeDueTrends(db(), at2)).toBe(0);
    const before = (await at('vija').get('/api/problem-trends').expect(200)).body;
    expect(before).toMatchObject({ mayMake: true, reports: [{ period: '2026-12', agency: { id: 'vsaa' }, madeBy: null }] });
    const december = await db().incident.count({
      where: { holder: 'vsaa', registeredAt: { gte: new Date('2026-11-30T22:00:00Z'), lt: new Date('2026-12-31T22:00:00Z') } },
    });
    expect(before.reports[0].incidents.now).toBe(december);
    expect(before.reports[0].byService[0]).toMatchObject({ service: { id: 'made-up-permit' }, now: december });

    await at('vija').post('/api/problem-trends', { period: '2026-11' }).expect(201);
    await at('vija').post('/api/problem-trends', { period: '2027-03' }).expect(400);
    await at('vita').post('/api/problem-trends', { period: '2026-11' }).expect(403);
    const { reports } = (await at('vija').get('/api/problem-trends').expect(200)).body;
    const november = reports.find((it: { period: string }) => it.period === '2026-11');
    expect(november.management).toMatchObject({ major: 0, foundBeforeIncidents: 1 });
    await at('vija').put(`/api/problem-trends/${november.id}/conclusion`, { words: 'Kalkulatoru jāpārraksta' }).expect(204);
    expect((await at('mara').get('/api/problem-trends').expect(200)).body.reports.find((it: { id: string }) => it.id === november.id).conclusion).toMatchObject(
      { words: 'Kalkulatoru jāpārraksta', by: { id: 'vija' } },
    );
    await at('karlis').put(`/api/problem-trends/${november.id}/conclusion`, { words: 'Nav mūsu' }).expect(404);
  });
});

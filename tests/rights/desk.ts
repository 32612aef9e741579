import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/id.ts';
import { makeCase, serviceOf, type Dossier } from './cases.ts';
import type { Place } from './place.ts';

const DAY_MS = 86_400_000;
const inDays = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS);

/** Conversations, call-backs and what the client sees of them. */
export async function makeConversations(tx: Tx, place: Place, at: Date): Promise<Dossier> {
  const recognised = { identification: 'authenticated', clientId: place.clientId, verifiedHow: 'id-card' };
  const contact = async (data: object = {}) => {
    const id = newId();
    await tx.contact.create({
      data: { id, channel: 'counter', adviserId: place.person, agency: place.front, startedAt: at, ...(place.anonymous ? {} : recognised), ...data },
    });
    return id;
  };
  const contactId = await contact();
  const ended = await contact({ endedAt: at });
  const unknown = { identification: 'anonymous', clientId: null, verifiedHow: null };
  const strangerAtCounter = await contact(unknown);
  const caller = await contact({ ...unknown, channel: 'phone', identification: 'partial', phone: '+37120000001' });
  const topicId = newId();
  await tx.contactTopic.create({ data: { id: topicId, contactId: ended, question: 'Kā pieteikties?', answer: 'Tā', result: 'answered', minutes: 3, at } });
  await tx.workTime.create({ data: { contactId: ended, userId: place.person, on: at, seconds: 60, source: 'measured', at } });
  const callBack = async (escalatedAt: Date | null) => {
    const id = newId();
    const due = { dueAt: inDays(at, 1), remindAt: inDays(at, 1), escalatedAt };
    await tx.callBack.create({
      data: {
        id,
        contactId: ended,
        phone: '+37120000002',
        about: 'Jautājums',
        team: place.front,
        assigneeId: place.anonymous ? null : place.person,
        createdBy: place.person,
        createdAt: at,
        ...due,
      },
    });
    return id;
  };
  return { contactId, endedContact: ended, strangerAtCounter, caller, topicId, callBackId: await callBack(null), missedCallBack: await callBack(at) };
}

/** What a person keeps for themselves: consents, uploads, drafts, views, absences, notices, bulk actions. */
export async function makeBelongings(tx: Tx, place: Place, at: Date, it: Dossier): Promise<Dossier> {
  const { person, agency } = place;
  const ids = {
    consentId: newId(),
    uploadId: newId(),
    bulkId: newId(),
    doneBulk: newId(),
    viewId: newId(),
    absenceId: newId(),
    noticeId: newId(),
    templateId: newId(),
  };
  await tx.consent.create({
    data: {
      id: ids.consentId,
      clientId: place.clientId,
      agency: 'pmlp',
      purpose: 'Palīdzība',
      givenAt: at,
      givenHow: 'portal',
      recordedBy: person,
      until: inDays(at, 30),
    },
  });
  await tx.fileCheck.upsert({ where: { sha256: '7'.repeat(64) }, create: { sha256: '7'.repeat(64), bytes: 1, state: 'clean' }, update: {} });
  await tx.upload.create({
    data: { id: ids.uploadId, userId: person, fileName: 'a.pdf', contentType: 'application/pdf', bytes: 1, sha256: '7'.repeat(64), createdAt: at },
  });
  const actor = { id: person, name: person, roles: ['specialist'], agencyId: agency, clientId: null };
  const act = { name: 'release' };
  await tx.bulkAction.create({
    data: { id: ids.bulkId, userId: person, actor, act, state: 'running', total: 1, startedAt: at, items: { create: { position: 1, target: it['taskKey']! } } },
  });
  await tx.bulkAction.create({ data: { id: ids.doneBulk, userId: person, actor, act, state: 'done', total: 0, startedAt: at, finishedAt: at } });
  await tx.savedView.create({
    data: { id: ids.viewId, ownerKind: 'user', ownerId: person, name: 'Mani', definition: VIEW, position: 1, createdBy: person, createdAt: at, updatedAt: at },
  });
  const away = { fromOn: inDays(at, 20), toOn: inDays(at, 22) };
  await tx.absence.create({ data: { id: ids.absenceId, userId: person, agencyId: agency, ...away, note: 'Ārsts', createdBy: person, createdAt: at } });
  await tx.staffNotice.create({
    data: { id: ids.noticeId, userId: person, name: 'handed-over', caseId: it['caseId']!, taskKey: it['taskKey']!, byId: 'gone', words: 'Lūdzu, šodien', at },
  });
  await tx.replyTemplate.create({
    data: { id: ids.templateId, agencyId: agency, ownerId: person, title: 'Paldies', bodyLv: 'Paldies', kinds: [], madeBy: person, updatedAt: at },
  });
  await tx.draft.create({ data: { userId: person, subject: 'register', data: { note: 'x' }, updatedAt: at } });
  return { ...ids, subject: 'register', view: ids.viewId, userId: person, assigneeId: `${agency}-another` };
}

const VIEW = { of: 'tasks', queue: 'mine', sort: 'due', filter: {}, columns: [{ id: 'code' }] };

const RULE = { serviceWeight: 1, itemWeight: 1, wordsWeight: 1, timeWeight: 1, threshold: 1, days: 30, smallest: 3 };
const likenessOf = (at: Date) => ({ serviceId: null, items: [], words: [], from: at.toISOString(), to: at.toISOString(), rule: RULE });

/** Incidents, problems and changes of a place. */
export async function makeTroubles(tx: Tx, place: Place, at: Date): Promise<Dossier> {
  const nobodys = { clientId: null, fromAgency: place.anonymous ? null : place.agency, channel: 'inside' };
  const make = (kind: string) => makeCase(tx, place, at, { kind, ...nobodys, serviceId: serviceOf(place) });
  const [parent, incident, free, problem, deferred, change, planned] = [
    await make('incident'),
    await make('incident'),
    await make('incident'),
    await make('problem'),
    await make('problem'),
    await make('change-request'),
    await make('change-request'),
  ];
  await tx.incident.update({ where: { caseId: incident.id }, data: { parentId: parent.id, attachedAt: at } });
  const data = { ownerId: place.person, raisedAt: at };
  const actions = { create: { id: newId(), what: 'Pierakstīt', ownerId: place.person, dueOn: inDays(at, 9), goesTo: 'knowledge' } };
  const made = await tx.problem.upsert({
    where: { caseId: problem.id },
    create: { caseId: problem.id, ...data, actions, incidents: { create: { incidentId: incident.id, at } } },
    update: {},
    include: { actions: true },
  });
  await tx.problem.create({ data: { caseId: deferred.id, ...data } });
  // the lawful way there is long, and not what is asked about
  for (const table of ['problem', 'change']) await tx.$executeRawUnsafe(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
  await tx.$executeRaw`UPDATE "problem" SET "status" = 'deferred', "deferred_reason" = 'Vēlāk', "review_on" = '2030-01-01' WHERE "case_id" = ${deferred.id}::uuid`;
  await tx.$executeRaw`UPDATE "change" SET "status" = 'deferred', "defer_until" = '2030-01-01' WHERE "case_id" = ${change.id}::uuid`;
  await tx.$executeRaw`UPDATE "change" SET "status" = 'planned', "planned_start" = ${inDays(at, 1)}, "planned_end" = ${inDays(at, 2)} WHERE "case_id" = ${planned.id}::uuid`;
  for (const table of ['problem', 'change']) await tx.$executeRawUnsafe(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
  const roundId = newId();
  await tx.changeRound.create({
    data: {
      id: roundId,
      changeId: change.id,
      kind: 'board',
      openedAt: at,
      answerBy: inDays(at, 3),
      voices: { create: { userId: place.person, agency: place.agency } },
    },
  });
  const proposalId = newId();
  const proposed = { id: proposalId, holder: place.agency, why: likenessOf(at), madeAt: at, changedAt: at };
  await tx.problemProposal.create({ data: { ...proposed, incidents: { create: { incidentId: free.id, score: 0.9 } } } });
  return {
    incidentCase: incident.id,
    incidentId: incident.id,
    freeIncident: free.id,
    incidentCode: free.code,
    problemId: problem.id,
    deferredProblem: deferred.id,
    actionId: made.actions[0]!.id,
    changeId: change.id,
    roundId,
    memberOfRound: place.person,
    proposalId,
  };
}

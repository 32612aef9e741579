import { createHash } from 'node:crypto';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/id.ts';
import { plainTerm, type Term } from '../../platform/term.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Place } from './place.ts';

export type Dossier = Record<string, string>;
type CaseData = Partial<Prisma.CaseUncheckedCreateInput>;

const SERVICE = 'made-up-permit';
let running = 1000;

/** The made-up service is the agency's that has most of the people. */
export const serviceOf = ({ agency }: Place): string | null => (agency === 'vsaa' ? SERVICE : null);

/** A case on its way in this place: level 2 has it. */
export async function makeCase(tx: Tx, place: Place, at: Date, data: CaseData = {}): Promise<{ id: string; code: string }> {
  const id = newId();
  const code = `9901 ${running++}`;
  const serviceId = serviceOf(place);
  await tx.case.create({
    data: {
      id,
      code,
      kind: serviceId ? 'service-request' : 'information-request',
      serviceId,
      holder: place.agency,
      clientId: place.anonymous ? null : place.clientId,
      channel: place.byMandate ? 'counter' : 'online',
      byMandate: place.byMandate,
      registrarUserId: place.byMandate ? 'kac-specialist' : null,
      applicantUserId: place.anonymous ? null : place.person,
      subject: 'Kur var saņemt izziņu?',
      status: 'in_progress',
      stage: 'execution',
      owner: place.owner,
      level: 2,
      team: place.agency,
      submittedAt: at,
      startedAt: at,
      ...data,
    },
  });
  await tx.caseEvent.create({ data: { caseId: id, name: 'submitted', actor: place.person, at } });
  await tx.clockEvent.createMany({ data: startOfClock(at).map(it => ({ ...it, caseId: id })) });
  return { id, code };
}

const TERM: Term = {
  ...plainTerm(10, { lv: 'Likums', en: 'A law' }),
  pausesFor: ['client', 'institution'],
  extension: { times: 2, limit: { amount: 4, unit: 'months' }, notice: true },
};
const startOfClock = (at: Date) => [{ name: 'started', at, data: { calendar: 'kac', term: TERM } }];

/** The cases of a place, each in a state that some act is about. */
export async function makeCases(tx: Tx, place: Place, at: Date): Promise<Dossier> {
  const [open, second, asking, paused] = [
    await makeCase(tx, place, at),
    await makeCase(tx, place, at),
    await makeCase(tx, place, at, { status: 'waiting_applicant' }),
    await makeCase(tx, place, at),
  ];
  const done = await makeCase(tx, place, at, { status: 'done', outcome: 'fulfilled', stage: 'delivery' });
  const closed = await makeCase(tx, place, at, { status: 'closed', outcome: 'fulfilled', stage: 'delivery', closedAt: at });
  const duplicate = await makeCase(tx, place, at, { status: 'closed', outcome: 'duplicate', closedAt: at });
  const questionId = newId();
  await tx.question.create({
    data: { id: questionId, caseId: asking.id, text: 'Kāda ir adrese?', askedBy: place.person, askedAt: at, answerBy: new Date(at.getTime() + 9 * 86_400_000) },
  });
  await tx.clockEvent.create({ data: { caseId: paused.id, name: 'paused', at, data: { for: 'client', reason: 'Gaidām' } } });
  const [linkId] = [newId()];
  await tx.caseLink.createMany({
    data: [
      { id: linkId, caseId: open.id, otherId: second.id, type: 'related', by: place.person, at },
      { id: newId(), caseId: duplicate.id, otherId: second.id, type: 'duplicate', by: place.person, at },
    ],
  });
  const asked = { type: 'hierarchical', kind: 'manual', from: `${place.agency}-another`, to: place.agency, team: place.agency, reason: 'Termiņš tuvojas' };
  await tx.escalation.create({ data: { caseId: open.id, ...asked, at } });
  await tx.workTime.create({ data: { caseId: open.id, userId: place.colleague, on: at, seconds: 60, source: 'measured', at } });
  await tx.caseMessage.create({ data: { caseId: open.id, direction: 'to-client', body: 'Labdien', senderId: place.person, senderName: 'Kāds', at } });
  await tx.caseMessage.create({ data: { caseId: open.id, direction: 'from-client', body: 'Labdien', senderName: 'Kāds', at } });
  return {
    caseId: open.id,
    code: second.code,
    caseCode: open.code,
    keepId: second.id,
    aboutCaseId: closed.id,
    askingCase: asking.id,
    questionId,
    pausedCase: paused.id,
    doneCase: done.id,
    closedCase: closed.id,
    duplicateCase: duplicate.id,
    linkId,
    ...(await makeTasks(tx, place, at, open.id)),
    ...(await makeDocuments(tx, place, at, open.id)),
  };
}

/** Tasks in the state that each act on a task needs. */
async function makeTasks(tx: Tx, place: Place, at: Date, caseId: string): Promise<Dossier> {
  const make = async (state: Partial<Prisma.TaskUncheckedCreateInput>) => {
    const key = String(running++) + String(Math.floor(Math.random() * 1e9));
    await tx.task.create({
      data: {
        key,
        caseId,
        runKey: '1',
        processId: SERVICE,
        version: 1,
        elementId: 'Task_DecidePermit',
        titleLv: 'Lemt',
        titleEn: 'Decide',
        formId: 'decide-permit',
        team: place.agency,
        role: place.agency === 'partner' ? 'partner-worker' : 'specialist',
        level: 2,
        createdAt: at,
        ...state,
      },
    });
    return key;
  };
  const theirs = place.anonymous ? null : place.person;
  const taskKey = await make({ assigneeId: theirs });
  const free = await make({});
  const colleagues = await make({ assigneeId: place.anonymous ? null : `${place.agency}-another` });
  const away = await make({ assigneeId: place.anonymous ? null : `${place.agency}-another` });
  // the stand-in is reckoned from absences by a trigger of its own: said afterwards
  await tx.$executeRaw`UPDATE "task" SET "stand_in_id" = ${theirs} WHERE "key" = ${away}`;
  const handed = await make({ assigneeId: theirs });
  await tx.handOver.create({
    data: {
      taskKey: handed,
      caseId,
      kind: 'hand-over',
      fromId: `${place.agency}-another`,
      fromTeam: place.agency,
      fromRole: 'specialist',
      toId: theirs,
      toTeam: theirs ? null : place.agency,
      at,
    },
  });
  const instructionId = newId();
  await tx.instruction.create({ data: { id: instructionId, caseId, taskKey, byId: `${place.agency}-another`, words: 'Pasteidzies', at } });
  await tx.draft.create({ data: { userId: `${place.agency}-another`, subject: `task:${taskKey}`, data: { note: 'x' }, updatedAt: at } });
  return { taskKey, freeTask: free, colleaguesTask: colleagues, awayTask: away, handedTask: handed, instructionId };
}

export const BYTES = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

const SHA = createHash('sha256').update(BYTES).digest('hex');

/** Files of a case: one that stands, one whose paper is here, and paper on a list that travels. */
async function makeDocuments(tx: Tx, place: Place, at: Date, caseId: string): Promise<Dossier> {
  const add = async (): Promise<string> => {
    const id = newId();
    await tx.document.create({
      data: {
        id,
        caseId,
        kind: 'attachment',
        title: 'Izziņa',
        fileName: 'izzina.pdf',
        contentType: 'application/pdf',
        bytes: BYTES.length,
        sha256: SHA,
        addedBy: place.anonymous ? 'gone' : place.person,
        addedAt: at,
      },
    });
    return id;
  };
  const mark = async (documentId: string, data: Partial<Prisma.OriginalUncheckedCreateInput> = {}): Promise<string> => {
    const id = newId();
    const paper = { caseId, documentId, place: place.agency, sender: place.agency, holder: place.agency === 'kac' ? 'valmiera' : place.agency };
    await tx.original.create({ data: { id, ...paper, state: 'due', dueOn: at, markedBy: place.person, markedAt: at, ...data } });
    return id;
  };
  const batch = async (sent: boolean): Promise<string> => {
    const id = newId();
    const number = `R-2026-${running++}`;
    await tx.originalBatch.create({
      data: { id, number, sender: place.agency, holder: place.agency, madeBy: place.person, madeAt: at, ...(sent && { sentBy: place.person, sentAt: at }) },
    });
    return id;
  };
  const [documentId, marked, travelling] = [await add(), await add(), await add()];
  const [batchId, sentBatch] = [await batch(false), await batch(true)];
  await mark(await add(), { batchId, line: 1 });
  const due = await mark(marked);
  const originalId = await mark(travelling, { state: 'sent', batchId: sentBatch, line: 1, holder: place.agency });
  return { documentId, markedDocument: marked, originalId, dueOriginal: due, batchId, sentBatch };
}

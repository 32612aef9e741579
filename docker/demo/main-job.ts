import { randomInt, randomUUID } from 'node:crypto';
import { answerQuestion, getTimeline, giveFeedback, listMyCases } from '../../web/contract/cases.ts';
import { getDocument } from '../../web/contract/documents.ts';
import { getService, getServiceForm } from '../../web/contract/catalogue.ts';
import type { ReplyOf } from '../../web/contract/endpoint.ts';
import { getDraft, getMe, saveDraft } from '../../web/contract/me.ts';
import type { TimelineName } from '../../web/contract/timeline.ts';
import { syntheticCode } from '../sandbox/people.ts';
import { fillIn, findService, finishTask, FUNERAL_BENEFIT, proposedDecision, submit, takeTask, untilCase } from './acts.ts';
import type { CaseView, Person } from './acts.ts';
import type { Api } from './api.ts';
import { listen } from './changes.ts';

export interface Story {
  api: Api;
  over: AbortSignal;
  /** Runs one step of the story under its name; `note` adds what was seen. */
  step<T>(what: string, act: (note: (seen: string) => void) => Promise<T>): Promise<T>;
  /** Called as soon as the case exists, so that a story which breaks off still says which. */
  began(it: { caseId: string; code: string }): void;
}

/** Numbers of the reserved range below this belong to the seeded cases. */
const FIRST_FREE = 1000;

export type Timeline = ReplyOf<typeof getTimeline>['entries'];

/** What a person should have received by the end, each exactly once. */
const NOTICES = ['N1', 'N2', 'N3', 'N5', 'N6'];
const EVENTS: TimelineName[] = [
  'submitted',
  'registered',
  'classified',
  'handed-over',
  'taken-over',
  'question-asked',
  'question-answered',
  'decided',
  'payment-ordered',
  'result-ready',
  'feedback-given',
  'closed',
];

/** The main job, over the public API only: a resident applies, a specialist asks and decides, the result comes home. */
export async function playMainJob(story: Story): Promise<{ case: CaseView; timeline: Timeline; missing: string[] }> {
  const person = (username: string): Person => {
    const visitor = story.api.signIn(username);
    return { visitor, changes: listen(visitor, story.over) };
  };
  const resident = person('anna');
  const specialist = person('vita');

  const caseId = await apply(story, resident);
  await story.step('Vita of VSAA takes the case over', async () =>
    finishTask(specialist.visitor, await takeTask(specialist, caseId, 'Task_TakeOver'), { outcome: 'accept' }),
  );
  await clarify(story, caseId, resident, specialist);
  await decide(story, caseId, specialist);
  await receive(story, caseId, resident);

  return story.step('everything Anna should have received is there, once', async note => {
    const it = await untilCase(resident, caseId, 'the case closed', view => view.status === 'closed');
    const { entries } = await resident.visitor.call(getTimeline, { params: { caseId } });
    const missing = missingFrom(it, entries);
    note(missing.length === 0 ? `${entries.length} entries in the timeline, ${it.messages.length} messages` : `missing: ${missing.join('; ')}`);
    return { case: it, timeline: entries, missing };
  });
}

async function apply(story: Story, { visitor, changes }: Person): Promise<string> {
  await story.step('Anna signs in', async note => {
    const me = await visitor.call(getMe);
    if (!me.client) throw new Error('Anna has no client record: her token carries no personal code');
    note(me.name);
  });
  const service = await story.step('she searches for "bēres" and finds the service', async note => {
    const found = await findService(story.api, 'bēres', FUNERAL_BENEFIT);
    const { title, term } = await story.api.call(getService, { params: { serviceId: found.id } });
    note(`${title.lv}, ${term.workingDays} working days`);
    return found;
  });
  const data = await story.step('the form opens, filled from registers', async note => {
    await story.api.call(getServiceForm, { params: { serviceId: service.id } });
    const filled = await fillIn(visitor, service.id, syntheticCode(randomInt(FIRST_FREE, 1_000_000)));
    note(filled.sources.join(', ') || 'registers had nothing');
    return filled.data;
  });
  const params = { subject: `apply:${service.id}` };
  const { draft: another } = await visitor.call(getDraft, { params });
  await story.step('what she types is kept as a draft', async () => {
    await visitor.call(saveDraft, { params, body: { data } });
    const { draft } = await visitor.call(getDraft, { params });
    if (draft?.data.deceasedCode !== data.deceasedCode) throw new Error('The draft does not hold what was saved');
  });
  const submitted = await story.step('she submits, twice with one key: one case', async note => {
    const key = randomUUID();
    const first = await submit(visitor, service.id, data, key);
    const second = await submit(visitor, service.id, data, key);
    if (first.id !== second.id) throw new Error(`One key made two cases: ${first.code} and ${second.code}`);
    story.began({ caseId: first.id, code: first.code });
    note(`case ${first.code}`);
    return first;
  });
  // Somebody may be filling in this form as Anna in a browser meanwhile: theirs is put back.
  if (another) await visitor.call(saveDraft, { params, body: { data: another.data } });
  await story.step('the case is registered and handed over to VSAA', async note => {
    const it = await untilCase({ visitor, changes }, submitted.id, 'notices N1 and N2', view => hasNotice(view, 'N1') && hasNotice(view, 'N2'));
    note(`due ${it.dueAt?.slice(0, 10) ?? 'never'}`);
  });
  return submitted.id;
}

async function clarify(story: Story, caseId: string, resident: Person, specialist: Person) {
  await story.step('Vita asks Anna a question', async () => {
    const task = await takeTask(specialist, caseId, 'Task_Decide');
    await finishTask(specialist.visitor, task, { outcome: 'clarify', question: 'Lūdzu, precizējiet, kurā kapsētā notika apbedīšana.', answerWithinDays: 10 });
  });
  const asked = await story.step('the case waits for Anna, its clock stands still', async note => {
    const it = await untilCase(
      resident,
      caseId,
      'the question and notice N3',
      view => view.status === 'waiting_applicant' && view.question !== null && hasNotice(view, 'N3'),
    );
    if (it.deadline.state !== 'paused') throw new Error(`The clock is ${it.deadline.state}, not paused`);
    note(`answer by ${it.question?.answerBy.slice(0, 10)}`);
    return it;
  });
  await story.step('Anna answers', async () => {
    const questionId = asked.question?.id ?? '';
    await resident.visitor.call(answerQuestion, { params: { caseId }, body: { questionId, answer: 'Apbedīšana notika Meža kapos Rīgā.' } });
  });
}

const decide = (story: Story, caseId: string, specialist: Person) =>
  story.step('Vita decides as the tables propose', async note => {
    const task = await takeTask(specialist, caseId, 'Task_Decide');
    const decision = proposedDecision(task);
    if (decision.outcome !== 'grant') throw new Error(`The tables propose to ${String(decision.outcome)} (${task.proposal?.reasonCode}), not to grant`);
    await finishTask(specialist.visitor, task, decision);
    note(`granted ${((task.proposal?.amountCents ?? 0) / 100).toFixed(2)} €`);
  });

async function receive(story: Story, caseId: string, resident: Person) {
  const result = await story.step('the payment is ordered and the result is in her e-account', async note => {
    const it = await untilCase(resident, caseId, 'the result and notice N5', view => view.status === 'done' && view.decision !== null && hasNotice(view, 'N5'));
    note(it.milestones.find(milestone => milestone.state === 'current')?.text.lv ?? it.status);
    return it;
  });
  await story.step('she downloads the decision', async note => {
    const document = result.documents.find(it => it.kind === 'decision' && it.public);
    if (!document) throw new Error('No public decision among the documents');
    const bytes = await resident.visitor.bytes(getDocument, { params: { caseId, documentId: document.id } });
    const isPdf = new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '%PDF-';
    if (!isPdf || bytes.length !== document.bytes)
      throw new Error(`${document.fileName} is not the PDF it should be: ${bytes.length} bytes of ${document.bytes}`);
    note(`${document.fileName}, ${Math.round(bytes.length / 1024)} KiB`);
  });
  await story.step('she gives feedback, and the case is closed', async note => {
    await resident.visitor.call(giveFeedback, { params: { caseId }, body: { rating: 5, comment: 'Paldies!', disputed: false } });
    const it = await untilCase(resident, caseId, 'the case closed and notice N6', view => view.status === 'closed' && hasNotice(view, 'N6'));
    const { cases } = await resident.visitor.call(listMyCases, { query: { limit: 100 } });
    if (!cases.some(mine => mine.id === caseId)) throw new Error('The case is not among her cases');
    note(`outcome ${it.outcome}`);
  });
}

const hasNotice = (view: CaseView, notice: string) => view.messages.some(message => message.notice === notice);

/** What comes only where a question was put to the applicant. */
const OF_A_QUESTION = ['N3', 'question-asked', 'question-answered'];

/** What should be there and is not, or is there more than once. `asked`: the applicant was put a question. Pure, for its test. */
export function missingFrom(
  view: Pick<CaseView, 'status' | 'outcome' | 'messages' | 'documents' | 'decision' | 'feedback'>,
  timeline: Timeline,
  { asked }: { asked: boolean } = { asked: true },
): string[] {
  const wanted = <T extends string>(names: T[]) => names.filter(name => asked || !OF_A_QUESTION.includes(name));
  const count = <T>(list: T[], wanted: (it: T) => boolean) => list.filter(wanted).length;
  const notOnce = (what: string, times: number) => (times === 1 ? [] : [`${what} (${times} times)`]);
  return [
    ...(view.status === 'closed' ? [] : [`status closed (is ${view.status})`]),
    ...(view.outcome === 'fulfilled' ? [] : [`outcome fulfilled (is ${view.outcome})`]),
    ...(view.decision?.outcome === 'grant' && (view.decision.amountCents ?? 0) > 0 ? [] : ['the decision to grant, with its amount']),
    ...(view.feedback ? [] : ['the feedback']),
    ...notOnce(
      'the decision document',
      count(view.documents, it => it.kind === 'decision'),
    ),
    ...wanted(NOTICES).flatMap(notice =>
      notOnce(
        `notice ${notice}`,
        count(view.messages, it => it.notice === notice),
      ),
    ),
    ...wanted(EVENTS).flatMap(name =>
      notOnce(
        `timeline entry ${name}`,
        count(timeline, it => it.name === name),
      ),
    ),
  ];
}

import { randomUUID } from 'node:crypto';
import { listServices } from '../../web/contract/catalogue.ts';
import { giveFeedback, listMyCases, submitCase, withdrawCase } from '../../web/contract/cases.ts';
import { printApplication } from '../../web/contract/documents.ts';
import { lookUpClient } from '../../web/contract/clients.ts';
import { DECEASED, RESIDENTS, syntheticCode } from '../sandbox/people.ts';
import { fillIn, finishTask, FUNERAL_BENEFIT, proposedDecision, submit, takeTask, untilCase } from './acts.ts';
import type { Person } from './acts.ts';
import { makeApi } from './api.ts';
import { listen } from './changes.ts';

type People = Record<'anna' | 'janis' | 'liga' | 'vita', Person>;
/** Makes one case and brings it to where its name says. */
type CaseStory = (people: People, serviceId: string) => Promise<unknown>;

/** Applies online for the n-th deceased of the reserved range, or for the one given. */
async function applied(applicant: Person, serviceId: string, deceased: number | { personalCode: string }): Promise<string> {
  const code = typeof deceased === 'number' ? syntheticCode(deceased) : deceased.personalCode;
  const { data } = await fillIn(applicant.visitor, serviceId, code);
  const { id } = await submit(applicant.visitor, serviceId, data);
  return id;
}

async function takenOver(applicant: Person, { vita }: People, serviceId: string, deceased: number | { personalCode: string }): Promise<string> {
  const caseId = await applied(applicant, serviceId, deceased);
  await finishTask(vita.visitor, await takeTask(vita, caseId, 'Task_TakeOver'), { outcome: 'accept' });
  return caseId;
}

async function decided(applicant: Person, people: People, serviceId: string, deceased: number | { personalCode: string }): Promise<string> {
  const caseId = await takenOver(applicant, people, serviceId, deceased);
  const task = await takeTask(people.vita, caseId, 'Task_Decide');
  await finishTask(people.vita.visitor, task, proposedDecision(task));
  await untilCase(applicant, caseId, 'the result', view => view.status === 'done');
  return caseId;
}

const asked = (applicant: Person, subject: string) =>
  applicant.visitor.call(submitCase, { key: randomUUID(), body: { kind: 'information-request', serviceId: null, subject, data: {} } });

const STORIES: Record<string, CaseStory> = {
  'submitted, waits for take-over': ({ anna }, service) => applied(anna, service, 1),
  'submitted by another, waits for take-over': ({ janis }, service) => applied(janis, service, 2),
  'registered at the counter': async ({ liga }, service) => {
    const client = await liga.visitor.call(lookUpClient, {
      body: { personalCode: RESIDENTS.ilze.personalCode, purpose: 'application', identifiedBy: 'id-card' },
    });
    const { data } = await fillIn(liga.visitor, service, syntheticCode(3), client.id);
    const sheet = await liga.visitor.bytes(printApplication, { body: { serviceId: service, clientId: client.id, data } });
    const { uploadId: signedUploadId } = await liga.visitor.upload(sheet, 'iesniegums.pdf', 'application/pdf');
    const onBehalf = { clientId: client.id, channel: 'counter' as const, signedUploadId };
    await liga.visitor.call(submitCase, { key: randomUUID(), body: { kind: 'service-request', serviceId: service, data, onBehalf } });
  },
  'waits for the answer of the client': async (people, service) => {
    const caseId = await takenOver(people.anna, people, service, 4);
    const task = await takeTask(people.vita, caseId, 'Task_Decide');
    await finishTask(people.vita.visitor, task, {
      outcome: 'clarify',
      question: 'Lūdzu, pievienojiet apbedīšanas izdevumus apliecinošu dokumentu vai nosauciet apbedītāju.',
      answerWithinDays: 10,
    });
  },
  'to be decided, nobody has it': (people, service) => takenOver(people.janis, people, service, DECEASED.socialSecurity),
  'to be decided, Vita has it': async (people, service) => takeTask(people.vita, await takenOver(people.janis, people, service, 5), 'Task_Decide'),
  'death not in the register, to be checked': (people, service) => takenOver(people.janis, people, service, DECEASED.notRegistered),
  'granted, waits for feedback': (people, service) => decided(people.anna, people, service, 6),
  refused: (people, service) => decided(people.janis, people, service, DECEASED.notEntitled),
  'granted and closed': async (people, service) => {
    const caseId = await decided(people.anna, people, service, 7);
    await people.anna.visitor.call(giveFeedback, { params: { caseId }, body: { rating: 4, comment: 'Ātri un saprotami.' } });
    await untilCase(people.anna, caseId, 'closed', view => view.status === 'closed');
  },
  withdrawn: async ({ janis }, service) => {
    const caseId = await applied(janis, service, 8);
    await untilCase(janis, caseId, 'registered', view => view.status !== 'submitted');
    await janis.visitor.call(withdrawCase, { params: { caseId }, body: { reason: 'Pabalstu prasīs cits radinieks.' } });
  },
  'question at KAC': ({ janis }) => asked(janis, 'Kādi dokumenti vajadzīgi, ja tuvinieks miris ārvalstī?'),
  'another question at KAC': ({ anna }) => asked(anna, 'Kur var noformēt pilnvaru, lai pabalstu saņemtu mans brālis?'),
};

/** Whose cases tell that seeding was done; `npm run demo` acts as the other resident. */
const MARKER = 'janis';

/**
 * Demo cases in every stage, made through the public API only; once, as long as the one who marks it has none.
 * Answers with the names of those that were not ready in time and why: an installation is usable without them.
 */
export async function seedCases(baseUrl: string, withinMs: number): Promise<{ made: number; late: string[] }> {
  const over = AbortSignal.timeout(withinMs);
  const stop = new AbortController();
  const signal = AbortSignal.any([over, stop.signal]);
  const api = makeApi(baseUrl, signal);
  try {
    const { cases } = await api.signIn(MARKER).call(listMyCases, { query: { limit: 1 } });
    if (cases.length > 0) return { made: 0, late: [] };

    const { services } = await api.call(listServices, { query: { q: 'bēres' } });
    const id = services.find(service => service.code === FUNERAL_BENEFIT)?.id;
    if (!id) return { made: 0, late: [] }; // an installation without this service has no demo cases of it
    const people = Object.fromEntries(['anna', 'janis', 'liga', 'vita'].map(username => [username, personOf(api.signIn(username), signal)])) as People;
    const outcomes = await Promise.allSettled(Object.values(STORIES).map(story => story(people, id)));
    const late = Object.keys(STORIES).flatMap((name, at) => lateness(name, outcomes[at]));
    return { made: outcomes.length - late.length, late };
  } finally {
    stop.abort();
  }
}

const personOf = (visitor: Person['visitor'], signal: AbortSignal): Person => ({ visitor, changes: listen(visitor, signal) });

const lateness = (name: string, outcome: PromiseSettledResult<unknown> | undefined): string[] =>
  outcome?.status === 'rejected' ? [`${name}: ${outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason)}`] : [];

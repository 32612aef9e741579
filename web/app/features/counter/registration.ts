import type { z } from 'zod';
import type { submitCase } from '../../../contract/cases.ts';
import type { clientView } from '../../../contract/clients.ts';
import type { addTopic, contactView } from '../../../contract/contacts.ts';
import { KINDS } from '../../../contract/words.ts';

export type Client = z.output<typeof clientView>;
export type Contact = z.output<typeof contactView>;
export type Submission = z.input<NonNullable<typeof submitCase.body>>;
export type Topic = z.input<NonNullable<typeof addTopic.body>>;

export const CHANNELS = ['counter', 'phone', 'post', 'e-mail'] as const;
export type Channel = (typeof CHANNELS)[number];
export const IDENTIFIED_BY = ['id-card', 'passport', 'eid'] as const;
export const RESULT_WAYS = ['e-account', 'counter'] as const;

/** What an adviser registers in words; a service has its form. Those made inside an agency have no client. */
export const TOLD_KINDS = KINDS.filter(kind => kind !== 'service-request');
export type ToldKind = Exclude<(typeof KINDS)[number], 'service-request'>;
const INSIDE: readonly string[] = ['work-order', 'inter-agency-request', 'problem'];
export const isInside = (kind: ToldKind): boolean => INSIDE.includes(kind);
/** Kinds that say which agency is asked. */
export const needsHolder = (kind: ToldKind): boolean => kind === 'work-order' || kind === 'inter-agency-request';

export const STEPS = ['who', 'what', 'form', 'sign', 'done'] as const;
export type Step = (typeof STEPS)[number];

/** What is to come of this question: an application for a service, one in words, an answer at once, or a call back. */
export type Choice = { serviceId: string } | { kind: ToldKind } | 'answered' | 'call-back';
export const isService = (choice: Choice | null): choice is { serviceId: string } => typeof choice === 'object' && choice !== null && 'serviceId' in choice;
export const isTold = (choice: Choice | null): choice is { kind: ToldKind } => typeof choice === 'object' && choice !== null && 'kind' in choice;

export type Done =
  | { what: 'case'; id: string; code: string; dueAt: string | null; at: string }
  | { what: 'known'; id: string; code: string }
  | { what: 'answered' }
  | { what: 'call-back'; dueAt: string; phone: string };

/** Of the conversation: which it is, and how well one knows who it is. */
export type Talk = Pick<Contact, 'id' | 'identification' | 'phone' | 'verification'>;

/**
 * What has been said so far about one question of a conversation; this is also the draft `register`. The client is kept as a masked
 * view, never by personal code.
 */
export type Registration = {
  step: Step;
  channel: Channel;
  contact: Talk | null;
  client: Client | null;
  choice: Choice | null;
  /** The service a question is about, where it is not applied for. */
  serviceId: string | null;
  answers: Record<string, unknown> | null;
  question: string;
  answer: string;
  holder: string | null;
  phone: string;
  name: string;
  resultWay: (typeof RESULT_WAYS)[number];
  signed: { uploadId: string; fileName: string } | null;
  mandate: boolean;
  /** Idempotency key of this question: pressing twice, or again after a lost answer, makes one case. */
  key: string;
  /** When this question began, for the minutes it took. */
  startedAt: string;
  done: Done | null;
};

/** The start of a conversation, or its next question: the same client is not asked who they are again. */
export function begin(key: string, same: Partial<Pick<Registration, 'client' | 'channel' | 'contact'>> = {}, now = new Date()): Registration {
  return {
    step: same.contact ? 'what' : 'who',
    channel: same.channel ?? 'counter',
    contact: same.contact ?? null,
    client: same.client ?? null,
    choice: null,
    serviceId: null,
    answers: null,
    question: '',
    answer: '',
    holder: null,
    phone: same.contact?.phone ?? '',
    name: '',
    resultWay: 'e-account',
    signed: null,
    mandate: false,
    key,
    startedAt: now.toISOString(),
    done: null,
  };
}

/** The steps of this registration: only an application for a service is signed. */
export const stepsOf = ({ choice }: Pick<Registration, 'choice'>): Step[] =>
  choice === null || isService(choice) ? [...STEPS] : ['who', 'what', 'form', 'done'];

/** The step before, as long as nothing has been submitted. A conversation that has begun is with whom it is. */
export function stepBack(it: Registration): Registration {
  const steps = stepsOf(it);
  const at = steps.indexOf(it.step);
  return it.step === 'done' || at <= 1 ? it : { ...it, step: steps[at - 1] ?? 'what' };
}

/** A draft from another day or another release must not break the page: what is not understood starts anew. */
export function fromDraft(found: Record<string, unknown> | null): Registration | null {
  const it = found as Partial<Registration> | null;
  if (!it || !STEPS.some(step => step === it.step) || it.step === 'done' || typeof it.key !== 'string') return null;
  if (it.step !== 'who' && !it.contact) return null;
  if (typeof it.choice === 'string' && it.choice !== 'answered' && it.choice !== 'call-back') return null;
  return { ...begin(it.key), ...it };
}

export type Fault = 'mandate' | 'signed' | 'question' | 'holder' | 'phone';

/** What is still missing before submitting. A signed sheet is needed unless it is by phone: there the consent is oral. */
export function faultsOf({ choice, question, channel, signed, mandate, holder, phone }: Registration): Fault[] {
  if (isService(choice)) return [...(channel !== 'phone' && !signed ? (['signed'] as const) : []), ...(mandate ? [] : (['mandate'] as const))];
  const short = question.trim().length < 3 ? (['question'] as const) : [];
  if (choice === 'call-back') return [...short, ...(phone.trim().length < 3 ? (['phone'] as const) : [])];
  return [...short, ...(isTold(choice) && needsHolder(choice.kind) && !holder ? (['holder'] as const) : [])];
}

/** The application as the API takes it: on behalf of the client, if there is one, through this channel (J4). */
export function submissionOf({ client, channel, choice, serviceId, answers, question, resultWay, signed, holder }: Registration): Submission {
  if (isTold(choice)) {
    const inside = isInside(choice.kind);
    const onBehalf = { clientId: inside ? null : (client?.id ?? null), channel: inside ? ('inside' as const) : channel, signedUploadId: null };
    return { kind: choice.kind, serviceId, data: {}, subject: question.trim(), resultWay, holder: needsHolder(choice.kind) ? holder : null, onBehalf };
  }
  const onBehalf = { clientId: client?.id ?? null, channel, signedUploadId: signed?.uploadId ?? null };
  return { kind: 'service-request', serviceId: isService(choice) ? choice.serviceId : null, data: answers ?? {}, resultWay, onBehalf };
}

/** Whole minutes this question has taken, at least one. */
export const minutesOf = ({ startedAt }: Pick<Registration, 'startedAt'>, now: Date): number =>
  Math.min(600, Math.max(1, Math.ceil((now.getTime() - Date.parse(startedAt)) / 60_000)));

/** What is written down of the conversation: the question, and what came of it. */
export function topicOf(it: Registration, { caseId, title, now }: { caseId: string | null; title: string; now: Date }): Topic {
  const serviceId = isService(it.choice) ? it.choice.serviceId : it.serviceId;
  const common = { serviceId, question: it.question.trim().length >= 3 ? it.question.trim() : title, minutes: minutesOf(it, now) };
  if (caseId) return { ...common, result: 'application', caseId };
  if (it.choice === 'call-back') return { ...common, result: 'call-back', callBack: { phone: it.phone, name: it.name.trim() || null } };
  return { ...common, result: 'answered', answer: it.answer.trim() || null };
}

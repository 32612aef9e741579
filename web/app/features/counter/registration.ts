import type { z } from 'zod';
import type { submitCase } from '../../../contract/cases.ts';
import type { clientView } from '../../../contract/clients.ts';

export type Client = z.output<typeof clientView>;
export type Submission = z.input<NonNullable<typeof submitCase.body>>;

export const CHANNELS = ['counter', 'phone', 'post'] as const;
export const IDENTIFIED_BY = ['id-card', 'passport', 'eid'] as const;
export const RESULT_WAYS = ['e-account', 'counter'] as const;

export const STEPS = ['who', 'what', 'form', 'sign', 'done'] as const;
export type Step = (typeof STEPS)[number];

/**
 * What has been said so far in one conversation at the counter; this is also the draft `register`. The client is kept as a masked
 * view, never by personal code. `choice` is the service, or `question` for an information request.
 */
export type Registration = {
  step: Step;
  channel: (typeof CHANNELS)[number];
  client: Client | null;
  choice: { serviceId: string } | 'question' | null;
  answers: Record<string, unknown> | null;
  question: string;
  resultWay: (typeof RESULT_WAYS)[number];
  signed: { uploadId: string; fileName: string } | null;
  mandate: boolean;
  /** Idempotency key of this application: pressing twice, or again after a lost answer, makes one case. */
  key: string;
  submitted: { id: string; code: string; dueAt: string | null; submittedAt: string } | null;
};

/** The start of a conversation, or its next question: the same client at the same counter is not asked who they are again. */
export function begin(key: string, same: Pick<Registration, 'client' | 'channel'> | null = null): Registration {
  return {
    step: same?.client ? 'what' : 'who',
    channel: same?.channel ?? 'counter',
    client: same?.client ?? null,
    choice: null,
    answers: null,
    question: '',
    resultWay: 'e-account',
    signed: null,
    mandate: false,
    key,
    submitted: null,
  };
}

/** The steps of this registration: a question needs neither form nor signature. */
export const stepsOf = ({ choice }: Registration): Step[] => (choice === 'question' ? ['who', 'what', 'form', 'done'] : [...STEPS]);

/** The step before, as long as nothing has been submitted. */
export function stepBack(it: Registration): Registration {
  const steps = stepsOf(it);
  const at = steps.indexOf(it.step);
  return it.step === 'done' || at <= 0 ? it : { ...it, step: steps[at - 1] ?? 'who' };
}

/** A draft from another day or another release must not break the page: what is not understood starts anew. */
export function fromDraft(found: Record<string, unknown> | null): Registration | null {
  const it = found as Partial<Registration> | null;
  if (!it || !STEPS.some(step => step === it.step) || it.step === 'done' || typeof it.key !== 'string') return null;
  if (it.step !== 'who' && !it.client) return null;
  return { ...begin(it.key), ...it };
}

export type Fault = 'mandate' | 'signed' | 'question';

/** What is still missing before submitting. A signed sheet is needed in person and by post; by phone the consent is oral. */
export function faultsOf({ choice, question, channel, signed, mandate }: Registration): Fault[] {
  if (choice === 'question') return question.trim().length < 3 ? ['question'] : [];
  return [...(channel !== 'phone' && !signed ? (['signed'] as const) : []), ...(mandate ? [] : (['mandate'] as const))];
}

/** The application as the API takes it: on behalf of the client, through this channel (J4). */
export function submissionOf({ client, channel, choice, answers, question, resultWay, signed }: Registration): Submission {
  const onBehalf = { clientId: client?.id ?? '', channel, signedUploadId: signed?.uploadId ?? null };
  if (choice === 'question') return { kind: 'information-request', serviceId: null, data: {}, subject: question.trim(), resultWay, onBehalf };
  return { kind: 'service-request', serviceId: choice?.serviceId ?? null, data: answers ?? {}, resultWay, onBehalf };
}

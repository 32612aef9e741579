/**
 * RFC 9457 problems. A slug is public and never renamed; the client shows its own text for it.
 * Thrown, never returned; one handler (web/api/http/problem-handler.ts) answers.
 */
export const PROBLEMS = {
  'invalid-request': [400, 'The request is not well formed'],
  'invalid-form': [422, 'Some answers need another look'],
  'not-signed-in': [401, 'Sign in first'],
  'not-permitted': [403, 'You may not do this'],
  'not-found': [404, 'There is no such thing, or you may not see it'],
  'state-conflict': [409, 'Someone has changed this since you looked'],
  'not-acknowledged': [409, 'An instruction has to be acknowledged first'],
  'period-over': [409, 'The period in which this could be done is over'],
  'already-done': [409, 'This has been done already'],
  'only-decider': [409, 'Nobody else could decide on it'],
  'key-reused': [422, 'The same Idempotency-Key was used for another request'],
  'too-large': [413, 'The file is too large'],
  'unsupported-type': [415, 'This type of file is not accepted'],
  'too-many-files': [422, 'More files than are taken at once'],
  infected: [422, 'A virus was found in the file'],
  'original-needed': [409, 'The paper original has not come yet'],
  'in-quarantine': [409, 'The file has not been checked for viruses yet'],
  'too-many-requests': [429, 'Too many requests, try again in a moment'],
  busy: [503, 'The service is busy or being restarted, try again in a moment'],
  'agency-unavailable': [503, 'An agency’s system does not answer, try again later'],
} as const;

export type ProblemSlug = keyof typeof PROBLEMS;

/** One fault of one field: `path` is the field's key (dots for nesting), `code` a word the client has text for. */
export type FieldFault = { path: string; code: string; message?: string };

/** A refusal that the person can do something about. `detail` is for developers, in English, without personal data. */
export class Problem extends Error {
  readonly slug: ProblemSlug;
  readonly faults: FieldFault[];

  constructor(slug: ProblemSlug, detail: string, faults: FieldFault[] = []) {
    super(detail);
    this.slug = slug;
    this.faults = faults;
  }

  get status(): number {
    return PROBLEMS[this.slug][0];
  }

  toJSON() {
    return {
      type: `urn:pietura:problem:${this.slug}`,
      slug: this.slug,
      title: PROBLEMS[this.slug][1],
      status: this.status,
      detail: this.message,
      ...(this.faults.length > 0 && { faults: this.faults }),
    };
  }
}

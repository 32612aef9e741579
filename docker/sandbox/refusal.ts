/** RFC 9457 problems of the agencies' systems. `code` is what a caller acts on: workers turn the code of a 409 into a BPMN error. */
const REFUSALS = {
  'not-signed-in': [401, 'Bearer token missing or wrong'],
  'invalid-request': [400, 'The request is not well formed'],
  'not-found': [404, 'Not in the register'],
  'already-paid': [409, 'A funeral benefit has been paid for this person'],
  'key-missing': [400, 'An Idempotency-Key header is needed'],
  'key-reused': [422, 'The same Idempotency-Key came with another order'],
  failed: [500, 'The system failed (switched on)'],
  down: [503, 'The system is down (switched on)'],
} as const;

/** An answer that is not the one asked for. A `code` that is not ours is a business refusal made by a switch: 409. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly title: string;

  constructor(code: keyof typeof REFUSALS | (string & {}), detail?: string) {
    const [status, title] = (REFUSALS as Record<string, readonly [number, string]>)[code] ?? [409, 'Refused (switched on)'];
    super(detail ?? title);
    this.code = code;
    this.status = status;
    this.title = title;
  }

  toJSON() {
    return { type: `urn:pietura-sandbox:problem:${this.code}`, title: this.title, status: this.status, detail: this.message, code: this.code };
  }
}

/** Status of each refusal, for the OpenAPI document. */
export const statusOf = (code: string): number => new Refusal(code).status;

import type { z } from 'zod';

/** A refusal that belongs to the business: becomes a BPMN error with this code. Anything else is retried, then an incident. */
export class BusinessError extends Error {
  readonly code: string;
  constructor(code: string, message: string = code) {
    super(message);
    this.code = code;
  }
}

/** An agency's system, reached over HTTP. Answers are parsed by the schema given; `undefined` = 404. */
export interface AgencyClient {
  get<T>(path: string, answer: z.ZodType<T>): Promise<T | undefined>;
  /** Carries the job key as Idempotency-Key, so that a repeated job has one effect. Throws BusinessError(code) on a 409 problem with `code`. */
  post<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T>;
}

/** The case file, for the case of the job. Writes are kept with the job's effect, in one transaction, when the handler has returned. */
export interface CaseFile {
  /** What the client filled in, by form key. */
  form(): Promise<Record<string, unknown>>;
  client(): Promise<{ personalCode: string; givenName: string; familyName: string }>;
  facts(): Promise<Record<string, unknown>>;
  decision(): Promise<{ outcome: 'grant' | 'refuse'; amountCents: number | null } | undefined>;
  submittedAt(): Promise<Date>;
  recordFact(key: string, value: unknown, source: string): void;
  recordEvent(name: 'facts-found' | 'facts-missing' | 'payment-ordered', data: Record<string, unknown>): void;
}

/** What a handler of a service gets. No database and no HTTP of its own. */
export interface HandlerDeps {
  agency(id: string): AgencyClient;
  caseFile: CaseFile;
  now(): Date;
}

export interface Handler<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I;
  output: O;
  run(input: z.output<I>, deps: HandlerDeps): Promise<z.input<O>>;
}

/** Declares a handler: declared input → declared output, idempotent. Fetches only its input's keys, returns only its output. */
export const defineHandler = <I extends z.ZodType, O extends z.ZodType>(handler: Handler<I, O>): Handler<I, O> => handler;

import type { z } from 'zod';
import type { StepDeps } from '../web/api/cases/deps.ts';

/** What a shared handler gets: the steps of a case and the job it runs for. Everything it writes is one transaction with its effect. */
export type SharedDeps = StepDeps & { job: { key: string; elementId: string } };

/** A job type that all services share. Default export of a file of workers/shared; the file's name is the type. */
export interface SharedHandler<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  input: I;
  output: O;
  run(input: z.output<I>, deps: SharedDeps): Promise<z.input<O>>;
}

/** Declares a shared handler and keeps its types. Runs inside one transaction; may run again when that is rolled back. */
export const defineSharedHandler = <I extends z.ZodType, O extends z.ZodType>(handler: SharedHandler<I, O>): SharedHandler<I, O> => handler;

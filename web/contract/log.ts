import { z } from 'zod';
import { messageView } from './cases.ts';
import { endpoint } from './endpoint.ts';
import { caseCode, instant, text } from './words.ts';
import { personal } from './personal.ts';

/** The three logs of a case: what happened, what was said, who looked. */
export const LOGS = ['event', 'message', 'look'] as const;
export type LogName = (typeof LOGS)[number];

const common = { id: z.string(), at: instant, actor: personal(z.string().nullable()) };

/** One line of the log of a case. */
export const logEntry = z
  .discriminatedUnion('of', [
    /** `name` comes from the closed list in timeline.ts. */
    z.object({
      of: z.literal('event'),
      ...common,
      name: z.string(),
      data: personal(z.record(z.string(), z.unknown())),
      public: z.boolean(),
      /** Code of the duplicate it came with. */ mergedFrom: caseCode.nullable(),
    }),
    z.object({ of: z.literal('message'), ...common, message: messageView }),
    /** Looks of one person, for one purpose, within an hour are one line; `at` is the last of them. */
    z.object({ of: z.literal('look'), ...common, agency: text.nullable(), purpose: z.string(), times: z.number().int() }),
  ])
  .meta({ id: 'LogEntry' });

/** One timeline out of three logs (M11): staff see what they may of each, the client their own share. */
export const getLog = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/log',
  summary: 'What happened, what was said and who looked, newest first, with search in both languages',
  tag: 'cases',
  access: 'signed-in',
  params: z.object({ caseId: z.uuid() }),
  query: z.object({
    /** Which logs, by commas. */
    of: z
      .string()
      .regex(/^(event|message|look)(,(event|message|look)){0,2}$/)
      .default('event,message'),
    /** Words to be found, in Latvian or in English. */
    q: z.string().trim().max(100).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ entries: z.array(logEntry), next: z.string().nullable() }),
  problems: ['not-found', 'not-permitted', 'invalid-request'],
});

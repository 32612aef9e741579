import { z } from 'zod';
import { PARTIES, PURPOSES, SILENCES, UNITS } from './terms.ts';
import { instant, text } from './words.ts';

const STEPS = ['started', 'term', 'holiday', 'paused', 'resumed', 'extended', 'target', 'calendar', 'rolled', 'stopped', 'due'] as const;

/** One step of "why this date": rendered in words by the client from `name` and `data`. `at`: of terms in hours. */
export const deadlineStep = z.object({ name: z.enum(STEPS), on: z.string(), at: instant.optional(), data: z.record(z.string(), z.unknown()) });

export const deadlineView = z
  .object({
    dueAt: instant.nullable(),
    state: z.enum(['running', 'paused', 'stopped']),
    /** What is left, in what the term counts; minutes of terms in hours. */
    remaining: z.object({ amount: z.number().int(), unit: z.enum(['working-days', 'calendar-days', 'working-minutes', 'minutes']) }).nullable(),
    level: z.enum(['on-time', 'soon', 'overdue', 'paused', 'done']),
    law: text.nullable(),
    /** What the law or agreement says, as it was when the case started. */
    term: z
      .object({
        purpose: z.enum(PURPOSES),
        amount: z.number().int(),
        unit: z.enum(UNITS),
        ends: z.enum(['midnight', 'closing']),
        silence: z.enum(SILENCES),
        pausesFor: z.array(z.enum(PARTIES)),
        extension: z
          .object({ times: z.number().int(), used: z.number().int(), limit: z.object({ amount: z.number().int(), unit: z.enum(UNITS) }), notice: z.boolean() })
          .nullable(),
      })
      .nullable(),
    /** When a pause ends by itself. */
    resumesAt: instant.nullable(),
    /** For whom the clock stands, the latest first. */
    waits: z.array(z.object({ for: z.string(), since: instant, until: instant.nullable() })),
    /** Why this date. */
    steps: z.array(deadlineStep),
  })
  .meta({ id: 'Deadline' });

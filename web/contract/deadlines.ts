import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { PARTIES, proposedTerm, PURPOSES, SILENCES, UNITS } from './terms.ts';
import { day, instant, text } from './words.ts';
import { personal } from './personal.ts';

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

const caseId = z.object({ caseId: z.uuid() });
const party = z.enum(PARTIES);
const said = z.string().trim().min(3).max(1000);
const ground = z.string().trim().max(300).nullable().default(null);

const turned = z.object({ version: z.int32(), deadline: personal(deadlineView) }).meta({ id: 'TurnedClock' });

/** Either field says the other: how many calendar days, or up to and with which day. Neither: until somebody resumes. */
export const pauseCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/pauses',
  summary: 'Stop the clock for somebody, as far as the term allows it',
  tag: 'deadlines',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ for: party, reason: said, law: ground, until: day.nullable().default(null), version: z.int32() }),
  reply: turned,
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict', 'key-reused'],
});

export const resumeCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/resumption',
  summary: 'Let the clock go on; an open question to the client goes on waiting',
  tag: 'deadlines',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ version: z.int32() }),
  reply: turned,
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'key-reused'],
});

export const extendCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/extensions',
  summary: 'Extend the term, as often and as far as its law allows; the client is told where the law wants it (N4)',
  tag: 'deadlines',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({
    /** In units of the term. */
    by: z.number().int().min(1).max(2000),
    reason: said,
    law: ground,
    version: z.int32(),
  }),
  reply: turned,
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict', 'key-reused'],
});

/** What a pause or an extension would come to, while it is typed: give one field, get the other. */
export const previewDeadline = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/deadline-preview',
  summary: 'What pausing or extending would come to: from an amount the day, from a day the amount',
  tag: 'deadlines',
  access: 'signed-in',
  params: caseId,
  query: z.object({ act: z.enum(['pause', 'extend']), amount: z.coerce.number().int().min(0).max(2000).optional(), until: day.optional() }),
  reply: z.object({
    amount: z.number().int().nullable(),
    unit: z.enum(UNITS),
    until: day.nullable(),
    /** The due date it would give. */
    dueAt: instant.nullable(),
    /** Last day the law allows. */
    latest: day.nullable(),
    fault: z.enum(['not-extendable', 'extended-enough', 'not-longer', 'beyond-limit', 'in-the-past', 'too-far']).nullable(),
  }),
  problems: ['not-found', 'not-permitted', 'invalid-request'],
});

export const previewTerm = endpoint({
  method: 'post',
  path: '/api/terms/previews',
  summary: 'What date a case of this moment would get by such a term, step by step; changes nothing',
  tag: 'terms',
  access: 'signed-in',
  body: proposedTerm,
  reply: deadlineView,
  problems: ['not-permitted', 'invalid-form'],
});

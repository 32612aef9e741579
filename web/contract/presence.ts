import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, instant } from './words.ts';
import { employment, worker as person } from './personal.ts';

const caseId = z.object({ caseId: z.uuid() });

/** How often a page says that it is still there; after three silent ones it is gone (seconds). */
export const BEAT_EVERY_S = 15;
export const GONE_AFTER_S = 45;
/** Working time: somebody who touches nothing for so long is not working (seconds). */
export const IDLE_AFTER_S = 120;
/** No beat speaks for more than this (seconds): a page that slept has not worked. */
export const MOST_A_BEAT_S = 60;

export const beat = endpoint({
  method: 'put',
  path: '/api/cases/:caseId/presence',
  summary: 'I have this case open; so long have I worked on it since I last said so',
  tag: 'people',
  access: 'signed-in',
  params: caseId,
  body: z.object({
    /** One for each open page. */
    tabId: z.uuid(),
    /** `left`: the page is being closed, or shows something else. */
    state: z.enum(['here', 'writing', 'left']),
    workedSeconds: z.number().int().min(0).max(86_400).default(0),
  }),
  status: 204,
  problems: ['not-found', 'not-permitted'],
});

export const listPresence = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/presence',
  summary: 'Which colleagues have this case open now',
  tag: 'people',
  access: 'signed-in',
  params: caseId,
  reply: z.object({ people: z.array(person.extend({ writing: z.boolean(), since: instant })) }),
  problems: ['not-found', 'not-permitted'],
});

export const workDay = z
  .object({
    person,
    /** A day of Riga. */
    on: day,
    /** What counts: measured, or as corrected plus what was measured since. */
    seconds: employment(z.number().int()),
    /** What was measured; a correction never changes it. */
    measuredSeconds: employment(z.number().int()),
    correction: z.object({ seconds: z.number().int(), from: z.number().int(), reason: employment(z.string()), by: person, at: instant }).nullable(),
    mayCorrect: z.boolean(),
  })
  .meta({ id: 'WorkDay' });

export const workTimes = z.object({ mineTodaySeconds: z.number().int(), allSeconds: z.number().int(), days: z.array(workDay) });
/** Another number for a day of somebody's, with why. */
export const correction = z.object({
  userId: z.string().min(1),
  on: day,
  seconds: z.number().int().min(0).max(86_400),
  reason: z.string().trim().min(3).max(500),
});

export const getWorkTime = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/work-time',
  summary: 'Working time on this case: mine today, everybody’s, and day by day',
  tag: 'people',
  access: 'signed-in',
  params: caseId,
  reply: workTimes,
  problems: ['not-found', 'not-permitted'],
});

export const correctWorkTime = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/work-time-corrections',
  summary: 'Correct a day of one’s own working time, or of one’s team as lead, with a reason; what was measured stays',
  tag: 'people',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  params: caseId,
  body: correction,
  reply: workDay,
  problems: ['not-found', 'not-permitted', 'invalid-form', 'key-reused'],
});

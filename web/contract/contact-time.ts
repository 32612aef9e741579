import { z } from 'zod';
import { channel, identification, topicResult } from './contacts.ts';
import { endpoint } from './endpoint.ts';
import { correction, workDay, workTimes } from './presence.ts';
import { caseCode, day, instant, text } from './words.ts';
import { worker as person } from './personal.ts';

const contactId = z.object({ contactId: z.uuid() });

export const workOnContact = endpoint({
  method: 'put',
  path: '/api/contacts/:contactId/work',
  summary: 'So long have I worked on this conversation since I last said so (B3.13)',
  tag: 'contacts',
  access: 'signed-in',
  params: contactId,
  body: z.object({ workedSeconds: z.number().int().min(0).max(86_400) }),
  status: 204,
  problems: ['not-found', 'not-permitted'],
});

export const getContactTime = endpoint({
  method: 'get',
  path: '/api/contacts/:contactId/work-time',
  summary: 'Working time on this conversation, whatever came of it: mine today, everybody’s, and day by day',
  tag: 'contacts',
  access: 'signed-in',
  params: contactId,
  reply: workTimes,
  problems: ['not-found', 'not-permitted'],
});

export const correctContactTime = endpoint({
  method: 'post',
  path: '/api/contacts/:contactId/work-time-corrections',
  summary: 'Correct a day of one’s own working time on a conversation, or of one’s team as lead, with a reason; what was measured stays',
  tag: 'contacts',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  params: contactId,
  body: correction,
  reply: workDay,
  problems: ['not-found', 'not-permitted', 'invalid-form', 'key-reused'],
});

/** A conversation without who it was with: for that one opens it, and it is audited. */
export const talkRow = z
  .object({
    id: z.uuid(),
    channel,
    identification,
    adviser: person,
    startedAt: instant,
    endedAt: instant.nullable(),
    topics: z.array(
      z.object({
        service: z.object({ id: z.string(), title: text }).nullable(),
        result: topicResult,
        case: z.object({ id: z.uuid(), code: caseCode }).nullable(),
      }),
    ),
    workedSeconds: z.number().int(),
  })
  .meta({ id: 'Talk' });

export const listContacts = endpoint({
  method: 'get',
  path: '/api/contacts',
  summary: 'Conversations of one day, mine or the whole front office’s, each with the working time it took; the newest first',
  tag: 'contacts',
  access: 'signed-in',
  query: z.object({
    on: day,
    whose: z.enum(['mine', 'all']).default('mine'),
    cursor: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({ contacts: z.array(talkRow), next: z.string().nullable() }),
  problems: ['not-permitted', 'invalid-request'],
});

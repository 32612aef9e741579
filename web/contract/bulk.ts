import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { PARTIES } from './terms.ts';
import { caseCode, day, impact, instant, urgency } from './words.ts';

/** As many at once as somebody can answer for (F10). */
export const BULK_MOST = 1000;

const words = (most: number) => z.string().trim().min(3).max(most);

/** What is done to each. The first three are done to tasks, the others to cases. */
export const bulkAct = z
  .discriminatedUnion('name', [
    z.object({ name: z.literal('claim') }),
    z.object({ name: z.literal('release') }),
    z.object({ name: z.literal('assign'), assigneeId: z.string().min(1), note: z.string().trim().max(2000).nullable().default(null) }),
    z.object({
      name: z.literal('priority'),
      impact,
      urgency,
      reason: words(2000),
      /** Clients are not told of a new date. */ silent: z.boolean().default(false),
    }),
    z.object({ name: z.literal('note'), body: words(10_000) }),
    z.object({ name: z.literal('message'), body: words(10_000) }),
    z.object({ name: z.literal('escalate'), reason: words(2000) }),
    /** As far as the term of each allows it; with a day its client is told the new date. */
    z.object({ name: z.literal('pause'), for: z.enum(PARTIES), reason: z.string().trim().min(3).max(1000), until: day.nullable().default(null) }),
    z.object({ name: z.literal('link'), code: caseCode, reason: words(2000) }),
  ])
  .meta({ id: 'BulkAct' });
export type BulkAct = z.output<typeof bulkAct>;
export const BULK_ON_TASKS: readonly BulkAct['name'][] = ['claim', 'release', 'assign'];
/** What has been said cannot be unsaid: these are never undone. */
export const BULK_FOR_GOOD: readonly BulkAct['name'][] = ['note', 'message', 'escalate'];

/** Task keys or case ids, each once. */
const targets = z
  .array(z.string().regex(/^(\d{1,19}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/))
  .min(1)
  .max(BULK_MOST)
  .refine(ids => new Set(ids).size === ids.length, 'each only once');

const request = z.object({ act: bulkAct, targets }).meta({ id: 'BulkRequest' });

/** waiting → done | refused (with why) | failed (our fault; it may be tried again) | stopped. */
export const BULK_ITEM_STATES = ['waiting', 'done', 'refused', 'failed', 'stopped'] as const;

const item = z.object({
  position: z.number().int(),
  target: z.string(),
  caseId: z.uuid().nullable(),
  code: z.string().nullable(),
  state: z.enum(BULK_ITEM_STATES),
  /** Slug of the problem, where it was refused. */
  why: z.string().nullable(),
});

export const bulkView = z
  .object({
    id: z.uuid(),
    act: bulkAct,
    state: z.enum(['running', 'done', 'stopped']),
    total: z.number().int(),
    counts: z.object({ waiting: z.number().int(), done: z.number().int(), refused: z.number().int(), failed: z.number().int(), stopped: z.number().int() }),
    /** The action this one takes back. */
    undoes: z.uuid().nullable(),
    undoneBy: z.uuid().nullable(),
    startedAt: instant,
    finishedAt: instant.nullable(),
    may: z.array(z.enum(['stop', 'undo'])),
  })
  .meta({ id: 'Bulk' });

const bulkId = z.object({ bulkId: z.uuid() });

/** POST, because a thousand targets do not fit an address. Nothing is changed. */
export const previewBulk = endpoint({
  method: 'post',
  path: '/api/bulk-previews',
  summary: 'What would happen to each, before it happens',
  tag: 'bulk',
  access: 'signed-in',
  body: request,
  reply: z.object({
    items: z.array(
      z.object({ target: z.string(), code: z.string().nullable(), /** Slug of the problem; null = it will be done. */ why: z.string().nullable() }),
    ),
    undoable: z.boolean(),
  }),
  problems: ['not-permitted', 'invalid-request'],
});

export const startBulk = endpoint({
  method: 'post',
  path: '/api/bulk',
  summary: 'Do it to each; goes on by itself, also when a part of the system is restarted meanwhile',
  tag: 'bulk',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: request,
  reply: bulkView,
  problems: ['not-permitted', 'invalid-request', 'key-reused'],
});

export const listBulk = endpoint({
  method: 'get',
  path: '/api/bulk',
  summary: 'My last bulk actions, newest first',
  tag: 'bulk',
  access: 'signed-in',
  reply: z.object({ actions: z.array(bulkView) }),
  problems: ['not-permitted'],
});

export const getBulk = endpoint({
  method: 'get',
  path: '/api/bulk/:bulkId',
  summary: 'One of my bulk actions: how far it is, and what came of each',
  tag: 'bulk',
  access: 'signed-in',
  params: bulkId,
  reply: bulkView.extend({ items: z.array(item) }),
  problems: ['not-found', 'not-permitted'],
});

export const stopBulk = endpoint({
  method: 'post',
  path: '/api/bulk/:bulkId/stop',
  summary: 'Leave those that have not been done yet as they are',
  tag: 'bulk',
  access: 'signed-in',
  params: bulkId,
  reply: bulkView,
  problems: ['not-found', 'not-permitted', 'already-done'],
});

export const undoBulk = endpoint({
  method: 'post',
  path: '/api/bulk/:bulkId/undo',
  summary: 'Take it back, wherever nobody has changed it since',
  tag: 'bulk',
  access: 'signed-in',
  params: bulkId,
  idempotent: true,
  status: 201,
  reply: bulkView,
  problems: ['not-found', 'not-permitted', 'state-conflict', 'already-done', 'key-reused'],
});

import { z } from 'zod';
import { ORIGINAL_STATES, documentView } from './documents.ts';
import { endpoint } from './endpoint.ts';
import { caseCode, day, instant, text } from './words.ts';
import { personal } from './personal.ts';

const agency = z.object({ id: z.string(), title: text });
export const PERIODS = ['weekly', 'fortnightly', 'monthly'] as const;
export const period = z.enum(PERIODS);
/** `made`: printed and packed, still here. */
export const BATCH_STATES = ['made', 'sent', 'closed'] as const;

/** The paper behind a scan. Rows carry no names: the list travels by post. */
export const originalView = z
  .object({
    id: z.uuid(),
    caseId: z.uuid(),
    caseCode,
    documentId: z.uuid(),
    title: personal(z.string()),
    state: z.enum(ORIGINAL_STATES),
    sender: agency,
    holder: agency,
    /** Who has it now. */
    place: agency,
    dueOn: day,
    overdue: z.boolean(),
    note: personal(z.string().nullable()),
    batch: z.object({ id: z.uuid(), number: z.string(), line: z.number().int() }).nullable(),
    markedAt: instant,
    settledAt: instant.nullable(),
    version: z.int32(),
    may: z.array(z.enum(['pack', 'receive', 'find'])),
  })
  .meta({ id: 'Original' });

export const batchView = z
  .object({
    id: z.uuid(),
    number: z.string(),
    state: z.enum(BATCH_STATES),
    sender: agency,
    holder: agency,
    madeAt: instant,
    sentAt: instant.nullable(),
    closedAt: instant.nullable(),
    /** Sent so long ago that somebody should look for it. */
    overdue: z.boolean(),
    counts: z.object({ all: z.number().int(), received: z.number().int(), missing: z.number().int() }),
    version: z.int32(),
    may: z.array(z.enum(['send', 'undo', 'receive'])),
  })
  .meta({ id: 'OriginalBatch' });

export const ORIGINAL_LISTS = ['here', 'coming', 'missing', 'settled'] as const;

export const listOriginals = endpoint({
  method: 'get',
  path: '/api/originals',
  summary: 'Paper originals that I handle: here to be sent, coming to my agency, missing, settled',
  tag: 'originals',
  access: 'signed-in',
  query: z.object({ list: z.enum(ORIGINAL_LISTS).default('here'), cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
  reply: z.object({
    originals: z.array(originalView),
    next: z.string().nullable(),
    counts: z.object({ here: z.number().int(), late: z.number().int(), coming: z.number().int(), missing: z.number().int() }),
  }),
  problems: ['not-permitted', 'invalid-request'],
});

export const markOriginalHere = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/documents/:documentId/original',
  summary: 'The paper behind this scan is here, and is kept for the holder',
  tag: 'originals',
  access: 'signed-in',
  params: z.object({ caseId: z.uuid(), documentId: z.uuid() }),
  idempotent: true,
  status: 201,
  body: z.object({ note: z.string().trim().max(500).nullable().default(null) }),
  reply: documentView,
  problems: ['not-found', 'not-permitted', 'already-done', 'key-reused'],
});

export const unmarkOriginal = endpoint({
  method: 'delete',
  path: '/api/cases/:caseId/documents/:documentId/original',
  summary: 'There is no paper behind this scan after all',
  tag: 'originals',
  access: 'signed-in',
  params: z.object({ caseId: z.uuid(), documentId: z.uuid() }),
  status: 204,
  problems: ['not-found', 'not-permitted'],
});

export const listBatches = endpoint({
  method: 'get',
  path: '/api/original-batches',
  summary: 'Batches of originals that my agency sends or gets, newest first',
  tag: 'originals',
  access: 'signed-in',
  query: z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(30) }),
  reply: z.object({ batches: z.array(batchView), next: z.string().nullable() }),
  problems: ['not-permitted', 'invalid-request'],
});

export const makeBatch = endpoint({
  method: 'post',
  path: '/api/original-batches',
  summary: 'Put originals for one holder on a numbered list',
  tag: 'originals',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z.object({ originalIds: z.array(z.uuid()).min(1).max(500) }),
  reply: batchView,
  problems: ['not-permitted', 'not-found', 'state-conflict', 'invalid-request', 'key-reused'],
});

const oneBatch = z.object({ batchId: z.uuid() });

export const getBatch = endpoint({
  method: 'get',
  path: '/api/original-batches/:batchId',
  summary: 'A batch, line by line',
  tag: 'originals',
  access: 'signed-in',
  params: oneBatch,
  reply: z.object({ batch: batchView, originals: z.array(originalView) }),
  problems: ['not-found', 'not-permitted'],
});

export const printBatch = endpoint({
  method: 'get',
  path: '/api/original-batches/:batchId/print',
  summary: 'The list that travels with the paper, to be printed',
  tag: 'originals',
  access: 'signed-in',
  params: oneBatch,
  produces: 'application/pdf',
  streams: ['client'],
  problems: ['not-found', 'not-permitted'],
});

export const sendBatch = endpoint({
  method: 'put',
  path: '/api/original-batches/:batchId/sent',
  summary: 'The batch is on its way',
  tag: 'originals',
  access: 'signed-in',
  params: oneBatch,
  body: z.object({ version: z.int32() }),
  reply: batchView,
  problems: ['not-found', 'not-permitted', 'state-conflict', 'already-done'],
});

export const undoBatch = endpoint({
  method: 'delete',
  path: '/api/original-batches/:batchId',
  summary: 'Unpack a batch that has not been sent',
  tag: 'originals',
  access: 'signed-in',
  params: oneBatch,
  status: 204,
  problems: ['not-found', 'not-permitted', 'state-conflict'],
});

/** Missing: with a note to the sender. */
export const settleOriginal = endpoint({
  method: 'put',
  path: '/api/originals/:originalId/settlement',
  summary: 'The original has come, or is missing from the batch; or the sender has found it',
  tag: 'originals',
  access: 'signed-in',
  params: z.object({ originalId: z.uuid() }),
  body: z.object({ result: z.enum(['received', 'missing', 'found']), note: z.string().trim().max(500).nullable().default(null), version: z.int32() }),
  reply: originalView,
  problems: ['not-found', 'not-permitted', 'state-conflict', 'invalid-request'],
});

export const getPeriod = endpoint({
  method: 'get',
  path: '/api/originals-period',
  summary: 'How often originals are sent to my agency',
  tag: 'originals',
  access: 'signed-in',
  reply: z.object({ period, mayChange: z.boolean() }),
  problems: ['not-permitted'],
});

export const setPeriod = endpoint({
  method: 'put',
  path: '/api/originals-period',
  summary: 'Change how often originals are sent to my agency; for paper taken in from now on',
  tag: 'originals',
  access: 'signed-in',
  body: z.object({ period }),
  reply: z.object({ period, mayChange: z.boolean() }),
  problems: ['not-permitted'],
});

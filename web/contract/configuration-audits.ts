import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { itemLine } from './configuration.ts';
import { caseCode, day, instant } from './words.ts';
import { official } from './personal.ts';

/** Why an audit is made: a year has passed, a large change has been made, or something else. */
export const AUDIT_REASONS = ['yearly', 'change', 'other'] as const;
export const FINDING_KINDS = ['differs', 'missing', 'unregistered', 'unapproved-change'] as const;
export const LINE_STATES = ['waiting', 'right', 'deviation', 'corrected', 'settled'] as const;

const words = z.string().trim().min(3).max(1000);
const auditId = z.object({ auditId: z.uuid() });
const lineId = auditId.extend({ lineId: z.uuid() });

const auditLine = z.object({
  id: z.uuid(),
  state: z.enum(LINE_STATES),
  item: itemLine.nullable(),
  kind: z.enum(FINDING_KINDS).nullable(),
  finding: z.string().nullable(),
  /** The change or incident that an unapproved change was passed on to. */
  caseCode: z.string().nullable(),
  correction: z.string().nullable(),
  correctedBy: official(z.string().nullable()),
  version: z.int32(),
  may: z.array(z.enum(['judge', 'correct', 'recheck'])),
});

export const auditView = z
  .object({
    id: z.uuid(),
    title: z.string(),
    reason: z.enum(AUDIT_REASONS),
    changeCode: z.string().nullable(),
    auditor: official(z.string()),
    startedAt: instant,
    closedAt: instant.nullable(),
    conclusion: z.string().nullable(),
    counts: z.record(z.enum(LINE_STATES), z.number().int()),
    may: z.array(z.enum(['close', 'add'])),
  })
  .meta({ id: 'ConfigurationAudit' });

export const listAudits = endpoint({
  method: 'get',
  path: '/api/configuration/audits',
  summary: 'P6.5: audits of one’s agency, the newest first, and when the next is due',
  tag: 'configuration',
  access: 'signed-in',
  query: z.object({ agency: z.string().max(60).optional() }),
  reply: z.object({
    audits: z.array(auditView),
    /** A year, or what the plan says, after the last audit ended; null = there are no items to audit. */
    dueOn: day.nullable(),
    overdue: z.boolean(),
    mayStart: z.boolean(),
    /** Measures of P6. */
    measures: z.object({ items: z.number().int(), withoutOwner: z.number().int(), withoutService: z.number().int(), openDeviations: z.number().int() }),
  }),
  problems: ['not-permitted'],
});

export const startAudit = endpoint({
  method: 'post',
  path: '/api/configuration/audits',
  summary: 'P6.5: begin an audit: the items of its scope as they are now, each to be judged',
  tag: 'configuration',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z.object({
    title: z.string().trim().min(3).max(200),
    reason: z.enum(AUDIT_REASONS),
    changeCode: caseCode.nullable().default(null),
    scope: z.object({ types: z.array(z.string().max(60)).max(60).default([]), services: z.array(z.string().max(60)).max(100).default([]) }),
  }),
  reply: z.object({ id: z.uuid(), items: z.number().int() }),
  problems: ['not-permitted', 'invalid-form', 'key-reused'],
});

export const getAudit = endpoint({
  method: 'get',
  path: '/api/configuration/audits/:auditId',
  summary: 'P6.5: an audit line by line',
  tag: 'configuration',
  access: 'signed-in',
  params: auditId,
  reply: auditView.extend({ lines: z.array(auditLine) }),
  problems: ['not-found', 'not-permitted'],
});

const verdict = z.discriminatedUnion('state', [
  z.object({ state: z.literal('right') }),
  z.object({ state: z.literal('deviation'), kind: z.enum(FINDING_KINDS), finding: words, caseCode: caseCode.nullable().default(null) }),
]);

export const judgeAuditLine = endpoint({
  method: 'post',
  path: '/api/configuration/audits/:auditId/lines/:lineId/judgement',
  summary: 'P6.5: this item is right, or deviates; after a correction: the recheck',
  tag: 'configuration',
  access: 'signed-in',
  params: lineId,
  idempotent: true,
  status: 201,
  body: z.object({ verdict, version: z.int32() }),
  reply: z.object({ state: z.enum(LINE_STATES), version: z.int32() }),
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict', 'key-reused'],
});

export const addFinding = endpoint({
  method: 'post',
  path: '/api/configuration/audits/:auditId/findings',
  summary: 'P6.5: something is there that nobody has registered',
  tag: 'configuration',
  access: 'signed-in',
  params: auditId,
  idempotent: true,
  status: 201,
  body: z.object({ finding: words }),
  reply: z.object({ id: z.uuid() }),
  problems: ['not-found', 'not-permitted', 'state-conflict', 'key-reused'],
});

export const correctAuditLine = endpoint({
  method: 'post',
  path: '/api/configuration/audits/:auditId/lines/:lineId/correction',
  summary: 'P6.6: what was found has been put right outside the register; it waits for its recheck',
  tag: 'configuration',
  access: 'signed-in',
  params: lineId,
  idempotent: true,
  status: 201,
  body: z.object({ correction: words, version: z.int32() }),
  reply: z.object({ state: z.enum(LINE_STATES), version: z.int32() }),
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict', 'key-reused'],
});

export const closeAudit = endpoint({
  method: 'post',
  path: '/api/configuration/audits/:auditId/closing',
  summary: 'P6.5: close an audit when every line is right or settled',
  tag: 'configuration',
  access: 'signed-in',
  params: auditId,
  idempotent: true,
  status: 201,
  body: z.object({ conclusion: words }),
  reply: z.object({ closedAt: instant }),
  problems: ['not-found', 'not-permitted', 'state-conflict', 'already-done', 'key-reused'],
});

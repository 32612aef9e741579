import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { caseCode, channel, instant, kind, outcome, status, text } from './words.ts';
import { official, personal } from './personal.ts';

/** How two cases belong together; `duplicate` and `parent` are made by merging and splitting, `same-incident` by attaching one to the other (P3.1), the others by hand. */
export const LINK_TYPES = ['about', 'duplicate', 'parent', 'related', 'change', 'same-incident'] as const;
export const linkType = z.enum(LINK_TYPES);
export type LinkType = (typeof LINK_TYPES)[number];
/** Those a person may make and take back. */
export const HAND_LINK_TYPES = ['related', 'about', 'change'] as const;

/** As much of another case as one needs to know which it is. */
export const caseMention = z
  .object({
    id: z.uuid(),
    code: caseCode,
    kind,
    service: z.object({ id: z.string(), title: text }).nullable(),
    subject: personal(z.string().nullable()),
    channel,
    status,
    outcome: outcome.nullable(),
    submittedAt: instant,
    dueAt: instant.nullable(),
  })
  .meta({ id: 'CaseMention' });

export const linkView = z
  .object({
    id: z.uuid(),
    type: linkType,
    /** `from`: this case is a duplicate of (is about, was split from) the other; `to`: the other way round. */
    direction: z.enum(['from', 'to']),
    other: caseMention,
    reason: personal(z.string().nullable()),
    by: official(z.string().nullable()),
    at: instant,
    /** May the one who asks take it back? */
    removable: z.boolean(),
  })
  .meta({ id: 'CaseLink' });

const caseId = z.object({ caseId: z.uuid() });
const reason = z.string().trim().min(3).max(2000);

export const listLinks = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/links',
  summary: 'Cases that belong together with this one, as far as the one who asks may see them',
  tag: 'links',
  access: 'signed-in',
  params: caseId,
  reply: z.object({ links: z.array(linkView), may: z.array(z.enum(['link', 'merge', 'unmerge', 'split'])) }),
  problems: ['not-found', 'not-permitted'],
});

export const linkCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/links',
  summary: 'Link another case, by its code',
  tag: 'links',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ code: caseCode, type: z.enum(HAND_LINK_TYPES), reason: reason.nullable().default(null) }),
  reply: z.object({ id: z.uuid() }),
  problems: ['not-found', 'not-permitted', 'already-done', 'invalid-request', 'key-reused'],
});

export const unlinkCase = endpoint({
  method: 'delete',
  path: '/api/cases/:caseId/links/:linkId',
  summary: 'Take a link back',
  tag: 'links',
  access: 'signed-in',
  params: z.object({ caseId: z.uuid(), linkId: z.uuid() }),
  status: 204,
  problems: ['not-found', 'not-permitted'],
});

/** A case that may be the same: by service, by near words (0…1), or by both. */
export const duplicateView = caseMention
  .extend({
    clientName: personal(z.string().nullable()),
    likeness: z.number().min(0).max(1),
    same: z.array(z.enum(['service', 'words', 'kind'])),
    open: z.boolean(),
  })
  .meta({ id: 'PossibleDuplicate' });

export const findDuplicates = endpoint({
  method: 'post',
  path: '/api/duplicates',
  summary: 'While registering: cases of the last year that may be the same (POST, because the words are personal data)',
  tag: 'links',
  access: 'signed-in',
  body: z.object({
    clientId: z.uuid().nullable(),
    serviceId: z.string().nullable(),
    kind: kind.nullable().default(null),
    text: z.string().max(10_000).default(''),
  }),
  reply: z.object({ candidates: z.array(duplicateView) }),
  problems: ['not-permitted', 'not-found'],
});

export const listDuplicates = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/duplicates',
  summary: 'Cases that may be the same as this one',
  tag: 'links',
  access: 'signed-in',
  params: caseId,
  reply: z.object({ candidates: z.array(duplicateView) }),
  problems: ['not-found', 'not-permitted'],
});

const done = z.object({ version: z.int32() });

export const mergeCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/merge',
  summary: 'This case is a duplicate: close it so; what was said and attached is shown in the one that is kept',
  tag: 'links',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ keepId: z.uuid(), reason }),
  reply: done,
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'invalid-request', 'key-reused'],
});

/** What a case of its own is made of: in words, with copies of chosen documents. A service request has its form and is applied for. */
export const splitPart = z.object({
  kind: kind.exclude(['service-request']),
  serviceId: z.string().nullable().default(null),
  subject: z.string().trim().min(3).max(4000),
  documentIds: z.array(z.uuid()).max(50).default([]),
});

export const splitCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/split',
  summary: 'Several matters in one: make a case of its own of each; this one stays as it is',
  tag: 'links',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ parts: z.array(splitPart).min(1).max(10) }),
  reply: z.object({ cases: z.array(z.object({ id: z.uuid(), code: caseCode })) }),
  problems: ['not-found', 'not-permitted', 'invalid-request', 'key-reused'],
});

export const unmergeCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/unmerge',
  summary: 'It was no duplicate: the case is opened again as it was',
  tag: 'links',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ reason }),
  reply: done,
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'key-reused'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { notice, noticeText } from './notices.ts';
import { instant, kind, text } from './words.ts';
import { official, personal } from './personal.ts';

const language = z.enum(['lv', 'en']);

/** Words of a notice as a template: subject and body with `{{ fields }}`. */
const template = z.object({ subject: z.string().trim().min(1).max(200), body: z.string().trim().min(1).max(4000) });

export const noticeTemplate = z
  .object({
    notice,
    language,
    subject: z.string(),
    body: z.string(),
    /** The agency's own words, or the built-in ones. */
    own: z.boolean(),
    builtIn: noticeText,
    /** Counts every change, going back to the built-in words too; 0: never changed. */
    version: z.int32(),
    changedAt: instant.nullable(),
    changedBy: official(z.string().nullable()),
  })
  .meta({ id: 'NoticeTemplate' });

export const listNoticeTemplates = endpoint({
  method: 'get',
  path: '/api/notice-templates',
  summary: 'The words of every notice, as my agency says them (agency administrators, service managers)',
  tag: 'templates',
  access: 'signed-in',
  reply: z.object({ templates: z.array(noticeTemplate) }),
  problems: ['not-permitted'],
});

export const listNoticeVersions = endpoint({
  method: 'get',
  path: '/api/notice-templates/:notice/:language/versions',
  summary: 'Every version of my agency’s words for a notice, newest first',
  tag: 'templates',
  access: 'signed-in',
  params: z.object({ notice, language }),
  reply: z.object({
    versions: z.array(
      z.object({ version: z.int32(), subject: z.string().nullable(), body: z.string().nullable(), changedAt: instant, changedBy: official(z.string()) }),
    ),
  }),
  problems: ['not-permitted'],
});

export const saveNoticeTemplate = endpoint({
  method: 'put',
  path: '/api/notice-templates/:notice/:language',
  summary: 'My agency’s own words for a notice; null = back to the built-in ones. Checked: fields exist, nothing personal in the subject',
  tag: 'templates',
  access: 'signed-in',
  params: z.object({ notice, language }),
  body: z.object({ template: template.nullable(), /** The version that was changed. */ version: z.int32() }),
  reply: noticeTemplate,
  problems: ['not-permitted', 'invalid-form', 'state-conflict'],
});

const fault = z.object({ path: z.string(), code: z.string(), message: z.string().optional() });

export const previewNotice = endpoint({
  method: 'post',
  path: '/api/notice-templates/:notice/:language/preview',
  summary: 'What a template gives with example data: in the e-account and by e-mail; or what is wrong with it',
  tag: 'templates',
  access: 'signed-in',
  params: z.object({ notice, language }),
  body: z.object({ subject: z.string().max(200), body: z.string().max(4000) }),
  reply: z.object({ account: noticeText.nullable(), mail: noticeText.nullable(), faults: z.array(fault) }),
  problems: ['not-permitted'],
});

/** Fields of reply templates: a closed list. What is typed into an answer is read by a person before it is sent. */
export const REPLY_FIELDS = [
  { name: 'client.name', means: { lv: 'klienta vārds un uzvārds', en: 'name of the client' } },
  { name: 'case.code', means: { lv: 'pieteikuma numurs', en: 'number of the application' } },
  { name: 'service.title', means: { lv: 'pakalpojuma nosaukums', en: 'name of the service' } },
  { name: 'agency.title', means: { lv: 'iestādes nosaukums', en: 'name of the agency' } },
  { name: 'due.by', means: { lv: 'atbildes termiņš pēc vārda “līdz”', en: 'date of the answer, after “by”' } },
  { name: 'me.name', means: { lv: 'mans vārds un uzvārds', en: 'my name' } },
  { name: 'today.day', means: { lv: 'šodienas datums', en: 'today’s date' } },
] as const;

const bodies = {
  title: z.string().trim().min(2).max(100),
  body: z.object({ lv: z.string().trim().min(1).max(8000), en: z.string().trim().max(8000) }),
  kinds: z.array(kind).max(20).default([]),
  serviceId: z.string().max(100).nullable().default(null),
};

export const replyTemplate = z
  .object({
    id: z.uuid(),
    title: z.string(),
    body: text,
    kinds: z.array(kind),
    serviceId: z.string().nullable(),
    /** The team's, or mine alone. */
    team: z.boolean(),
    retired: z.boolean(),
    mayEdit: z.boolean(),
    version: z.int32(),
    updatedAt: instant,
  })
  .meta({ id: 'ReplyTemplate' });

export const listReplyTemplates = endpoint({
  method: 'get',
  path: '/api/reply-templates',
  summary: 'My own and my team’s words for answers',
  tag: 'templates',
  access: 'signed-in',
  query: z.object({ retired: z.enum(['yes', 'no']).default('no') }),
  reply: z.object({
    templates: z.array(replyTemplate),
    /** May I write for the team? */ mayEditTeam: z.boolean(),
    services: z.array(z.object({ id: z.string(), title: text })),
  }),
  problems: ['not-permitted'],
});

export const createReplyTemplate = endpoint({
  method: 'post',
  path: '/api/reply-templates',
  summary: 'New words for answers: for me, or for my team (team leads, service managers, agency administrators)',
  tag: 'templates',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z.object({ ...bodies, team: z.boolean().default(false) }),
  reply: replyTemplate,
  problems: ['not-permitted', 'invalid-form', 'key-reused'],
});

export const changeReplyTemplate = endpoint({
  method: 'put',
  path: '/api/reply-templates/:templateId',
  summary: 'Change words for answers, or retire them',
  tag: 'templates',
  access: 'signed-in',
  params: z.object({ templateId: z.uuid() }),
  body: z.object({ ...bodies, retired: z.boolean().default(false), version: z.int32() }),
  reply: replyTemplate,
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict'],
});

export const listRepliesForCase = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/reply-templates',
  summary: 'Words for answers that fit this case: by agency, kind and service; as templates, not filled in',
  tag: 'templates',
  access: 'signed-in',
  params: z.object({ caseId: z.uuid() }),
  reply: z.object({ templates: z.array(z.object({ id: z.uuid(), title: z.string(), body: z.string(), team: z.boolean() })) }),
  problems: ['not-found', 'not-permitted'],
});

export const fillReply = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/reply-templates/:templateId',
  summary: 'These words filled in for this case, in the client’s language; a look at personal data, audited',
  tag: 'templates',
  access: 'signed-in',
  params: z.object({ caseId: z.uuid(), templateId: z.uuid() }),
  reply: z.object({ text: personal(z.string()) }),
  problems: ['not-found', 'not-permitted'],
});

/** With example data, for whoever writes a template. */
export const previewReply = endpoint({
  method: 'post',
  path: '/api/reply-templates/preview',
  summary: 'What a reply template gives with example data, or what is wrong with it',
  tag: 'templates',
  access: 'signed-in',
  body: z.object({ body: z.string().max(8000), language }),
  reply: z.object({ text: z.string().nullable(), faults: z.array(fault) }),
  problems: ['not-permitted'],
});

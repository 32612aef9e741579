import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { role, text } from './words.ts';
import { official, personal } from './personal.ts';

export const meView = z
  .object({
    id: z.string(),
    name: personal(z.string()),
    roles: z.array(role),
    agency: z.object({ id: z.string(), title: text }).nullable(),
    client: z.object({ id: z.uuid(), name: personal(z.string()), email: personal(z.string().nullable()), phone: personal(z.string().nullable()) }).nullable(),
  })
  .meta({ id: 'Me' });

export const getMe = endpoint({
  method: 'get',
  path: '/api/me',
  summary: 'Who I am and what I may act as',
  tag: 'me',
  access: 'signed-in',
  oneself: true,
  reply: meView,
  problems: ['not-signed-in'],
});

/** What the browser needs before sign-in. */
export const getSettings = endpoint({
  method: 'get',
  path: '/api/settings',
  summary: 'Where to sign in, and which release this is',
  tag: 'me',
  access: 'public',
  reply: z.object({ keycloakUrl: z.url(), realm: z.string(), clientId: z.string(), release: z.string(), demo: z.boolean(), /** Bytes of a file, files at once, endings of names for the file picker. */ uploads: z.object({ maxBytes: z.number().int(), maxFiles: z.number().int(), accept: z.string() }) }),
  problems: [],
});

export const listColleagues = endpoint({
  method: 'get',
  path: '/api/colleagues',
  summary: 'People of my agency I may hand a task to',
  tag: 'me',
  access: 'signed-in',
  reply: z.object({ colleagues: z.array(z.object({ id: z.string(), name: official(z.string()), roles: z.array(role) })) }),
  problems: ['not-permitted'],
});

const draft = z.object({ data: personal(z.record(z.string(), z.unknown())), version: z.int32(), updatedAt: z.string() }).meta({ id: 'Draft' });
/**
 * What may be drafted: `apply:<serviceId>`, `ask`, `answer:<questionId>`, `task:<taskKey>`, `register`; of a case `reply:<caseId>`,
 * `classify:<caseId>` and the other forms of the workplace.
 */
const subject = z.object({
  subject: z
    .string()
    .max(200)
    .regex(/^(apply|ask|answer|task|register|reply|classify|escalate|assign|feedback|withdraw|contact|callback|link|split|absence|extend|suspend|attach)(:[\w-]+)*$/),
});

/** Drafts are saved as typed (F4). */
export const getDraft = endpoint({
  method: 'get',
  path: '/api/drafts/:subject',
  summary: 'What I had typed',
  tag: 'me',
  access: 'signed-in',
  oneself: true,
  params: subject,
  reply: z.object({ draft: draft.nullable() }),
  problems: [],
});
export const saveDraft = endpoint({
  method: 'put',
  path: '/api/drafts/:subject',
  summary: 'Keep what I have typed',
  tag: 'me',
  access: 'signed-in',
  oneself: true,
  params: subject,
  body: z.object({
    data: z.record(z.string(), z.unknown()),
    /** Version this was typed on, 0 = none: another device of mine that has saved meanwhile is then not overwritten (409). Absent: the last one wins. */
    after: z.int32().nonnegative().optional(),
  }),
  reply: z.object({ version: z.int32(), updatedAt: z.string() }),
  problems: ['too-large', 'state-conflict'],
});
export const dropDraft = endpoint({
  method: 'delete',
  path: '/api/drafts/:subject',
  summary: 'Throw away what I had typed',
  tag: 'me',
  access: 'signed-in',
  params: subject,
  status: 204,
  problems: [],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { caseCode, instant, kind, status, text } from './words.ts';
import { personal } from './personal.ts';

/** Words of a title to be marked: those that answer the question. */
const marks = z.array(z.string());

export const foundCase = z
  .object({
    id: z.uuid(),
    code: caseCode,
    kind,
    service: z.object({ id: z.string(), title: text }).nullable(),
    subject: personal(z.string().nullable()),
    clientName: personal(z.string().nullable()),
    status,
    overdue: z.boolean(),
    dueAt: instant.nullable(),
    submittedAt: instant,
    marks,
  })
  .meta({ id: 'FoundCase' });

/**
 * POST, because what people look for are names, phone numbers and personal codes: none of them may stand in an address, which logs and
 * histories keep.
 */
export const searchAll = endpoint({
  method: 'post',
  path: '/api/search',
  summary: 'Find cases, clients and services by words, code, phone number, e-mail or personal code',
  tag: 'search',
  access: 'signed-in',
  body: z.object({ q: z.string().trim().min(2).max(100) }).meta({ id: 'Search' }),
  reply: z
    .object({
      cases: z.array(foundCase),
      clients: z.array(
        z.object({
          id: z.uuid(),
          name: personal(z.string()),
          personalCodeMasked: personal(z.string()),
          phone: personal(z.string().nullable()),
          email: personal(z.string().nullable()),
          marks,
        }),
      ),
      services: z.array(z.object({ id: z.string(), title: text, marks })),
      /** Nothing was found as it was typed; these answer to words that look alike. */
      like: z.string().nullable(),
      /** There are more cases than are shown. */
      more: z.boolean(),
    })
    .meta({ id: 'Found' }),
  problems: ['not-permitted', 'invalid-request'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { viewDefinition } from './views.ts';

/** Exports end here; a report of more than that is not read by people. */
export const MOST_EXPORTED = 50_000;

/**
 * The columns, filter and order of a list as it is seen, all of its pages. The caller gives the words of its language (titles of columns,
 * words for codes such as `status.closed`), so that the file says what the screen says. The answer's header X-Rows says how many rows to expect.
 */
export const exportList = endpoint({
  method: 'post',
  path: '/api/exports',
  summary: 'The list as it is seen, as a CSV or XLSX file; written down with its purpose and number of rows',
  tag: 'lists',
  access: 'signed-in',
  body: z
    .object({
      format: z.enum(['csv', 'xlsx']),
      language: z.enum(['lv', 'en']).default('lv'),
      purpose: z.string().trim().min(3).max(200),
      definition: viewDefinition,
      titles: z.record(z.string().max(40), z.string().max(100)),
      words: z.record(z.string().max(60), z.string().max(100)),
    })
    .meta({ id: 'Export' }),
  produces: 'application/octet-stream',
  streams: ['client'],
  problems: ['not-permitted', 'invalid-request'],
});

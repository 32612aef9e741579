import { z } from 'zod';
import { ITEM_STATUSES } from './configuration.ts';
import { endpoint } from './endpoint.ts';
import { instant } from './words.ts';
import { official } from './personal.ts';

/** As many faults are listed; all are counted. */
export const FAULTS_MOST = 20_000;

const fault = z.object({
  /** Line of the file; of JSON the number of the record. */
  line: z.number().int(),
  column: z.string(),
  code: z.string(),
  /** What stands there, cut short. */
  value: z.string(),
  /** Another line it has to do with. */
  also: z.number().int().nullable(),
});

const sum = { added: z.number().int(), changed: z.number().int(), unchanged: z.number().int() };

export const previewImport = endpoint({
  method: 'post',
  path: '/api/configuration/import-previews',
  summary: 'What a file of items (CSV, JSON; field "file") would do, and every fault by line and column; changes nothing',
  tag: 'configuration',
  access: 'signed-in',
  consumes: 'multipart/form-data',
  reply: z
    .object({
      rows: z.number().int(),
      ...sum,
      faulty: z.number().int(),
      /** What each column was taken for; null = left aside. */
      columns: z.array(z.object({ name: z.string(), meaning: z.string().nullable() })),
      faultCount: z.number().int(),
      faults: z.array(fault),
      /** Relations that run in circles: taken in, and said, because they are seldom meant. */
      circles: z.array(z.object({ line: z.number().int(), column: z.string(), way: z.array(z.string()) })),
      seen: z.string(),
    })
    .meta({ id: 'ConfigurationImportPreview' }),
  problems: ['not-permitted', 'invalid-request', 'invalid-form', 'too-large'],
});

export const importItems = endpoint({
  method: 'post',
  path: '/api/configuration/imports',
  summary: 'Take in the file that was looked at, all at once: rows with faults stop it, unless they are left out on purpose',
  tag: 'configuration',
  access: 'signed-in',
  consumes: 'multipart/form-data',
  idempotent: true,
  status: 201,
  query: z.object({ seen: z.string().length(64), leave: z.stringbool().default(false) }),
  reply: z.object({ id: z.uuid(), ...sum, leftOut: z.number().int() }),
  problems: ['not-permitted', 'invalid-request', 'invalid-form', 'state-conflict', 'too-large', 'key-reused'],
});

export const listImports = endpoint({
  method: 'get',
  path: '/api/configuration/imports',
  summary: 'The last files taken in for one’s agency',
  tag: 'configuration',
  access: 'signed-in',
  reply: z.object({
    imports: z.array(z.object({ id: z.uuid(), fileName: z.string(), ...sum, leftOut: z.number().int(), by: official(z.string()), at: instant })),
  }),
  problems: ['not-permitted'],
});

export const exportItems = endpoint({
  method: 'get',
  path: '/api/configuration/export',
  summary: 'The items of a list as a file that can be taken in again',
  tag: 'configuration',
  access: 'signed-in',
  query: z.object({
    format: z.enum(['csv', 'json']),
    q: z.string().trim().max(100).optional(),
    agency: z.string().max(60).optional(),
    type: z.string().max(60).optional(),
    status: z.enum(ITEM_STATUSES).optional(),
  }),
  produces: 'application/octet-stream',
  streams: [],
  problems: ['not-permitted', 'invalid-request'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { caseCode, day, instant } from './words.ts';
import { personal } from './personal.ts';

/**
 * `uploaded` and `checking`: in quarantine, nobody but the one who sent it gets the bytes. `unchecked`: this installation has no
 * engine, or could not ask it. `infected`: thrown away.
 */
export const FILE_STATES = ['uploaded', 'checking', 'clean', 'infected', 'unchecked'] as const;
export type FileState = (typeof FILE_STATES)[number];

/** What a person may say a document is. */
export const CHOOSABLE_KINDS = ['attachment', 'signed-application', 'certificate', 'correspondence', 'photo', 'receipt'] as const;
/** … and what Pietura makes itself: never renamed, replaced or withdrawn. */
export const MADE_KINDS = ['decision', 'application', 'minutes'] as const;
export const DOCUMENT_KINDS = [...CHOOSABLE_KINDS, ...MADE_KINDS] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const ORIGINAL_STATES = ['due', 'sent', 'received', 'missing'] as const;

/** `progress`: how much the engine has read, 0 to 100. `macros`: an Office file that carries programs. */
export const fileCheck = z.object({ state: z.enum(FILE_STATES), progress: z.number().int().min(0).max(100), macros: z.boolean() }).meta({ id: 'FileCheck' });

export const documentView = z
  .object({
    id: z.uuid(),
    kind: z.enum(DOCUMENT_KINDS),
    title: personal(z.string()),
    fileName: personal(z.string()),
    contentType: z.string(),
    bytes: z.number().int(),
    addedAt: instant,
    /** Who added it, in words the reader may know; null = Pietura itself, or not for the reader. */
    addedBy: personal(z.string().nullable()),
    public: z.boolean(),
    /** Code of the duplicate it came with, as long as that is merged into this case; null: it is the case’s own. */
    mergedFrom: caseCode.nullable(),
    check: fileCheck,
    /** 1 = the first one; older ones are kept (`listVersions`). */
    version: z.int32(),
    /** Send it back with a change: somebody else's change in between is a conflict. */
    revision: z.int32(),
    withdrawn: z.object({ at: instant, reason: personal(z.string().nullable()) }).nullable(),
    /** The paper behind the scan. `dueOn`: day by which it goes to the holder. */
    original: z.object({ state: z.enum(ORIGINAL_STATES), place: z.string(), dueOn: day }).nullable(),
    /** What the reader may do with it now. */
    may: z.array(z.enum(['open', 'change', 'replace', 'withdraw', 'mark-original', 'unmark-original'])),
  })
  .meta({ id: 'Document' });

const uploadView = z
  .object({ uploadId: z.uuid(), fileName: personal(z.string()), contentType: z.string(), bytes: z.number().int(), check: fileCheck })
  .meta({ id: 'Upload' });

/** A file put aside until it is attached to a case; thrown away after a week. */
export const upload = endpoint({
  method: 'post',
  path: '/api/uploads',
  summary: 'Upload a file (field "file"), to attach it afterwards',
  tag: 'documents',
  access: 'signed-in',
  oneself: true,
  consumes: 'multipart/form-data',
  status: 201,
  reply: uploadView,
  problems: ['too-large', 'unsupported-type', 'invalid-request', 'too-many-files'],
});

/** Those that are still there: a file not in the answer has been attached or thrown away. */
export const listUploads = endpoint({
  method: 'get',
  path: '/api/uploads',
  summary: 'My files that are put aside, and whether they have been checked',
  tag: 'documents',
  access: 'signed-in',
  oneself: true,
  query: z.object({
    ids: z
      .string()
      .max(4000)
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})*$/),
  }),
  reply: z.object({ uploads: z.array(uploadView) }),
  problems: [],
});

export const dropUpload = endpoint({
  method: 'delete',
  path: '/api/uploads/:uploadId',
  summary: 'Throw away a file that I had put aside',
  tag: 'documents',
  access: 'signed-in',
  params: z.object({ uploadId: z.uuid() }),
  status: 204,
  problems: [],
});

/** The filled form as a PDF to be read and signed by the client (J4). */
export const printApplication = endpoint({
  method: 'post',
  path: '/api/application-print',
  summary: 'The filled application as a PDF, to be signed',
  tag: 'documents',
  access: 'signed-in',
  body: z.object({ serviceId: z.string(), clientId: z.uuid(), data: z.record(z.string(), z.unknown()) }),
  produces: 'application/pdf',
  streams: ['client'],
  problems: ['not-permitted', 'not-found', 'invalid-form'],
});

const inCase = z.object({ caseId: z.uuid() });
const one = z.object({ caseId: z.uuid(), documentId: z.uuid() });
const title = z.string().trim().min(1).max(200);

export const attachDocuments = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/documents',
  summary: 'Attach uploaded files to the case, or one as the new version of a document',
  tag: 'documents',
  access: 'signed-in',
  params: inCase,
  idempotent: true,
  status: 201,
  body: z.object({
    uploadIds: z.array(z.uuid()).min(1).max(100),
    /** Absent: the name of each file. */
    title: z.string().trim().max(200).nullable().default(null),
    kind: z.enum(CHOOSABLE_KINDS).default('attachment'),
    /** Staff may keep a document among themselves. */
    public: z.boolean().default(true),
    /** The document that this one file takes the place of; the old version is kept. */
    replaces: z.uuid().nullable().default(null),
    /** The paper is here and is kept for the holder (B24.2). */
    paperOriginal: z.boolean().default(false),
  }),
  reply: z.object({ documents: z.array(documentView) }),
  problems: ['not-found', 'not-permitted', 'invalid-request', 'state-conflict', 'infected', 'too-many-files', 'key-reused'],
});

export const getDocument = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/documents/:documentId',
  summary: 'The bytes of a document',
  tag: 'documents',
  access: 'signed-in',
  params: one,
  produces: 'application/octet-stream',
  streams: ['client'],
  problems: ['not-found', 'not-permitted', 'in-quarantine', 'infected'],
});

export const changeDocument = endpoint({
  method: 'put',
  path: '/api/cases/:caseId/documents/:documentId',
  summary: 'Say what a document is: title, kind, and whether the client sees it',
  tag: 'documents',
  access: 'signed-in',
  params: one,
  body: z.object({ title, kind: z.enum(CHOOSABLE_KINDS), public: z.boolean(), revision: z.int32() }),
  reply: documentView,
  problems: ['not-found', 'not-permitted', 'state-conflict'],
});

export const withdrawDocument = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/documents/:documentId/withdrawal',
  summary: 'Take a document back, as long as nothing has been decided; it is kept, but not used',
  tag: 'documents',
  access: 'signed-in',
  params: one,
  idempotent: true,
  status: 201,
  body: z.object({ reason: z.string().trim().max(500).nullable().default(null), revision: z.int32() }),
  reply: documentView,
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'key-reused'],
});

export const listVersions = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/documents/:documentId/versions',
  summary: 'All versions of a document, the newest first',
  tag: 'documents',
  access: 'signed-in',
  params: one,
  reply: z.object({ versions: z.array(documentView) }),
  problems: ['not-found', 'not-permitted'],
});

export const getArchive = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/documents-archive',
  summary: 'All documents that I may open, as one zip',
  tag: 'documents',
  access: 'signed-in',
  params: inCase,
  produces: 'application/zip',
  streams: ['client'],
  problems: ['not-found', 'not-permitted'],
});

/** B3.11: who receives a result at the counter signs for it. */
export const printReceipt = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/receipt-print',
  summary: 'The sheet that is signed when a result is handed out',
  tag: 'documents',
  access: 'signed-in',
  params: inCase,
  produces: 'application/pdf',
  streams: ['client'],
  problems: ['not-found', 'not-permitted'],
});

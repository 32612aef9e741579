import { open } from 'node:fs/promises';
import type { Request, Response } from 'express';
import { fileTypeFromFile } from 'file-type';
import multer, { MulterError, type StorageEngine } from 'multer';
import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Document } from '../../../prisma/generated/client.ts';
import { recordEvent } from '../cases/record.ts';
import type { User } from '../http/user.ts';
import type { Blob, Blobs } from './blobs.ts';

/** Largest file we take, in bytes. */
export const MAX_BYTES = 20 * 1024 * 1024;
/** Files not attached by then are thrown away (ms). */
export const KEPT_MS = 24 * 3_600_000;

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** Latvian signed containers: .edoc and .asice are ASiC-E. */
const ASICE = 'application/vnd.etsi.asic-e+zip';
const ACCEPTED = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/heic',
  DOCX,
  'application/vnd.oasis.opendocument.text',
  ASICE,
  'text/plain',
]);

/** What the bytes are, whatever the name says; undefined when we do not take it. */
export async function sniff(path: string, fileName: string): Promise<string | undefined> {
  const found = await fileTypeFromFile(path);
  const type = found?.mime ?? ((await isText(path, fileName)) ? 'text/plain' : undefined);
  if (type === 'application/zip' && (await isSignedContainer(path, fileName))) return ASICE;
  return type && ACCEPTED.has(type) ? type : undefined;
}

/** Text has no signature: the name must say so and the beginning be UTF-8 without control characters. */
async function isText(path: string, fileName: string): Promise<boolean> {
  if (!/\.txt$/i.test(fileName)) return false;
  const head = await headOf(path);
  const text = new TextDecoder('utf-8').decode(head, { stream: true });

  return !text.includes('\uFFFD') && !/[\u0000-\u0008\u000e-\u001f]/.test(text);
}

/** ASiC-E: a zip whose first entry is `mimetype`, stored, with the type in it (ETSI EN 319 162-1). */
async function isSignedContainer(path: string, fileName: string): Promise<boolean> {
  return /\.(edoc|asice|sce)$/i.test(fileName) && (await headOf(path)).toString('latin1').includes(`mimetype${ASICE}`);
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** A name without folders and control characters, at most 200 characters. */
export function safeName(name: string): string {
  const base = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';

  return (
    base
      .replace(/[\u0000-\u001f\u007f"<>|:*?]/g, '')
      .trim()
      .slice(-200) || 'file'
  );
}

type Received = Blob & { fileName: string };

/** Streams the field "file" of a multipart request into the blob store; nothing is held in memory. */
export async function receiveFile(req: Request, res: Response, blobs: Blobs): Promise<Received> {
  const storage: StorageEngine = {
    _handleFile: (_req, file, done) => void blobs.write(file.stream).then(blob => done(null, blob as Partial<Express.Multer.File>), done),
    _removeFile: (_req, _file, done) => done(null),
  };
  const take = multer({ storage, limits: { fileSize: MAX_BYTES, files: 1, fields: 5, parts: 10 }, defParamCharset: 'utf8' }).single('file');
  await new Promise<void>((resolve, reject) => take(req, res, (error: unknown) => (error ? reject(refusalOf(error)) : resolve())));
  if (!req.file) throw new Problem('invalid-request', 'The field "file" is missing', [{ path: 'file', code: 'required' }]);
  const { sha256, bytes } = req.file as unknown as Blob;
  return { sha256, bytes, fileName: safeName(req.file.originalname) };
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof MulterError)) return error;
  return error.code === 'LIMIT_FILE_SIZE' ? new Problem('too-large', `At most ${MAX_BYTES} bytes`) : new Problem('invalid-request', error.message);
}

type Attachment = { caseId: string; uploadIds: string[]; kind: 'attachment' | 'signed-application'; title: string | null; user: User; at: Date };

/** Makes uploads of this person documents of a case. @throws Problem invalid-request when one is not theirs, or gone. */
export async function attachUploads(tx: Tx, { caseId, uploadIds, kind, title, user, at }: Attachment): Promise<Document[]> {
  const ids = [...new Set(uploadIds)];
  if (ids.length === 0) return [];
  const uploads = await tx.upload.findMany({ where: { id: { in: ids }, userId: user.id } });
  if (uploads.length < ids.length) throw new Problem('invalid-request', 'A file is not there any more: upload it again', [{ path: 'uploadIds', code: 'gone' }]);

  const documents: Document[] = [];
  for (const { fileName, contentType, bytes, sha256 } of uploads) {
    documents.push(
      await tx.document.create({ data: { caseId, kind, title: title ?? fileName, fileName, contentType, bytes, sha256, addedBy: user.id, addedAt: at } }),
    );
    await recordEvent(tx, { caseId, name: 'document-added', at, actor: user.id, data: { title: title ?? fileName } });
  }
  await tx.upload.deleteMany({ where: { id: { in: ids } } });
  return documents;
}

/** Forgets files that nobody attached within a day. Their bytes stay until `sweepBlobs`: another case may hold the same. */
export async function forgetUploads(db: Db, now: Date): Promise<number> {
  const { count } = await db.upload.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
  return count;
}

/**
 * Throws away bytes that no document, upload or form of a case refers to: files that were refused, or that nobody attached. Bytes
 * younger than a day are left alone, because their row may be on its way.
 */
export async function sweepBlobs(db: Db, blobs: Blobs): Promise<number> {
  const referred = async (sha256s: string[]) => {
    const where = { sha256: { in: sha256s } };
    const [documents, uploads, forms] = await Promise.all([
      db.document.findMany({ where, select: { sha256: true } }),
      db.upload.findMany({ where, select: { sha256: true } }),
      db.caseForm.findMany({ where: { formVersion: { in: sha256s } }, distinct: ['formVersion'], select: { formVersion: true } }),
    ]);
    return new Set([...documents.map(it => it.sha256), ...uploads.map(it => it.sha256), ...forms.map(it => it.formVersion)]);
  };
  // the files' own clock, not the one of cases: tests move that one
  return blobs.sweep({ before: new Date(Date.now() - KEPT_MS), referred });
}

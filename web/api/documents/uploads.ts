import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Document } from '../../../prisma/generated/client.ts';
import type { DocumentKind } from '../../contract/documents.ts';
import { recordEvent } from '../cases/record.ts';
import type { User } from '../http/user.ts';
import type { Blob, Blobs } from './blobs.ts';
import type { Limits } from './limits.ts';

/** Files not attached by then are thrown away (ms): a draft may wait over a weekend and a holiday (F4). */
export const KEPT_MS = 7 * 24 * 3_600_000;
/** Bytes younger than this are left alone by the sweep (ms): their row may be on its way. */
const YOUNG_MS = 24 * 3_600_000;

/** Turn the direction of writing, or are not seen at all: `gpj.exe` may look like `exe.jpg`. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A name without folders and characters that nobody sees, at most 200 characters. */
export function safeName(name: string): string {
  const base = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';

  return (
    base
      .replace(UNSEEN, '')
      .replace(/["<>|:*?]/g, '')
      .trim()
      .slice(-200)
      // cut in the middle of a character
      .toWellFormed() || 'file'
  );
}

type Received = Blob & { fileName: string };

/** Streams the field "file" of a multipart request into the blob store; nothing is held in memory. */
export async function receiveFile(req: Request, res: Response, blobs: Blobs, { maxBytes }: Limits): Promise<Received> {
  const storage: StorageEngine = {
    _handleFile: (_req, file, done) => void blobs.write(file.stream).then(blob => done(null, blob as Partial<Express.Multer.File>), done),
    _removeFile: (_req, _file, done) => done(null),
  };
  const take = multer({ storage, limits: { fileSize: maxBytes, files: 1, fields: 5, parts: 10 }, defParamCharset: 'utf8' }).single('file');
  await new Promise<void>((resolve, reject) => take(req, res, (error: unknown) => (error ? reject(refusalOf(error, maxBytes)) : resolve())));
  if (!req.file) throw new Problem('invalid-request', 'The field "file" is missing', [{ path: 'file', code: 'required' }]);
  const { sha256, bytes } = req.file as unknown as Blob;
  return { sha256, bytes, fileName: safeName(req.file.originalname) };
}

/** What busboy says of a multipart body that is none: plain errors, told apart from those of the disk by their words only. */
const MALFORMED = /^(Malformed|Unexpected end of|Unsupported content type|Missing Content-Type|Multipart: Boundary|Request aborted)/;

/** Why a multipart request was not taken: the caller's fault as a problem, anything else as it is. */
export function refusalOf(error: unknown, maxBytes: number): unknown {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') return new Problem('too-large', `At most ${maxBytes} bytes`);
  const isCallers = error instanceof MulterError || (error instanceof Error && MALFORMED.test(error.message));
  return isCallers ? new Problem('invalid-request', error.message) : error;
}

export type Attachment = {
  caseId: string;
  uploadIds: string[];
  kind: DocumentKind;
  title: string | null;
  user: User;
  at: Date;
  limits: Limits;
  public?: boolean;
  /** The version that the one file takes the place of. */
  replaces?: Pick<Document, 'id' | 'seriesId' | 'version' | 'title'>;
};

/**
 * Makes uploads of this person documents of a case, in quarantine as long as their files are.
 * @throws Problem invalid-request when one is not theirs, or gone; infected; too-many-files
 */
export async function attachUploads(tx: Tx, it: Attachment): Promise<Document[]> {
  const { caseId, user, at, limits, replaces } = it;
  const ids = [...new Set(it.uploadIds)];
  if (ids.length === 0) return [];
  await refuseTooMany(tx, caseId, ids.length, limits);
  const uploads = await tx.upload.findMany({
    where: { id: { in: ids }, userId: user.id },
    include: { check: { select: { state: true } } },
    orderBy: { id: 'asc' },
  });
  if (uploads.length < ids.length) throw new Problem('invalid-request', 'A file is not there any more: upload it again', [{ path: 'uploadIds', code: 'gone' }]);
  if (uploads.some(upload => upload.check.state === 'infected'))
    throw new Problem('infected', 'A virus was found in a file', [{ path: 'uploadIds', code: 'infected' }]);

  const documents: Document[] = [];
  for (const { fileName, contentType, bytes, sha256 } of uploads) {
    const title = it.title ?? replaces?.title ?? fileName;
    const isPublic = it.public ?? true;
    const series = replaces && { seriesId: replaces.seriesId ?? replaces.id, version: replaces.version + 1 };
    const data = { caseId, kind: it.kind, title, fileName, contentType, bytes, sha256, addedBy: user.id, addedAt: at, public: isPublic, ...series };
    documents.push(await tx.document.create({ data }));
    const name = replaces ? 'document-replaced' : 'document-added';
    await recordEvent(tx, { caseId, name, at, actor: user.id, data: { title }, public: isPublic });
  }
  await tx.upload.deleteMany({ where: { id: { in: ids } } });
  return documents;
}

async function refuseTooMany(tx: Tx, caseId: string, count: number, { maxFiles, maxDocuments }: Limits): Promise<void> {
  if (count > maxFiles) throw new Problem('too-many-files', `At most ${maxFiles} files at once`);
  const there = await tx.document.count({ where: { caseId } });
  if (there + count > maxDocuments) throw new Problem('too-many-files', `At most ${maxDocuments} documents in a case`);
}

/** Forgets files that nobody attached within a week, and what was known of bytes that nobody refers to any more. */
export async function forgetUploads(db: Db, now: Date): Promise<number> {
  const { count } = await db.upload.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
  await db.$executeRaw`
    DELETE FROM file_check c WHERE c.lease IS NULL
      AND NOT EXISTS (SELECT 1 FROM upload u WHERE u.sha256 = c.sha256) AND NOT EXISTS (SELECT 1 FROM document d WHERE d.sha256 = c.sha256)`;
  return count;
}

/**
 * Throws away bytes that no document, upload or form of a case refers to: files that were refused, or that nobody attached; and
 * infected ones, whoever refers to them. Bytes younger than a day are left alone, because their row may be on its way.
 */
export async function sweepBlobs(db: Db, blobs: Blobs): Promise<number> {
  const referred = async (sha256s: string[]) => {
    const where = { sha256: { in: sha256s } };
    const [documents, uploads, forms, infected] = await Promise.all([
      db.document.findMany({ where, select: { sha256: true } }),
      db.upload.findMany({ where, select: { sha256: true } }),
      db.caseForm.findMany({ where: { formVersion: { in: sha256s } }, distinct: ['formVersion'], select: { formVersion: true } }),
      db.fileCheck.findMany({ where: { ...where, state: 'infected' }, select: { sha256: true } }),
    ]);
    const kept = new Set([...documents.map(it => it.sha256), ...uploads.map(it => it.sha256), ...forms.map(it => it.formVersion)]);
    for (const { sha256 } of infected) kept.delete(sha256);
    return kept;
  };
  // the files' own clock, not the one of cases: tests move that one
  return blobs.sweep({ before: new Date(Date.now() - YOUNG_MS), referred });
}

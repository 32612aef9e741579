import { pipeline } from 'node:stream/promises';
import { Problem } from '../../../platform/problem.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import type { dropUpload, getDocument, listUploads } from '../../contract/documents.ts';
import type { ParamsOf, QueryOf, ReplyOf } from '../../contract/endpoint.ts';
import { auditLook, makeAccess } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { maySeeInternal } from '../cases/policy.ts';
import type { Context } from '../http/bind.ts';
import { mergedInto } from '../links/link.ts';
import { writeZip } from './archive.ts';
import { makeFind } from './find.ts';
import { limitsFrom } from './limits.ts';
import { documentsVisibleTo, mayOpen } from './policy.ts';
import { factsOf, presentCheck, readWhole, stateOf, type WholeDocument } from './read.ts';
import { sniff } from './sniff.ts';
import { receiveFile } from './uploads.ts';

type UploadView = ReplyOf<typeof listUploads>['uploads'][number];
export type Files = ReturnType<typeof makeFiles>;

/** The bytes: taken in, checked, given out. */
export function makeFiles(deps: CaseDeps) {
  const { db, now, newId, blobs, checker } = deps;
  const access = makeAccess(deps);
  const { shown, policy } = makeFind(deps);
  const limits = limitsFrom(deps.config);
  /** With no engine to ask, a file has been checked as far as it ever will be; unless the check is required. */
  const firstState = checker.hasEngine || policy.required ? 'uploaded' : 'unchecked';

  /** Bytes seen before keep their result, unless it was bad or missing: engines learn, and may have been wrong. */
  async function keepUpload(file: { sha256: string; bytes: number; fileName: string; contentType: string; macros: boolean }, userId: string) {
    const { sha256, bytes, fileName, contentType, macros } = file;
    return db.$transaction(async tx => {
      await tx.$executeRaw`
        INSERT INTO file_check (sha256, bytes, state, macros) VALUES (${sha256}, ${bytes}, ${firstState}, ${macros})
        ON CONFLICT (sha256) DO UPDATE SET state = ${firstState}, next_at = now(), attempts = 0, virus = NULL
        WHERE file_check.state = 'infected' OR (file_check.state = 'unchecked' AND ${firstState} = 'uploaded')`;
      const data = { id: newId(), userId, fileName, contentType, bytes, sha256, createdAt: now() };
      return tx.upload.create({ data, include: { check: true } });
    });
  }

  async function refuseHoard(userId: string): Promise<void> {
    if ((await db.upload.count({ where: { userId } })) >= limits.maxWaiting)
      throw new Problem('too-many-files', `At most ${limits.maxWaiting} files may wait to be attached`);
  }

  return {
    async upload(_input: object, { user, req, res }: Context): Promise<UploadView> {
      await refuseHoard(user.id);
      const { sha256, bytes, fileName } = await receiveFile(req, res, blobs, limits);
      const found = await sniff(blobs.pathOf(sha256), fileName);
      if ('refusal' in found) throw new Problem('unsupported-type', `Not taken: ${found.refusal}`, [{ path: 'file', code: found.refusal }]);
      const { contentType, extension, macros } = found;
      const name = fileName.toLowerCase().endsWith(`.${extension}`) ? fileName : `${fileName}.${extension}`;
      const row = await keepUpload({ sha256, bytes, fileName: name, contentType, macros }, user.id);
      // an infected twin may have been thrown away between the writing and the row
      if (!(await blobs.has(sha256))) throw new Problem('state-conflict', 'The file was thrown away meanwhile: send it again');
      checker.kick();
      return presentUpload(row);
    },

    async list({ ids }: QueryOf<typeof listUploads>, { user }: Context) {
      const rows = await db.upload.findMany({ where: { id: { in: ids.split(',') }, userId: user.id }, include: { check: true }, orderBy: { id: 'asc' } });
      return { uploads: rows.map(presentUpload) };
    },

    async drop({ uploadId }: ParamsOf<typeof dropUpload>, { user }: Context): Promise<void> {
      await db.upload.deleteMany({ where: { id: uploadId, userId: user.id } });
    },

    /** The bytes of one document. What is not published yet is for staff only; a look of staff is audited like one at the case. */
    async get({ caseId, documentId }: ParamsOf<typeof getDocument>, { user, res }: Context): Promise<void> {
      const it = await access.find(caseId, user);
      const { whole } = await shown(db, it, documentId, user);
      refuseUnlessOpen(whole, it, user);
      const data = { documentId, ...(whole.row.caseId !== caseId && { mergedCaseId: whole.row.caseId }) };
      await db.$transaction(tx => auditLook(tx, { user, it, did: 'document.look', at: now(), data }));
      const { contentType, bytes, fileName, sha256 } = whole.row;
      res.status(200).set({ ...INERT, 'content-type': contentType, 'content-length': String(bytes), 'content-disposition': saveAs(fileName) });
      await pipeline(blobs.open(sha256), res);
    },

    /** Everything of the case that this person may open; what is in quarantine is left out. */
    async archive({ caseId }: { caseId: string }, { user, res }: Context): Promise<void> {
      const it = await access.find(caseId, user);
      const merged = await mergedInto(db, caseId);
      const found = await readWhole(db, [caseId, ...merged.keys()], { AND: [documentsVisibleTo(user, it), { superseded: false, withdrawnAt: null }] });
      const open = found.filter(whole => mayOpen(user, it, factsOf(whole, it), policy));
      const documents = open.map(whole => whole.row.id);
      await db.$transaction(tx => auditLook(tx, { user, it, did: 'document.look', at: now(), data: { documents } }));
      const name = `${it.code.replaceAll(' ', '-')}.zip`;
      res.status(200).set({ ...INERT, 'content-type': 'application/zip', 'content-disposition': saveAs(name) });
      await writeZip(
        res,
        open.map(({ row }) => ({ name: row.fileName, at: row.addedAt, read: () => blobs.read(row.sha256) })),
      );
    },
  };

  function refuseUnlessOpen(whole: WholeDocument, it: Case, user: Context['user']): void {
    if (mayOpen(user, it, factsOf(whole, it), policy)) return;
    if (whole.row.withdrawnAt && !maySeeInternal(user, it)) throw new Problem('not-permitted', 'The document has been withdrawn');
    const state = stateOf(whole);
    if (state === 'infected') throw new Problem('infected', 'A virus was found in the file; it has been thrown away');
    throw new Problem('in-quarantine', 'The file has not been checked for viruses yet');
  }
}

/** Whatever the file is, the browser runs nothing of it, keeps it nowhere, and does not guess what else it might be. */
const INERT = { 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' };

const saveAs = (fileName: string) => `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(fileName)}`;

type UploadRow = { id: string; fileName: string; contentType: string; bytes: number; check: { state: string; progress: number; macros: boolean } };
const presentUpload = ({ id, fileName, contentType, bytes, check }: UploadRow): UploadView => ({
  uploadId: id,
  fileName,
  contentType,
  bytes,
  check: presentCheck(bytes, check.state as 'clean', check),
});

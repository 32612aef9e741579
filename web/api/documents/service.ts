import type { Tx } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import type { attachDocuments, listVersions } from '../../contract/documents.ts';
import type { BodyOf, ParamsOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { auditLook, makeAccess } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { isStaff, mayAttach } from '../cases/policy.ts';
import type { Context } from '../http/bind.ts';
import { markOriginal } from '../originals/mark.ts';
import { makeFind } from './find.ts';
import { limitsFrom } from './limits.ts';
import { documentsVisibleTo, mayReplace } from './policy.ts';
import { factsOf, presentDocument, readWhole, type WholeDocument } from './read.ts';
import { attachUploads } from './uploads.ts';

export type Documents = ReturnType<typeof makeDocuments>;
type Attach = ParamsOf<typeof attachDocuments> & BodyOf<typeof attachDocuments>;

/** Documents are attributes of a case (RT2.2). */
export function makeDocuments(deps: CaseDeps) {
  const { db, now } = deps;
  const access = makeAccess(deps);
  const { one, shown, decidedOf, present, policy } = makeFind(deps);
  const limits = limitsFrom(deps.config);

  return {
    /** Files put aside become documents: new ones, or the next version of one that is there. */
    async attach({ caseId, uploadIds, title, kind, public: isPublic, replaces, paperOriginal }: Attach, { user, once }: Context) {
      await access.find(caseId, user);
      return once(async tx => {
        const it = await lockCase(tx, caseId);
        if (!mayAttach(user, it)) throw new Problem('not-permitted', 'Nothing is added to a closed case');
        if (!isPublic && !isStaff(user, it)) throw new Problem('not-permitted', 'A client hides nothing from themselves');
        const before = replaces ? await replaceable(tx, it, { replaces, uploadIds, user }) : null;
        const at = now();
        const documents = await attachUploads(tx, {
          ...{ caseId, uploadIds, title, user, at, limits },
          kind: before ? (before.row.kind as typeof kind) : kind,
          public: before?.row.public ?? isPublic,
          ...(before && { replaces: before.row }),
        });
        if (before) await supersede(tx, before, documents[0]!.id);
        if (paperOriginal) for (const { id } of documents) await markOriginal(tx, { it, documentId: id, note: null, user, at, deps });
        const added = await Promise.all(documents.map(({ id }) => present(tx, it, id, user)));
        await notifyCase(tx, caseId);
        await audit(tx, {
          who: user.id,
          did: replaces ? 'document.replace' : 'document.attach',
          at,
          caseId,
          data: { documents: documents.map(({ id }) => id) },
        });
        return { documents: added };
      });
    },

    async versions({ caseId, documentId }: ParamsOf<typeof listVersions>, { user }: Context) {
      const it = await access.find(caseId, user);
      const { whole: asked, merged } = await shown(db, it, documentId, user);
      const { row } = asked;
      const first = row.seriesId ?? row.id;
      const whole = await readWhole(db, row.caseId, { AND: [{ OR: [{ id: first }, { seriesId: first }] }, documentsVisibleTo(user, it)] });
      const decided = await decidedOf(db, it);
      await db.$transaction(tx => auditLook(tx, { user, it, did: 'case.look', at: now(), data: { documentId } }));
      return { versions: whole.map(each => presentDocument(each, decided, user, { ...policy, merged })).sort((one, other) => other.version - one.version) };
    },
  };

  async function replaceable(
    tx: Tx,
    it: Case,
    { replaces, uploadIds, user }: { replaces: string; uploadIds: string[]; user: Context['user'] },
  ): Promise<WholeDocument> {
    if (uploadIds.length !== 1) throw new Problem('invalid-request', 'One file takes the place of one document', [{ path: 'uploadIds', code: 'one' }]);
    const before = await one(tx, it, replaces, user);
    if (before.row.superseded) throw new Problem('state-conflict', 'A newer version is there already');
    if (!mayReplace(user, it, factsOf(before, it))) throw new Problem('not-permitted', 'Not yours to replace, or made by Pietura');
    return before;
  }
}

/** The paper stays where it is; it belongs to the newest scan. */
async function supersede(tx: Tx, { row, original }: WholeDocument, newId: string): Promise<void> {
  await tx.document.update({ where: { id: row.id }, data: { superseded: true, revision: { increment: 1 } } });
  if (original) await tx.original.update({ where: { id: original.id }, data: { documentId: newId } });
}

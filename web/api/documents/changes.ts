import { notifyCase } from '../../../platform/notify.ts';
import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { changeDocument, withdrawDocument } from '../../contract/documents.ts';
import type { BodyOf, ParamsOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { makeAccess } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { recordEvent } from '../cases/record.ts';
import type { Context } from '../http/bind.ts';
import { makeFind } from './find.ts';
import { mayChange, mayHide, mayWithdraw } from './policy.ts';
import { factsOf, type DocumentView } from './read.ts';

export type Changes = ReturnType<typeof makeChanges>;
type Change = ParamsOf<typeof changeDocument> & BodyOf<typeof changeDocument>;
type Withdraw = ParamsOf<typeof withdrawDocument> & BodyOf<typeof withdrawDocument>;

/** What is said about a document, and taking it back. The bytes never change. */
export function makeChanges(deps: CaseDeps) {
  const { now } = deps;
  const access = makeAccess(deps);
  const { one, decidedOf, present } = makeFind(deps);

  return {
    async change({ caseId, documentId, title, kind, public: isPublic, revision }: Change, { user, once }: Context): Promise<DocumentView> {
      await access.find(caseId, user);
      return once(async tx => {
        const it = await lockCase(tx, caseId);
        const whole = await one(tx, it, documentId, user);
        if (!mayChange(user, it, factsOf(whole, it))) throw new Problem('not-permitted', 'Not yours to change, or made by Pietura');
        if (!isPublic && !mayHide(factsOf(whole, it))) throw new Problem('not-permitted', 'What the client has given is not hidden from the client');
        await bump(tx, documentId, revision, { title, kind, public: isPublic });
        const at = now();
        await recordEvent(tx, { caseId, name: 'document-changed', at, actor: user.id, data: { title }, public: false });
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'document.change', at, caseId, data: { documentId, kind, public: isPublic } });
        return present(tx, it, documentId, user);
      });
    },

    /** Kept with the case, and marked: nobody works from it any more. */
    async withdraw({ caseId, documentId, reason, revision }: Withdraw, { user, once }: Context): Promise<DocumentView> {
      await access.find(caseId, user);
      return once(async tx => {
        const it = await lockCase(tx, caseId);
        const whole = await one(tx, it, documentId, user);
        if (whole.row.withdrawnAt) throw new Problem('already-done', 'It has been withdrawn already');
        if (!mayWithdraw(user, await decidedOf(tx, it), factsOf(whole, it)))
          throw new Problem('not-permitted', 'Nothing is withdrawn after a decision, and nobody else’s document');
        const at = now();
        await bump(tx, documentId, revision, { withdrawnAt: at, withdrawnBy: user.id, withdrawnReason: reason });
        await recordEvent(tx, { caseId, name: 'document-withdrawn', at, actor: user.id, data: { title: whole.row.title }, public: whole.row.public });
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'document.withdraw', at, caseId, data: { documentId } });
        return present(tx, it, documentId, user);
      });
    },
  };
}

async function bump(tx: Tx, documentId: string, revision: number, data: object): Promise<void> {
  const { count } = await tx.document.updateMany({ where: { id: documentId, revision }, data: { ...data, revision: { increment: 1 } } });
  if (count === 0) throw new Problem('state-conflict', 'Somebody has changed this document since');
}

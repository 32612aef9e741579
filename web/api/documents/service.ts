import type { Db } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import type { attachDocuments, changeDocument, listVersions, printApplication, withdrawDocument } from '../../contract/documents.ts';
import type { BodyOf, ParamsOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { auditLook, makeAccess } from '../cases/access.ts';
import { checkForm } from '../cases/check-form.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase, serviceOf } from '../cases/find.ts';
import { isStaff, mayAttach, maySubmitForOthers } from '../cases/policy.ts';
import { recordEvent } from '../cases/record.ts';
import type { Context } from '../http/bind.ts';
import { markOriginal } from '../originals/mark.ts';
import { languageOf } from './format.ts';
import { limitsFrom } from './limits.ts';
import { documentsVisibleTo, mayChange, mayHide, mayReplace, mayWithdraw } from './policy.ts';
import { applicationData } from './print.ts';
import { factsOf, presentDocument, readWhole, type DocumentView, type WholeDocument } from './read.ts';
import { renderPdf } from './typst.ts';
import { attachUploads } from './uploads.ts';

export type Documents = ReturnType<typeof makeDocuments>;
type Tx = Parameters<Parameters<Db['$transaction']>[0]>[0];
type Attach = ParamsOf<typeof attachDocuments> & BodyOf<typeof attachDocuments>;
type Change = ParamsOf<typeof changeDocument> & BodyOf<typeof changeDocument>;
type Withdraw = ParamsOf<typeof withdrawDocument> & BodyOf<typeof withdrawDocument>;

/** Documents are attributes of a case (RT2.2). */
export function makeDocuments(deps: CaseDeps) {
  const { db, now, processes } = deps;
  const access = makeAccess(deps);
  const policy = { required: deps.config.VIRUS_CHECK === 'required' };
  const limits = limitsFrom(deps.config);

  /** The document, if the person may see it; the case is looked up with it. */
  async function one(tx: Tx, it: Case, documentId: string, user: Context['user']): Promise<WholeDocument> {
    const [whole] = await readWhole(tx, it.id, { AND: [{ id: documentId }, documentsVisibleTo(user, it)] });
    if (!whole) throw new Problem('not-found', `No document ${documentId}`);
    return whole;
  }

  const decidedOf = async (tx: Tx, it: Case) => ({ ...it, decided: (await tx.decision.count({ where: { caseId: it.id } })) > 0 });

  async function present(tx: Tx, it: Case, documentId: string, user: Context['user']): Promise<DocumentView> {
    return presentDocument(await one(tx, it, documentId, user), await decidedOf(tx, it), user, policy);
  }

  return {
    /** J4: what the client at the counter reads and signs before the specialist confirms it for them. */
    async print({ serviceId, clientId, data }: BodyOf<typeof printApplication>, { user, res }: Context): Promise<void> {
      if (!maySubmitForOthers(user)) throw new Problem('not-permitted', 'Only the front office prints applications of others');
      const service = serviceOf(processes, serviceId);
      const form = service?.forms.get(service.description.startForm);
      const client = await db.client.findUnique({ where: { id: clientId } });
      if (!service || !form || !client) throw new Problem('not-found', 'No such service or client');
      checkForm(form, data);

      const agency = await db.agency.findUnique({ where: { id: service.description.holder } });
      const language = languageOf(client.language);
      const at = now();
      const titles = agency ?? { titleLv: service.description.holder, titleEn: service.description.holder };
      const facts = { service: service.description, form, data, client, agency: titles, specialist: user.name, at };
      const pdf = renderPdf('application', applicationData(facts, language), at);
      await db.$transaction(tx => audit(tx, { who: user.id, did: 'application.print', at, clientId, purpose: 'application', data: { serviceId } }));
      res.status(200).type('application/pdf').set('content-disposition', 'inline; filename="application.pdf"').send(pdf);
    },

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

    async versions({ caseId, documentId }: ParamsOf<typeof listVersions>, { user }: Context) {
      const it = await access.find(caseId, user);
      const { row } = await one(db, it, documentId, user);
      const first = row.seriesId ?? row.id;
      const whole = await readWhole(db, caseId, { AND: [{ OR: [{ id: first }, { seriesId: first }] }, documentsVisibleTo(user, it)] });
      const decided = await decidedOf(db, it);
      await db.$transaction(tx => auditLook(tx, { user, it, did: 'case.look', at: now(), data: { documentId } }));
      return { versions: whole.map(each => presentDocument(each, decided, user, policy)).sort((one, other) => other.version - one.version) };
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

async function bump(tx: Tx, documentId: string, revision: number, data: object): Promise<void> {
  const { count } = await tx.document.updateMany({ where: { id: documentId, revision }, data: { ...data, revision: { increment: 1 } } });
  if (count === 0) throw new Problem('state-conflict', 'Somebody has changed this document since');
}

import { pipeline } from 'node:stream/promises';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { attachDocuments, getDocument, printApplication } from '../../contract/cases.ts';
import type { BodyOf, ParamsOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { auditLook, makeAccess } from '../cases/access.ts';
import { checkForm } from '../cases/check-form.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase, serviceOf } from '../cases/find.ts';
import { mayAttach, maySeeInternal, maySubmitForOthers } from '../cases/policy.ts';
import { presentDocument } from '../cases/present.ts';
import type { Context } from '../http/bind.ts';
import { languageOf } from './format.ts';
import { applicationData } from './print.ts';
import { renderPdf } from './typst.ts';
import { attachUploads, receiveFile, sniff } from './uploads.ts';

export type Documents = ReturnType<typeof makeDocuments>;

/** Documents are attributes of a case (RT2.2). */
export function makeDocuments(deps: CaseDeps) {
  const { db, now, newId, processes, blobs } = deps;
  const access = makeAccess(deps);

  return {
    async upload(_input: object, { user, req, res }: Context): Promise<{ uploadId: string; fileName: string; contentType: string; bytes: number }> {
      const { sha256, bytes, fileName } = await receiveFile(req, res, blobs);
      const contentType = await sniff(blobs.pathOf(sha256), fileName);
      if (!contentType) throw new Problem('unsupported-type', 'Not a type of file we take');
      const { id } = await db.upload.create({ data: { id: newId(), userId: user.id, fileName, contentType, bytes, sha256, createdAt: now() } });
      return { uploadId: id, fileName, contentType, bytes };
    },

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
      const facts = {
        service: service.description,
        form,
        data,
        client,
        agency: agency ?? { titleLv: service.description.holder, titleEn: service.description.holder },
        specialist: user.name,
        at,
      };
      const pdf = renderPdf('application', applicationData(facts, language), at);
      await db.$transaction(tx => audit(tx, { who: user.id, did: 'application.print', at, clientId, purpose: 'application', data: { serviceId } }));
      res.status(200).type('application/pdf').set('content-disposition', 'inline; filename="application.pdf"').send(pdf);
    },

    async attach({ caseId, uploadIds, title }: ParamsOf<typeof attachDocuments> & BodyOf<typeof attachDocuments>, { user, once }: Context) {
      await access.find(caseId, user);
      return once(async tx => {
        const found = await lockCase(tx, caseId);
        if (!mayAttach(user, found)) throw new Problem('not-permitted', 'Nothing is added to a closed case');
        const at = now();
        const documents = await attachUploads(tx, { caseId, uploadIds, kind: 'attachment', title, user, at });
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'document.attach', at, caseId, data: { documents: documents.map(it => it.id) } });
        return { documents: documents.map(presentDocument) };
      });
    },

    /** The bytes. What is not published yet is for staff only; a look of staff is audited like one at the case. */
    async get({ caseId, documentId }: ParamsOf<typeof getDocument>, { user, res }: Context): Promise<void> {
      const found = await access.find(caseId, user);
      const document = await db.document.findFirst({ where: { id: documentId, caseId } });
      if (!document || (!document.public && !maySeeInternal(user, found))) throw new Problem('not-found', `No document ${documentId}`);
      await db.$transaction(tx => auditLook(tx, { user, it: found, did: 'document.look', at: now(), data: { documentId } }));
      res.status(200).set({
        'content-type': document.contentType,
        'content-length': String(document.bytes),
        'content-disposition': `attachment; filename="document"; filename*=UTF-8''${encodeURIComponent(document.fileName)}`,
        'cache-control': 'private, no-store',
      });
      await pipeline(blobs.open(document.sha256), res);
    },
  };
}

import { Problem } from '../../../platform/problem.ts';
import type { printApplication } from '../../contract/documents.ts';
import type { BodyOf } from '../../contract/endpoint.ts';
import { audit } from '../audit/audit.ts';
import { makeAccess } from '../cases/access.ts';
import { checkForm } from '../cases/check-form.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { serviceOf } from '../cases/find.ts';
import { isStaff, maySubmitForOthers } from '../cases/policy.ts';
import { nameOf } from '../cases/present.ts';
import type { Context } from '../http/bind.ts';
import { refuseUnlessAtHand } from '../clients/at-hand.ts';
import { languageOf, longDate } from './format.ts';
import { applicationData } from './print.ts';
import { readWhole } from './read.ts';
import { renderPdf } from './typst.ts';

export type Prints = ReturnType<typeof makePrints>;

/** What is printed at a counter, to be signed. */
export function makePrints(deps: CaseDeps) {
  const { db, now, processes } = deps;
  const access = makeAccess(deps);

  return {
    /** J4: what the client at the counter reads and signs before the specialist confirms it for them. */
    async application({ serviceId, clientId, data }: BodyOf<typeof printApplication>, { user, res }: Context): Promise<void> {
      if (!maySubmitForOthers(user)) throw new Problem('not-permitted', 'Only the front office prints applications of others');
      await refuseUnlessAtHand(deps, clientId, user);
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

    /** B3.11: the sheet that is signed when documents are handed out. It names the kind of identity document, never its number. */
    async receipt({ caseId }: { caseId: string }, { user, res }: Context): Promise<void> {
      const it = await access.find(caseId, user);
      if (!isStaff(user, it)) throw new Problem('not-permitted', 'Handed out by those who work on the case');
      const at = now();
      const results = await readWhole(db, caseId, { kind: 'decision', public: true, withdrawnAt: null, superseded: false });
      const client = it.clientId ? await db.client.findUnique({ where: { id: it.clientId } }) : null;
      const agency = await db.agency.findUnique({ where: { id: it.owner } });
      const pdf = renderPdf(
        'receipt',
        {
          title: 'Dokumentu izsniegšanas lapa',
          agency: agency?.titleLv ?? it.owner,
          date: longDate(at, 'lv'),
          caseCode: it.code,
          service: serviceOf(processes, it.serviceId)?.description.title.lv ?? it.subject ?? '',
          client: nameOf(client) ?? '',
          documents: results.map(({ row }) => row.title),
          specialist: user.name,
          words: WORDS,
        },
        at,
      );
      await db.$transaction(tx => audit(tx, { who: user.id, did: 'receipt.print', at, caseId, clientId: it.clientId, purpose: 'handling' }));
      res.status(200).type('application/pdf').set('content-disposition', 'inline; filename="receipt.pdf"').send(pdf);
    },
  };
}

/** The sheet stays with the agency: it is in the language of the State. */
const WORDS = {
  case: 'Lieta',
  client: 'Klients',
  documents: 'Izsniegtie dokumenti',
  none: 'Cits dokuments: ____________________________',
  identity: 'Personu apliecinošs dokuments (numuru neraksta)',
  identities: ['personas apliecība (eID)', 'pase', 'cits: ____________________'],
  recipient: 'Saņēmējs',
  recipients: ['klients', 'pilnvarotais pārstāvis (vārds, uzvārds): ____________________________'],
  signatures: ['Saņēmēja paraksts, datums', 'Speciālista paraksts, datums'],
  issued: 'Izsniedza',
};

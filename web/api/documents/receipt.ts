import { Problem } from '../../../platform/problem.ts';
import { audit } from '../audit/audit.ts';
import { makeAccess } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { serviceOf } from '../cases/find.ts';
import { isStaff } from '../cases/policy.ts';
import { nameOf } from '../cases/present.ts';
import type { Context } from '../http/bind.ts';
import { longDate } from './format.ts';
import { readWhole } from './read.ts';
import { renderPdf } from './typst.ts';

export type Receipts = ReturnType<typeof makeReceipts>;

/** B3.11: the sheet that is signed when documents are handed out at a counter. It names the kind of identity document, never its number. */
export function makeReceipts(deps: CaseDeps) {
  const { db, now, processes } = deps;
  const access = makeAccess(deps);

  return {
    async print({ caseId }: { caseId: string }, { user, res }: Context): Promise<void> {
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

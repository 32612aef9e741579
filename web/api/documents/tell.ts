import type { Tx } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { audit } from '../audit/audit.ts';
import { recordEvent } from '../cases/record.ts';
import { languageOf } from './format.ts';

const SENTENCE = {
  lv: (title: string) =>
    `Jūsu pievienotajā failā „${title}” atrasts vīruss, tāpēc to neglabājam un neviens to neatvērs. Pārbaudiet savu ierīci un pievienojiet dokumentu no jauna.`,
  en: (title: string) =>
    `A virus was found in the file “${title}” that you added. We do not keep it and nobody will open it. Please check your device and add the document again.`,
};

/**
 * Says in every case that holds these bytes how the check ended: open pages look again; of a virus the history tells, and the client
 * is written to, if it was they who sent it. Runs in the transaction that writes the result down.
 */
export async function tellCases(tx: Tx, { sha256, infected, at }: { sha256: string; infected: boolean; at: Date }): Promise<void> {
  const documents = await tx.document.findMany({
    where: { sha256, superseded: false },
    select: { id: true, caseId: true, title: true, public: true, addedBy: true, case: { select: { clientId: true, client: { select: { language: true } } } } },
  });
  for (const { caseId, title, public: isPublic, addedBy, case: it } of infected ? documents : []) {
    await recordEvent(tx, { caseId, name: 'document-infected', at, data: { title }, public: isPublic });
    const adder = addedBy ? await tx.userAccount.findUnique({ where: { id: addedBy }, select: { clientId: true } }) : null;
    if (it.clientId === null || adder?.clientId !== it.clientId) continue;
    const body = SENTENCE[languageOf(it.client?.language)](title);
    await tx.caseMessage.create({ data: { caseId, direction: 'to-client', body, senderName: 'KAC', at } });
  }
  for (const caseId of new Set(documents.map(it => it.caseId))) await notifyCase(tx, caseId);
  for (const { id, caseId } of infected ? documents : []) await audit(tx, { who: 'system', did: 'document.infected', at, caseId, data: { documentId: id } });
}

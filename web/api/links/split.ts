import type { Tx } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Document } from '../../../prisma/generated/client.ts';
import { submitCase } from '../../contract/cases.ts';
import type { splitCase } from '../../contract/links.ts';
import { audit } from '../audit/audit.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { recordEvent } from '../cases/record.ts';
import { judgeSubmission } from '../cases/submission.ts';
import { acceptSubmission } from '../cases/submit.ts';
import type { UseCase } from '../http/bind.ts';
import { linkCases } from './link.ts';
import { maySplit } from './policy.ts';

/** The copy of a document is a document of its own: the bytes are the same, the case is not. */
async function copyDocuments(tx: Tx, documents: Document[], caseId: string, at: Date): Promise<void> {
  for (const { id: _id, ...document } of documents) await tx.document.create({ data: { ...document, caseId, addedAt: at } });
}

/** One letter, several matters (FIELD: split): each gets a case of its own, of the same client; all or none are made. */
export function makeSplit(deps: CaseDeps, access: Access): UseCase<typeof splitCase> {
  return async ({ caseId, parts }, { user, once }) => {
    const found = await access.find(caseId, user);
    if (!maySplit(user, found)) throw new Problem('not-permitted', 'Only KAC splits, and only what is not closed');
    const documents = await deps.db.document.findMany({ where: { caseId, id: { in: parts.flatMap(it => it.documentIds) } } });
    if (parts.some(part => part.documentIds.some(id => !documents.some(it => it.id === id))))
      throw new Problem('invalid-request', 'A document is not of this case', [{ path: 'parts', code: 'unknown' }]);
    const judged = await Promise.all(
      parts.map(async ({ kind, serviceId, subject }) => {
        const onBehalf = { clientId: found.clientId, channel: 'counter' as const, signedUploadId: null };
        const input = submitCase.body!.parse({ kind, serviceId, subject, data: {}, resultWay: found.resultWay, onBehalf });
        return { input, judged: await judgeSubmission(input, user, deps) };
      }),
    );

    const reply = await once(async tx => {
      await lockCase(tx, caseId);
      const cases: { id: string; code: string }[] = [];
      for (const [index, { input, judged: one }] of judged.entries()) {
        const at = deps.now();
        const { id, code } = await acceptSubmission(tx, { input, judged: one, form: undefined, user, channel: found.channel }, deps);
        await copyDocuments(
          tx,
          documents.filter(it => parts[index]!.documentIds.includes(it.id)),
          id,
          at,
        );
        await linkCases(tx, { caseId: id, otherId: caseId, type: 'parent', by: user.id, at });
        await recordEvent(tx, { caseId, name: 'split', at, actor: user.id, data: { code } });
        await recordEvent(tx, { caseId: id, name: 'split-from', at, actor: user.id, data: { code: found.code } });
        cases.push({ id, code });
      }
      await notifyCase(tx, caseId);
      await audit(tx, { who: user.id, did: 'case.split', at: deps.now(), caseId, data: { made: cases.map(it => it.id) } });
      return { cases };
    });
    deps.outbox.kick();
    return reply;
  };
}

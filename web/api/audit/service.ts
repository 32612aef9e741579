import type { Db } from '../../../platform/database.ts';
import type { listAudit } from '../../contract/operations.ts';
import type { UseCase } from '../http/bind.ts';

export type Audit = ReturnType<typeof makeAudit>;
const PAGE = 100;

/** The audit log for those who control it (R.4): auditors and the platform's administrators. Ids only, no content. */
export function makeAudit(db: Db) {
  const list: UseCase<typeof listAudit> = async ({ caseId, cursor }) => {
    const rows = await db.auditEntry.findMany({ where: { ...(caseId && { caseId }), ...(cursor && { seq: { lt: BigInt(cursor) } }) }, orderBy: { seq: 'desc' }, take: PAGE + 1 });
    const page = rows.slice(0, PAGE);
    return {
      entries: page.map(({ seq, at, actor, did, caseId, purpose }) => ({ seq: String(seq), at: at.toISOString(), actor, did, caseId, purpose })),
      next: rows.length > PAGE ? String(page.at(-1)?.seq) : null,
    };
  };
  return { list };
}

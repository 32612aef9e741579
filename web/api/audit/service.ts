import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { listAudit } from '../../contract/operations.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { audit } from './audit.ts';
import { partOf } from './policy.ts';

export type Audit = ReturnType<typeof makeAudit>;
const PAGE = 100;

/** The audit log for those who control it (R.4, B5.2): auditors and the platform's administrators all of it, an agency's its part. Whoever reads it stands in it too. */
export function makeAudit({ db, now }: { db: Db; now: Clock }) {
  const list: UseCase<typeof listAudit> = async ({ caseId, cursor }, { user }) => {
    const before = readCursor(cursor);
    const scope = await scopeOf(user, caseId);
    const where = { ...(caseId && { caseId }), ...scope, ...(before !== undefined && { seq: { lt: before } }) };
    const rows = await db.auditEntry.findMany({ where, orderBy: { seq: 'desc' }, take: PAGE + 1 });
    const page = rows.slice(0, PAGE);
    const names = await namesOf(page.map(it => it.actor));
    await db.$transaction(tx => audit(tx, { who: user.id, did: 'audit.look', at: now(), caseId: caseId ?? null, purpose: 'audit' }));
    return {
      entries: page.map(it => ({
        seq: String(it.seq),
        at: it.at.toISOString(),
        actor: names.get(it.actor) ?? it.actor,
        did: it.did,
        caseId: it.caseId,
        purpose: it.purpose,
      })),
      next: rows.length > PAGE ? String(page.at(-1)?.seq) : null,
    };
  };

  /** R.4, R8: an administrator reads what the agency's own people did; of a case of a service the agency holds, everything. */
  async function scopeOf(user: User, caseId: string | undefined): Promise<{ actor?: { in: string[] } }> {
    const part = partOf(user);
    if (part === 'all') return {};
    if (part === null) throw new Problem('not-permitted', 'The log is for those who control it');
    if (caseId) {
      const it = await db.case.findUnique({ where: { id: caseId }, select: { holder: true, complainedOf: true } });
      if (it?.holder !== part || it.complainedOf.includes(user.id)) throw new Problem('not-found', `No case ${caseId} of the agency’s services`);
      return {};
    }
    const people = await db.userAccount.findMany({ where: { agencyId: part }, select: { id: true } });
    return { actor: { in: people.map(({ id }) => id) } };
  }

  /** The log holds ids; people read names. */
  async function namesOf(ids: string[]): Promise<Map<string, string>> {
    const accounts = await db.userAccount.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
    return new Map(accounts.map(it => [it.id, it.name]));
  }

  return { list };
}

function readCursor(cursor: string | undefined): bigint | undefined {
  if (cursor === undefined) return undefined;
  if (!/^\d{1,18}$/.test(cursor)) throw new Problem('invalid-request', 'This is not a cursor', [{ path: 'cursor', code: 'invalid' }]);
  return BigInt(cursor);
}

import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { audit } from '../audit/audit.ts';
import type { User } from '../http/user.ts';
import type { CaseDeps } from './deps.ts';
import { isStaff, maySeeCase, relationsTo } from './policy.ts';

export type Access = ReturnType<typeof makeAccess>;

/** Finds cases for people. What they may not see does not exist for them: 404, logged and audited, never 403 (it would tell that it exists). */
export function makeAccess({ db, log, now }: Pick<CaseDeps, 'db' | 'log' | 'now'>) {
  async function refuse(caseId: string, user: User): Promise<never> {
    log.warn({ userId: user.id, caseId }, 'case refused');
    await db.$transaction(tx => audit(tx, { who: user.id, did: 'case.refused', at: now(), caseId }));
    throw new Problem('not-found', `No case ${caseId}`);
  }

  return {
    refuse,
    /** The case, if the person may see it. For acts, look again under `lockCase`: this is before the transaction. */
    async find(caseId: string, user: User): Promise<Case> {
      const found = await db.case.findUnique({ where: { id: caseId } });
      if (!found) throw new Problem('not-found', `No case ${caseId}`);
      if (!maySeeCase(user, found)) return refuse(caseId, user);
      return found;
    },
  };
}

/** Why somebody looks: said in the audit, and shown to the one who was looked at (M11). Clients looking at their own leave no look. */
export function purposeOf(user: User, it: Case): 'handling' | 'coordination' | 'audit' | null {
  if (!isStaff(user, it)) return relationsTo(user, it).includes('auditor') ? 'audit' : null;
  if (relationsTo(user, it).includes('client')) return null;
  return it.team !== null && it.team === user.agencyId ? 'handling' : 'coordination';
}

/** Writes the look down; the last statement before the commit. */
export async function auditLook(
  tx: Tx,
  { user, it, did, at, data }: { user: User; it: Case; did: 'case.look' | 'document.look'; at: Date; data?: Record<string, unknown> },
): Promise<void> {
  const purpose = purposeOf(user, it);
  if (purpose) await audit(tx, { who: user.id, did, at, caseId: it.id, ...(it.clientId && { clientId: it.clientId }), purpose, ...(data && { data }) });
}

import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import { audit } from '../audit/audit.ts';
import type { User } from '../http/user.ts';
import { isAtHand } from './policy.ts';

/** A working day at the counter: who was recognised in the morning is not asked for the passport again in the afternoon (ms). */
const DAY_AT_COUNTER_MS = 12 * 3_600_000;

/**
 * B4.2: the counter opens what registers know of a client, and prints it, with that client at hand: recognised in one's own conversation, looked
 * up by oneself with an identity document (B3.6), both today, or consenting to one's agency.
 * @throws Problem not-found, written down, when nothing is at hand
 */
export async function refuseUnlessAtHand({ db, now }: { db: Db; now: Clock }, clientId: string, user: User): Promise<void> {
  const at = now();
  const since = new Date(at.getTime() - DAY_AT_COUNTER_MS);
  const [consents, contacts, looks] = await Promise.all([
    db.consent.findMany({ where: { clientId, withdrawnAt: null } }),
    db.contact.findMany({ where: { clientId, adviserId: user.id, startedAt: { gte: since } } }),
    db.auditEntry.count({ where: { clientId, actor: user.id, did: 'client.look', purpose: { in: ['application', 'enquiry'] }, at: { gte: since } } }),
  ]);
  if (isAtHand(user, { clientId, consents, contacts, lookedUp: looks > 0, now: at })) return;
  await db.$transaction(tx => audit(tx, { who: user.id, did: 'client.refused', at, clientId }));
  throw new Problem('not-found', 'No such client, or they are not at hand');
}

import type { Db, Tx } from '../../../platform/database.ts';
import { localDate, shift } from '../../../platform/local-time.ts';
import { dateOf } from '../calendars/read.ts';
import { tell } from '../staff-notices/tell.ts';

/** So many days of the calendar before a review is due, or an agreement runs out, its keepers are told: time to ask the other side. */
export const REMINDED_DAYS = 14;
/** As many in one go; the rest with the next chore. */
const MOST = 500;

type Due = { id: string; agency: string; words: string };

/**
 * The chore of P10.4 and P10.5: who keeps an agency's levels is told before a target is to be reviewed and before an agreement runs out, once. An
 * agency without keepers is asked again with the next chore. Gives how many were told of.
 */
export async function remindReviews(db: Db, at: Date): Promise<number> {
  const today = localDate(at);
  const soon = new Date(shift(today, REMINDED_DAYS));
  return db.$transaction(async tx => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('level-reminders', 0))`;
    const [targets, agreements] = await Promise.all([
      tx.levelTarget.findMany({
        where: { remindedAt: null, reviewOn: { lte: soon }, OR: [{ validTo: null }, { validTo: { gte: new Date(today) } }] },
        orderBy: { reviewOn: 'asc' },
        take: MOST,
      }),
      tx.levelAgreement.findMany({
        where: { remindedAt: null, state: 'agreed', validTo: { gte: new Date(today), lte: soon } },
        orderBy: { validTo: 'asc' },
        take: MOST,
      }),
    ]);
    const reviews = await tellKeepers(tx, targets.map(it => ({ ...it, words: `${dateOf(it.reviewOn)}: ${it.means}` })), 'target-review', at); // prettier-ignore
    const endings = await tellKeepers(tx, agreements.map(it => ({ ...it, words: `${dateOf(it.validTo!)}: ${it.title} (${it.party})` })), 'agreement-ends', at); // prettier-ignore
    await tx.levelTarget.updateMany({ where: { id: { in: reviews } }, data: { remindedAt: at } });
    await tx.levelAgreement.updateMany({ where: { id: { in: endings } }, data: { remindedAt: at } });
    return reviews.length + endings.length;
  });
}

/** Gives the ids of those somebody was told of. */
async function tellKeepers(tx: Tx, due: Due[], name: 'target-review' | 'agreement-ends', at: Date): Promise<string[]> {
  const keepers = await tx.userAccount.findMany({
    where: { agencyId: { in: due.map(it => it.agency) }, roles: { has: 'service-manager' } },
    select: { id: true, agencyId: true },
  });
  const told = due.filter(it => keepers.some(keeper => keeper.agencyId === it.agency));
  for (const { agency, words } of told)
    for (const { id } of keepers.filter(it => it.agencyId === agency))
      await tell(tx, { userId: id, name, caseId: null, taskKey: null, byId: 'system', words, at });
  return told.map(it => it.id);
}

import type { Tx } from '../../../platform/database.ts';
import type { Change } from '../../../prisma/generated/client.ts';

const DAY_MS = 86_400_000;
type Touched = Pick<Change, 'items' | 'services' | 'startedAt' | 'implementedAt'>;

const countBetween = (tx: Pick<Tx, 'incident'>, { items, services }: Touched, from: Date, to: Date): Promise<number> =>
  tx.incident.count({ where: { registeredAt: { gt: from, lte: to }, OR: [{ serviceId: { in: services } }, { items: { hasSome: items } }] } });

/**
 * P5.8: incidents on the same services and items since the change was brought in, beside those of as many days before it began; null
 * while it is not in. Days are counted up: half a day after it is compared with half a day before.
 */
export async function countAround(tx: Pick<Tx, 'incident'>, it: Touched, at: Date): Promise<{ before: number; after: number; days: number } | null> {
  const { implementedAt, startedAt } = it;
  if (!implementedAt) return null;
  const length = at.getTime() - implementedAt.getTime();
  const began = startedAt ?? implementedAt;
  const [before, after] = await Promise.all([countBetween(tx, it, new Date(began.getTime() - length), began), countBetween(tx, it, implementedAt, at)]);
  return { before, after, days: Math.ceil(length / DAY_MS) };
}

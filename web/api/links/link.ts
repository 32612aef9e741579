import type { Tx } from '../../../platform/database.ts';
import type { LinkType } from '../../contract/links.ts';

export type NewLink = { caseId: string; otherId: string; type: LinkType; by: string | null; reason?: string | null; at: Date };

/** Links two cases, once: the link that is there already is given back. Rights are judged by the caller. */
export async function linkCases(tx: Tx, { caseId, otherId, type, by, reason = null, at }: NewLink): Promise<{ id: string; isNew: boolean }> {
  const either =
    type === 'related'
      ? [
          { caseId, otherId },
          { caseId: otherId, otherId: caseId },
        ]
      : [{ caseId, otherId }];
  const known = await tx.caseLink.findFirst({ where: { OR: either, type, removedAt: null }, select: { id: true } });
  if (known) return { id: known.id, isNew: false };
  const { id } = await tx.caseLink.create({ data: { caseId, otherId, type, by, reason, at }, select: { id: true } });
  return { id, isNew: true };
}

/** Cases whose messages and documents are shown in this one: its duplicates, and theirs. Without itself. */
export async function mergedInto(tx: Pick<Tx, 'caseLink'>, caseId: string): Promise<string[]> {
  const found: string[] = [];
  for (let next = [caseId]; next.length > 0;) {
    const rows = await tx.caseLink.findMany({ where: { otherId: { in: next }, type: 'duplicate', removedAt: null }, select: { caseId: true } });
    next = rows.map(it => it.caseId).filter(id => id !== caseId && !found.includes(id));
    found.push(...next);
  }
  return found;
}

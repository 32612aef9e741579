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

/** The duplicates of a case that have not been taken back, of which it is the kept one. */
export const MERGED = { where: { type: 'duplicate', removedAt: null }, select: { caseId: true } } as const;

/** Cases whose messages and documents are shown in this one: its duplicates, and theirs; id → code. Without itself. */
export async function mergedInto(tx: Pick<Tx, 'caseLink'>, caseId: string): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let next = [caseId]; next.length > 0;) {
    const rows = await tx.caseLink.findMany({
      where: { ...MERGED.where, otherId: { in: next } },
      select: { caseId: true, case: { select: { code: true } } },
    });
    const fresh = rows.filter(it => it.caseId !== caseId && !found.has(it.caseId));
    for (const { caseId: id, case: merged } of fresh) found.set(id, merged.code);
    next = fresh.map(it => it.caseId);
  }
  return found;
}

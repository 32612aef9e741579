import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Tx } from '../../../platform/database.ts';
import { HAND_LINK_TYPES, type linkCase, type listLinks, type unlinkCase } from '../../contract/links.ts';
import { audit } from '../audit/audit.ts';
import { makeAccess } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { makePartLooks } from '../cases/part-looks.ts';
import { recordEvent } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';
import { makeDuplicates } from './duplicates.ts';
import { linkCases } from './link.ts';
import { makeMerge } from './merge.ts';
import { makeSplit } from './split.ts';
import { linksVisibleTo, mayBeMerged, mayLink, maySplit, mayUnmerge } from './policy.ts';
import { presentLink } from './present.ts';

export type Links = ReturnType<typeof makeLinks>;

const isByHand = (type: string) => HAND_LINK_TYPES.some(it => it === type);

/** Cases that belong together (PROCESSES §1.7 "links"): seen from both ends, by those who may see both. */
export function makeLinks(deps: CaseDeps) {
  const { db, now, processes } = deps;
  const access = makeAccess(deps);

  const looked = makePartLooks({ db, now });

  const list: UseCase<typeof listLinks> = async ({ caseId }, { user }) => {
    const found = await access.find(caseId, user);
    const rows = await db.caseLink.findMany({
      where: { OR: [{ caseId }, { otherId: caseId }], removedAt: null, AND: [linksVisibleTo(user)] },
      include: { case: true, other: true },
      orderBy: { at: 'asc' },
    });
    const authors = await db.userAccount.findMany({ where: { id: { in: rows.flatMap(it => it.by ?? []) } }, select: { id: true, name: true } });
    const facts = { ...found, hasDecision: (await db.decision.count({ where: { caseId } })) > 0 };
    const may = [
      ...(mayLink(user, found, found) ? (['link'] as const) : []),
      ...(mayBeMerged(user, facts) ? (['merge'] as const) : []),
      ...(mayUnmerge(user, found) ? (['unmerge'] as const) : []),
      ...(maySplit(user, found) ? (['split'] as const) : []),
    ];
    const links = rows.map(row =>
      presentLink(row, {
        caseId,
        by: authors.find(it => it.id === row.by)?.name ?? null,
        removable: isByHand(row.type) && mayLink(user, row.case, row.other),
        processes,
      }),
    );
    if (links.length > 0) await looked(user, found, 'links', links.map(it => it.other.code)); // prettier-ignore
    return { links, may };
  };

  const link: UseCase<typeof linkCase> = async ({ caseId, code, type, reason }, { user, once }) => {
    const found = await access.find(caseId, user);
    const coded = await db.case.findUnique({ where: { code } });
    if (!coded) throw new Problem('not-found', 'No case has this code');
    const other = await access.find(coded.id, user);
    if (other.id === caseId) throw new Problem('invalid-request', 'A case is not linked with itself', [{ path: 'code', code: 'itself' }]);
    if (!mayLink(user, found, other)) throw new Problem('not-permitted', 'Only those who work on both cases link them');
    return once(async tx => {
      const at = now();
      const { id, isNew } = await linkCases(tx, { caseId, otherId: other.id, type, by: user.id, reason, at });
      if (!isNew) throw new Problem('already-done', 'These cases are linked so already');
      await recordBoth(tx, 'linked', { caseId, otherId: other.id, codes: [found.code, other.code], actor: user.id, at, type });
      await audit(tx, { who: user.id, did: 'case.link', at, caseId, data: { linkId: id, otherId: other.id, type } });
      return { id };
    });
  };

  const unlink: UseCase<typeof unlinkCase> = async ({ caseId, linkId }, { user, once }) => {
    await access.find(caseId, user);
    const where = { id: linkId, removedAt: null, OR: [{ caseId }, { otherId: caseId }], AND: [linksVisibleTo(user)] };
    const row = await db.caseLink.findFirst({ where, include: { case: true, other: true } });
    if (!row) throw new Problem('not-found', `No link ${linkId}`);
    if (!isByHand(row.type) || !mayLink(user, row.case, row.other))
      throw new Problem('not-permitted', 'Merged and split cases stay linked; others are unlinked by those who work on both');
    await once(async tx => {
      const at = now();
      const { count } = await tx.caseLink.updateMany({ where: { id: linkId, removedAt: null }, data: { removedAt: at, removedBy: user.id } });
      if (count === 0) return;
      await recordBoth(tx, 'unlinked', {
        caseId: row.caseId,
        otherId: row.otherId,
        codes: [row.case.code, row.other.code],
        actor: user.id,
        at,
        type: row.type,
      });
      await audit(tx, { who: user.id, did: 'case.unlink', at, caseId, data: { linkId } });
    });
  };

  return { list, link, unlink, ...makeDuplicates(deps, access), ...makeMerge(deps, access), split: makeSplit(deps, access) };
}

type Both = { caseId: string; otherId: string; codes: [string, string]; actor: string; at: Date; type: string };

/** Each of the two tells of it, for staff only: a client is told what concerns them by messages. */
async function recordBoth(tx: Tx, name: 'linked' | 'unlinked', { caseId, otherId, codes, actor, at, type }: Both): Promise<void> {
  await recordEvent(tx, { caseId, name, at, actor, data: { code: codes[1], type }, public: false });
  await recordEvent(tx, { caseId: otherId, name, at, actor, data: { code: codes[0], type }, public: false });
  await notifyCase(tx, caseId);
  await notifyCase(tx, otherId);
}

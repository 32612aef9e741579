import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Tx } from '../../../platform/database.ts';
import type { mergeCase, unmergeCase } from '../../contract/links.ts';
import { audit } from '../audit/audit.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { recordEvent } from '../cases/record.ts';
import { restartCase } from '../cases/restart.ts';
import { tellEnd } from '../cases/tell-end.ts';
import type { UseCase } from '../http/bind.ts';
import { linkCases } from './link.ts';
import { mayMerge, mayUnmerge } from './policy.ts';

/** Rows are locked in the order of their ids, so that two merges of the same pair never wait for each other. */
async function lockBoth(tx: Tx, first: string, second: string) {
  for (const id of [first, second].sort()) await lockCase(tx, id);
  return [await lockCase(tx, first), await lockCase(tx, second)] as const;
}

const versionOf = (tx: Tx, caseId: string) => tx.case.update({ where: { id: caseId }, data: { version: { increment: 1 } }, select: { version: true } });

/** Merging takes nothing away: the duplicate keeps what it holds and is only shown elsewhere, so un-merging loses nothing. */
export function makeMerge(deps: CaseDeps, access: Access) {
  const { now, outbox } = deps;
  /** The tasks go at once; the case is closed when the engine has ended its run. */
  const merge: UseCase<typeof mergeCase> = async ({ caseId, keepId, reason }, { user, once }) => {
    await access.find(caseId, user);
    await access.find(keepId, user);
    if (caseId === keepId) throw new Problem('invalid-request', 'A case is no duplicate of itself', [{ path: 'keepId', code: 'itself' }]);
    const reply = await once(async tx => {
      const [found, keep] = await lockBoth(tx, caseId, keepId);
      if (found.outcome === 'duplicate') throw new Problem('already-done', 'It has been merged already');
      const hasDecision = (await tx.decision.count({ where: { caseId } })) > 0;
      if (!mayMerge(user, { ...found, hasDecision }, { ...keep, hasDecision: false }))
        throw new Problem('not-permitted', 'Only KAC merges, and only undecided cases of one client with one holder');
      const at = now();
      const { id: linkId } = await linkCases(tx, { caseId, otherId: keepId, type: 'duplicate', by: user.id, reason, at });
      await tx.task.updateMany({ where: { caseId, state: 'open' }, data: { state: 'cancelled', rowVersion: { increment: 1 } } });
      await tx.case.update({ where: { id: caseId }, data: { outcome: 'duplicate' } });
      await recordEvent(tx, { caseId, name: 'merged', at, actor: user.id, data: { code: keep.code } });
      await recordEvent(tx, { caseId: keepId, name: 'duplicate-merged', at, actor: user.id, data: { code: found.code, reason }, public: false });
      await tellEnd(tx, { caseId, outcome: 'duplicate', messageId: `${linkId}-ended` });
      const done = await versionOf(tx, caseId);
      await notifyCase(tx, caseId);
      await notifyCase(tx, keepId);
      await audit(tx, { who: user.id, did: 'case.merge', at, caseId, data: { keepId, linkId } });
      return done;
    });
    outbox.kick();
    return reply;
  };

  /** Taken back: the duplicate runs again from classification, with what it had and all of its history. */
  const unmerge: UseCase<typeof unmergeCase> = async ({ caseId, reason }, { user, once }) => {
    await access.find(caseId, user);
    const reply = await once(async tx => {
      const link = await tx.caseLink.findFirst({ where: { caseId, type: 'duplicate', removedAt: null }, include: { other: true } });
      if (!link) throw new Problem('already-done', 'It is not merged');
      const [found, keep] = await lockBoth(tx, caseId, link.otherId);
      if (!mayUnmerge(user, found)) throw new Problem('not-permitted', 'Only KAC un-merges');
      if (found.status !== 'closed') throw new Problem('state-conflict', 'It is being closed just now; try again in a moment');
      const at = now();
      await tx.caseLink.update({ where: { id: link.id }, data: { removedAt: at, removedBy: user.id } });
      await recordEvent(tx, { caseId, name: 'unmerged', at, actor: user.id, data: { code: keep.code, reason } });
      await recordEvent(tx, { caseId: keep.id, name: 'duplicate-unmerged', at, actor: user.id, data: { code: found.code, reason }, public: false });
      await restartCase(tx, { caseId, actor: user.id }, deps);
      const done = await versionOf(tx, caseId);
      await notifyCase(tx, caseId);
      await notifyCase(tx, keep.id);
      await audit(tx, { who: user.id, did: 'case.unmerge', at, caseId, data: { keepId: keep.id, linkId: link.id } });
      return done;
    });
    outbox.kick();
    return reply;
  };

  return { merge, unmerge };
}

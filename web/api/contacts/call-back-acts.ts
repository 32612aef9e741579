import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { CallBack, Prisma } from '../../../prisma/generated/client.ts';
import type { assignCallBack, decideCallBack, recordCall } from '../../contract/contacts.ts';
import { audit } from '../audit/audit.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { CALL_BACK_INCLUDE, presentAll } from './call-back-view.ts';
import type { ContactDeps } from './deps.ts';
import { notifyCallBack } from './keeper.ts';
import { mayCall, mayDecideCallBack, maySeeCallBack } from './policy.ts';
import type { WholeCallBack } from './present.ts';
import { promise } from './rules.ts';

/** The calls, whose they are, and what the lead decides of those missed. */
export function makeCallBackActs({ db, now }: ContactDeps) {
  /** Finds it, judges, changes it under its version, in the transaction of the audit entry. */
  async function act(
    tx: Tx,
    { callBackId, version, user, may, did }: { callBackId: string; version: number; user: User; may(user: User, it: CallBack): boolean; did: string },
    change: (
      found: CallBack,
    ) => Promise<{ data: Prisma.CallBackUncheckedUpdateInput; entry: Omit<Prisma.CallBackAttemptUncheckedCreateInput, 'callBackId' | 'by' | 'at'> }>,
  ): Promise<WholeCallBack> {
    const found = await tx.callBack.findUnique({ where: { id: callBackId } });
    if (!found || !maySeeCallBack(user, found)) throw new Problem('not-found', `No call-back ${callBackId}`);
    if (found.doneAt) throw new Problem('already-done', 'It is done');
    if (!may(user, found)) throw new Problem('not-permitted', 'A missed call-back is decided by the team lead');
    const at = now();
    const { data, entry } = await change(found);
    const { count } = await tx.callBack.updateMany({ where: { id: callBackId, version, doneAt: null }, data: { ...data, version: { increment: 1 } } });
    if (count === 0) throw new Problem('state-conflict', 'Somebody has changed it');
    await tx.callBackAttempt.create({ data: { ...entry, callBackId, by: user.id, at } });
    await notifyCallBack(tx, found);
    await audit(tx, { who: user.id, did, at, purpose: 'contact', data: { callBackId, ...(entry.outcome && { outcome: entry.outcome }) } });
    return tx.callBack.findUniqueOrThrow({ where: { id: callBackId }, include: CALL_BACK_INCLUDE });
  }

  const one = async (at: Db | Tx, row: WholeCallBack, user: User) => (await presentAll(at, [row], { user, now: now() }))[0]!;

  /** A wrong number ends it too: there is nobody to reach. The others leave it where it stands. */
  const call: UseCase<typeof recordCall> = async ({ callBackId, outcome, note, version }, { user, once }) =>
    once(async tx => {
      const ends = outcome === 'reached' || outcome === 'wrong-number';
      const result = outcome === 'reached' ? 'reached' : 'not-reached';
      const row = await act(tx, { callBackId, version, user, may: mayCall, did: 'call-back.call' }, async () => ({
        data: ends ? { doneAt: now(), doneBy: user.id, result } : {},
        entry: { name: 'called', outcome, note },
      }));
      return one(tx, row, user);
    });

  const assign: UseCase<typeof assignCallBack> = async ({ callBackId, assigneeId, version }, { user }) => {
    const row = await db.$transaction(tx =>
      act(tx, { callBackId, version, user, may: mayCall, did: 'call-back.assign' }, async found => {
        const account = assigneeId ? await tx.userAccount.findUnique({ where: { id: assigneeId } }) : null;
        const fits = account?.agencyId === found.team && account.roles.some(role => role === 'kac-specialist' || role === 'team-lead');
        if (assigneeId && !fits) throw new Problem('invalid-request', 'Nobody of the team', [{ path: 'assigneeId', code: 'unknown' }]);
        return { data: { assigneeId }, entry: { name: 'assigned', note: account?.name ?? null } };
      }),
    );
    return one(db, row, user);
  };

  /** Moved: promised anew, from now, and back from the lead to whoever had it. Dropped: with the reason. */
  const decide: UseCase<typeof decideCallBack> = async ({ callBackId, decision, reason, version }, { user, once }) =>
    once(async tx => {
      const row = await act(tx, { callBackId, version, user, may: mayDecideCallBack, did: `call-back.${decision}` }, async found => {
        if (decision === 'drop') return { data: { doneAt: now(), doneBy: user.id, result: 'not-needed' }, entry: { name: 'moved', note: reason } };
        const times = await promise(tx, found.team, now());
        return { data: { ...times, remindedAt: null, escalatedAt: null }, entry: { name: 'moved', note: reason } };
      });
      return one(tx, row, user);
    });

  return { call, assignCallBack: assign, decideCallBack: decide };
}

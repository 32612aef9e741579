import { notifyPresence } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import * as contract from '../../contract/presence.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { isStaff } from '../cases/policy.ts';
import type { UseCase } from '../http/bind.ts';
import { countWork } from '../work-time/count-work.ts';

export type Presence = ReturnType<typeof makePresence>;

const SWEEP_EVERY_MS = 5_000;

/**
 * Who else has a case open now (F3). One row for each open page, in an unlogged table, for 45 s; nothing is left of it afterwards and
 * nothing is audited beside the look itself. A change is pushed; nobody polls.
 */
export function makePresence({ db, now, log }: Pick<CaseDeps, 'db' | 'now' | 'log'>, access: Access) {
  const beat: UseCase<typeof contract.beat> = async ({ caseId, tabId, state, workedSeconds }, { user }) => {
    const it = await access.find(caseId, user);
    if (!isStaff(user, it)) throw new Problem('not-permitted', 'Presence is of those who work on the case');
    const at = now();
    const id = { caseId, userId: user.id, tabId };
    await db.$transaction(async tx => {
      const before = await tx.presence.findUnique({ where: { caseId_userId_tabId: id } });
      const writing = state === 'writing';
      if (state === 'left') await tx.presence.deleteMany({ where: id });
      else {
        const row = { writing, expiresAt: new Date(at.getTime() + contract.GONE_AFTER_S * 1000) };
        await tx.presence.upsert({ where: { caseId_userId_tabId: id }, create: { ...id, ...row, since: at }, update: row });
      }
      const changed = state === 'left' ? before !== null : before?.writing !== writing || before.expiresAt <= at;
      await countWork(tx, { caseId, userId: user.id, workedSeconds, at });
      if (changed) await notifyPresence(tx, caseId);
    });
  };

  const list: UseCase<typeof contract.listPresence> = async ({ caseId }, { user }) => {
    const it = await access.find(caseId, user);
    if (!isStaff(user, it)) throw new Problem('not-permitted', 'Presence is shown to those who work on the case');
    const rows = await db.presence.findMany({ where: { caseId, userId: { not: user.id }, expiresAt: { gt: now() } }, orderBy: { since: 'asc' } });
    const ids = [...new Set(rows.map(row => row.userId))];
    const people = await db.userAccount.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
    return {
      people: ids.flatMap(id => {
        const pages = rows.filter(row => row.userId === id);
        const person = people.find(each => each.id === id);
        return person ? [{ ...person, writing: pages.some(page => page.writing), since: pages[0]!.since.toISOString() }] : [];
      }),
    };
  };

  /** Takes away who has gone without a word, and says so. Several programs may do it: each row goes once. */
  async function sweep(): Promise<number> {
    return db.$transaction(async tx => {
      const gone = await tx.$queryRaw<{ case_id: string }[]>`DELETE FROM presence WHERE expires_at <= ${now()} RETURNING case_id`;
      for (const caseId of new Set(gone.map(it => it.case_id))) await notifyPresence(tx, caseId);
      return gone.length;
    });
  }

  return {
    beat,
    list,
    sweep,
    /** Sweeps every few seconds. */
    start(): { stop(): void } {
      const run = () => void sweep().catch((error: Error) => log.warn({ cause: error.name }, 'presence could not be swept; it is swept again soon'));
      const timer = setInterval(run, SWEEP_EVERY_MS).unref();
      return { stop: () => clearInterval(timer) };
    },
  };
}

import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/changes.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { publish, SAID_TTL_MS } from '../clock/clock.ts';
import type { UseCase } from '../http/bind.ts';
import { mayGiveVoice, mayResumeChange } from './policy.ts';
import { makeChangeFinder, type ViewDeps } from './view.ts';

/** What the engine hears when everybody asked has answered; it waits for it by the round. */
const ALL_ANSWERED = { board: 'board-voted', agreement: 'parties-answered' } as const;

/** What people do with a change beside the tasks of its diagram. */
export function makeChangeActs(deps: CaseDeps, beside: Pick<ViewDeps, 'access'>) {
  const { now, newId, outbox } = deps;
  const find = makeChangeFinder(deps, beside);

  const voice: UseCase<typeof contract.giveVoice> = async ({ changeId, roundId, memberId, vote, words }, { user, once }) => {
    const { rounds, speaksFor } = await find(changeId, user);
    const round = rounds.find(it => it.id === roundId);
    if (!round?.voices.some(it => it.userId === memberId)) throw new Problem('not-found', `Nobody asks ${memberId} in round ${roundId}`);
    if (!mayGiveVoice(user, memberId, { speaksFor })) throw new Problem('not-permitted', 'A voice is given by its member, or by who stands in for them');
    if (vote === 'against' && !words) throw new Problem('invalid-request', 'Who is against says why', [{ path: 'words', code: 'required' }]);
    const reply = await once(async tx => {
      const at = now();
      await lockCase(tx, changeId);
      const open = await tx.changeRound.findFirst({ where: { id: roundId, closedAt: null, answerBy: { gt: at } } });
      if (!open) throw new Problem('state-conflict', 'The round is over');
      const { count } = await tx.changeVoice.updateMany({ where: { roundId, userId: memberId, at: null }, data: { vote, words, byId: user.id, at } });
      if (count === 0) throw new Problem('already-done', 'This voice has been given');
      const left = await tx.changeVoice.count({ where: { roundId, at: null } });
      if (left === 0) {
        await tx.changeRound.update({ where: { id: roundId }, data: { closedAt: at } });
        const name = ALL_ANSWERED[open.kind as keyof typeof ALL_ANSWERED];
        await publish(tx, { caseId: changeId, name, correlationKey: roundId, messageId: `${name}-${roundId}`, timeToLiveMs: SAID_TTL_MS, variables: {} });
      }
      await notifyCase(tx, changeId);
      await audit(tx, { who: user.id, did: 'change.voice', at, caseId: changeId, data: { roundId, memberId } });
      return { id: roundId };
    });
    outbox.kick();
    return reply;
  };

  const resume: UseCase<typeof contract.resumeChange> = async ({ changeId }, { user, once }) => {
    const { it, row } = await find(changeId, user);
    if (row.status !== 'deferred') throw new Problem('state-conflict', 'It is not deferred');
    if (!mayResumeChange(user, { ...it, changeStatus: row.status })) throw new Problem('not-permitted', 'Only those who work on it or manage its service');
    const reply = await once(async tx => {
      const at = now();
      await lockCase(tx, changeId);
      // once: whoever presses second finds that it does not wait any more
      const { count } = await tx.change.updateMany({
        where: { caseId: changeId, status: 'deferred', deferUntil: { not: null } },
        data: { deferUntil: null, version: { increment: 1 } },
      });
      if (count === 0) throw new Problem('state-conflict', 'It is not deferred any more');
      await publish(tx, { caseId: changeId, name: 'change-resumed', correlationKey: changeId, messageId: newId(), timeToLiveMs: SAID_TTL_MS, variables: {} });
      await notifyCase(tx, changeId);
      await audit(tx, { who: user.id, did: 'change.resume', at, caseId: changeId });
      return { id: changeId };
    });
    outbox.kick();
    return reply;
  };

  return { voice, resume };
}

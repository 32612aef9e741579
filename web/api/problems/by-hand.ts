import { notifyCase } from '../../../platform/notify.ts';
import { Problem as Refusal } from '../../../platform/problem.ts';
import type * as contract from '../../contract/problems.ts';
import { audit } from '../audit/audit.ts';
import type { Access } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { publish, SAID_TTL_MS } from '../clock/clock.ts';
import type { UseCase } from '../http/bind.ts';
import { makeIncidentLinks, makeProblemFinder } from './incident-links.ts';
import { mayFinishAction, mayOwnProblem, mayResume } from './policy.ts';

/** What people do with a problem beside the tasks of its diagram. */
export function makeProblemActs(deps: CaseDeps, access: Access) {
  const { db, now, newId, outbox } = deps;
  const find = makeProblemFinder(deps, access);

  const resume: UseCase<typeof contract.resumeProblem> = async ({ problemId }, { user, once }) => {
    const { facts } = await find(problemId, user);
    if (!mayResume(user, facts)) throw new Refusal('state-conflict', 'It does not wait for a review');
    const reply = await once(async tx => {
      const at = now();
      await lockCase(tx, problemId);
      // once: whoever presses second finds that it does not wait any more
      const { count } = await tx.problem.updateMany({
        where: { caseId: problemId, reviewOn: { not: null } },
        data: { reviewOn: null, version: { increment: 1 } },
      });
      if (count === 0) throw new Refusal('state-conflict', 'It does not wait for a review');
      await publish(tx, {
        caseId: problemId,
        name: 'problem-resumed',
        correlationKey: problemId,
        messageId: newId(),
        timeToLiveMs: SAID_TTL_MS,
        variables: {},
      });
      await audit(tx, { who: user.id, did: 'problem.resume', at, caseId: problemId });
      return { id: problemId };
    });
    outbox.kick();
    return reply;
  };

  const own: UseCase<typeof contract.ownProblem> = async ({ problemId, version }, { user, once }) => {
    const { facts } = await find(problemId, user);
    if (!mayOwnProblem(user, facts)) throw new Refusal('not-permitted', 'Only those who work on it');
    return once(async tx => {
      const { count } = await tx.problem.updateMany({ where: { caseId: problemId, version }, data: { ownerId: user.id, version: { increment: 1 } } });
      if (count === 0) throw new Refusal('state-conflict', 'Somebody has changed it');
      await notifyCase(tx, problemId);
      await audit(tx, { who: user.id, did: 'problem.own', at: now(), caseId: problemId });
      return { version: version + 1 };
    });
  };

  const finish: UseCase<typeof contract.finishProblemAction> = async ({ problemId, actionId }, { user, once }) => {
    const { it } = await find(problemId, user);
    if (!mayFinishAction(user, it)) throw new Refusal('not-permitted', 'Only those who work on it');
    if ((await db.problemAction.count({ where: { id: actionId, problemId } })) === 0) throw new Refusal('not-found', `No action ${actionId}`);
    await once(async tx => {
      const at = now();
      const { count } = await tx.problemAction.updateMany({ where: { id: actionId, problemId, doneAt: null }, data: { doneAt: at } });
      if (count === 0) throw new Refusal('already-done', 'Done already');
      await audit(tx, { who: user.id, did: 'problem.action', at, caseId: problemId, data: { actionId } });
    });
  };

  return { ...makeIncidentLinks(deps, access), resume, own, finish };
}

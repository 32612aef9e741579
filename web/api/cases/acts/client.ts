import { notifyCase } from '../../../../platform/notify.ts';
import { Problem } from '../../../../platform/problem.ts';
import type { Tx } from '../../../../platform/database.ts';
import type { answerQuestion, giveFeedback, withdrawCase } from '../../../contract/cases.ts';
import type { BodyOf, ParamsOf } from '../../../contract/endpoint.ts';
import { audit } from '../../audit/audit.ts';
import { publish, SAID_TTL_MS } from '../../clock/clock.ts';
import { limitsFrom } from '../../documents/limits.ts';
import { attachUploads } from '../../documents/uploads.ts';
import type { Context } from '../../http/bind.ts';
import type { Access } from '../access.ts';
import type { CaseDeps } from '../deps.ts';
import { lockCase } from '../find.ts';
import { mayAnswer, mayDispute, mayRate, mayWithdraw } from '../policy.ts';
import { recordEvent } from '../record.ts';
import { isOver } from '../status.ts';
import { tellEnd } from '../tell-end.ts';

type Input<E> = ParamsOf<E> & BodyOf<E>;

const versionOf = (tx: Tx, caseId: string): Promise<{ version: number }> =>
  tx.case.update({ where: { id: caseId }, data: { version: { increment: 1 } }, select: { version: true } });

/** What the client does with the own case: answer, withdraw, rate or dispute. */
export function makeClientActs({ now, newId, outbox, config }: CaseDeps, access: Access) {
  const says = (tx: Tx, caseId: string, user: Context['user'], body: string | null) =>
    body ? tx.caseMessage.create({ data: { caseId, direction: 'from-client', body, senderId: user.id, senderName: user.name, at: now() } }) : null;

  return {
    async answer({ caseId, questionId, answer, uploadIds }: Input<typeof answerQuestion>, { user, once }: Context) {
      await access.find(caseId, user);
      const reply = await once(async tx => {
        const found = await lockCase(tx, caseId);
        const question = await tx.question.findFirst({ where: { id: questionId, caseId } });
        if (!question) throw new Problem('not-found', `No question ${questionId}`);
        if (question.answeredAt || question.expiredAt || found.status === 'closed')
          throw new Problem('already-done', 'The question has been answered, or its last date has passed');
        if (!mayAnswer(user, { ...found, hasQuestion: true })) throw new Problem('not-permitted', 'The client answers, or the front office for them');
        const at = now();
        await tx.question.update({ where: { id: questionId }, data: { answer, answeredAt: at } });
        await says(tx, caseId, user, answer);
        await attachUploads(tx, { caseId, uploadIds, kind: 'attachment', title: null, user, at, limits: limitsFrom(config) });
        await recordEvent(tx, { caseId, name: 'question-answered', at, actor: user.id });
        await publish(tx, { caseId, name: 'client-answered', correlationKey: questionId, messageId: questionId, timeToLiveMs: SAID_TTL_MS, variables: {} });
        const done = await versionOf(tx, caseId);
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'case.answer', at, caseId });
        return done;
      });
      outbox.kick();
      return reply;
    },

    /** Possible as long as nothing is decided. The tasks go at once; the case is closed when the engine has ended its run. */
    async withdraw({ caseId, reason }: Input<typeof withdrawCase>, { user, once }: Context) {
      await access.find(caseId, user);
      const reply = await once(async tx => {
        const found = await lockCase(tx, caseId);
        const hasDecision = (await tx.decision.count({ where: { caseId } })) > 0;
        if (isOver(found) || hasDecision) throw new Problem('already-done', 'It has been decided, closed or withdrawn already');
        if (!mayWithdraw(user, { ...found, hasDecision })) throw new Problem('not-permitted', 'Only the client withdraws, and only what is not done');
        const at = now();
        await tx.task.updateMany({ where: { caseId, state: 'open' }, data: { state: 'cancelled', rowVersion: { increment: 1 } } });
        await says(tx, caseId, user, reason);
        await recordEvent(tx, { caseId, name: 'withdrawn', at, actor: user.id });
        await tellEnd(tx, { caseId, outcome: 'withdrawn', messageId: `${caseId}-withdrawn-${found.attempt}` });
        await tx.case.update({ where: { id: caseId }, data: { outcome: 'withdrawn' } });
        const done = await versionOf(tx, caseId);
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'case.withdraw', at, caseId });
        return done;
      });
      outbox.kick();
      return reply;
    },

    /** A dispute goes to KAC, which decides about reopening (P1.7); its words also stand among the messages. */
    async feedback({ caseId, rating, comment, disputed }: Input<typeof giveFeedback>, { user, once }: Context) {
      await access.find(caseId, user);
      const reply = await once(async tx => {
        const found = await lockCase(tx, caseId);
        const hasFeedback = (await tx.feedback.count({ where: { caseId } })) > 0;
        if (hasFeedback) throw new Problem('already-done', 'Feedback has been given');
        if (!(disputed ? mayDispute : mayRate)(user, { ...found, hasFeedback }))
          throw new Problem('not-permitted', 'The client rates what is done, and disputes it before it is closed');
        const at = now();
        await tx.feedback.create({ data: { caseId, rating, comment, disputed, at } });
        if (disputed) await says(tx, caseId, user, comment);
        await recordEvent(tx, { caseId, name: 'feedback-given', at, actor: user.id, data: { rating, disputed } });
        if (found.status === 'done')
          await publish(tx, { caseId, name: 'feedback-given', correlationKey: caseId, messageId: newId(), timeToLiveMs: SAID_TTL_MS, variables: { disputed } });
        const done = await versionOf(tx, caseId);
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'case.feedback', at, caseId, data: { rating, disputed } });
        return done;
      });
      outbox.kick();
      return reply;
    },
  };
}

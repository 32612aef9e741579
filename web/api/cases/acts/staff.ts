import { notifyCase } from '../../../../platform/notify.ts';
import { Problem } from '../../../../platform/problem.ts';
import type { escalateCase, reclassifyCase } from '../../../contract/cases.ts';
import type { BodyOf, ParamsOf } from '../../../contract/endpoint.ts';
import { audit } from '../../audit/audit.ts';
import { announceNewDate } from '../../clock/new-date.ts';
import { retarget } from '../../clock/term-of-case.ts';
import { raise } from '../../escalations/raise.ts';
import type { Context } from '../../http/bind.ts';
import type { Access } from '../access.ts';
import type { CaseDeps } from '../deps.ts';
import { lockCase } from '../find.ts';
import { mayClassify, mayEscalate } from '../policy.ts';
import { iso } from '../present.ts';
import { priorityOf } from '../priority.ts';
import { recordEvent } from '../record.ts';
import { isEnding } from '../status.ts';

/** What staff do with a case outside its tasks. */
export function makeStaffActs({ now, outbox, processes }: CaseDeps, access: Access) {
  return {
    /** B7.2: the lead of the team that has the case is drawn in. The words stay here; the engine only hears that it happened. */
    async escalate({ caseId, reason }: ParamsOf<typeof escalateCase> & BodyOf<typeof escalateCase>, { user, once }: Context) {
      await access.find(caseId, user);
      const reply = await once(async tx => {
        const found = await lockCase(tx, caseId);
        if (isEnding(found) || !mayEscalate(user, { ...found, escalated: false }))
          throw new Problem('not-permitted', 'Only those who work on an open case escalate it');
        if (found.escalated) throw new Problem('state-conflict', 'The case is escalated already');
        const at = now();
        await raise(tx, { it: found, kind: 'manual', from: user.id, reason, at });
        const { version } = await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { version: true } });
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'case.escalate', at, caseId });
        return { version };
      });
      outbox.kick();
      return reply;
    },

    /** P1.2: a person overrules the proposed classification. Priority follows by the matrix, the clock by the term; the client hears of a new date (N4), unless it is silent. */
    async reclassify(
      { caseId, impact, urgency, reason, version, silent = false }: ParamsOf<typeof reclassifyCase> & BodyOf<typeof reclassifyCase> & { silent?: boolean },
      { user, once }: Pick<Context, 'user' | 'once'>,
    ) {
      await access.find(caseId, user);
      const reply = await once(async tx => {
        const found = await lockCase(tx, caseId);
        if (!mayClassify(user, found)) throw new Problem('not-permitted', 'The front office classifies, or the lead of the team');
        if (found.version !== version) throw new Problem('state-conflict', `Version is ${found.version}`);
        const at = now();
        const priority = await priorityOf(processes, { impact, urgency });
        await tx.case.update({ where: { id: caseId }, data: { impact, urgency, priority, version: { increment: 1 } } });
        await recordEvent(tx, { caseId, name: 'classified', at, actor: user.id, data: { priority, impact, urgency, by: 'person', reason }, public: false });
        const deadline = await retarget(tx, { ...found, priority }, { now: at, processes, actor: user.id });
        const dueAt = iso(deadline.dueAt);
        if (dueAt !== iso(found.dueAt)) await announceNewDate(tx, { it: found, deadline, actor: user.id, at, notice: !silent });
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'case.classify', at, caseId, data: { impact, urgency } });
        const after = await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { version: true } });
        return { priority, dueAt, version: after.version };
      });
      outbox.kick();
      return reply;
    },
  };
}

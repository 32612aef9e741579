import { notifyCase } from '../../../../platform/notify.ts';
import { Problem } from '../../../../platform/problem.ts';
import type { voidCase } from '../../../contract/cases.ts';
import type { BodyOf, ParamsOf } from '../../../contract/endpoint.ts';
import { audit } from '../../audit/audit.ts';
import type { Context } from '../../http/bind.ts';
import type { Access } from '../access.ts';
import type { CaseDeps } from '../deps.ts';
import { lockCase } from '../find.ts';
import { mayVoid } from '../policy.ts';
import { recordEvent } from '../record.ts';
import { isEnding, isOpen } from '../status.ts';
import { tellEnd } from '../tell-end.ts';

/** Only KAC closes (PROCESSES §1.6); what is about the same as another case is merged with it (web/api/links). */
export function makeEndings({ now, outbox }: CaseDeps, access: Access) {
  return {
    /** Registered by mistake: the tasks go at once, the engine hears `application-ended`, upon which its run closes the case. */
    async voidCase({ caseId, reason }: ParamsOf<typeof voidCase> & BodyOf<typeof voidCase>, { user, once }: Context) {
      await access.find(caseId, user);
      const reply = await once(async tx => {
        const found = await lockCase(tx, caseId);
        const hasDecision = (await tx.decision.count({ where: { caseId } })) > 0;
        if (!isOpen(found.status) || isEnding(found) || hasDecision) throw new Problem('already-done', 'It has been decided, closed or withdrawn already');
        if (!mayVoid(user, { ...found, hasDecision })) throw new Problem('not-permitted', 'The front office closes');
        const at = now();
        await tx.task.updateMany({ where: { caseId, state: 'open' }, data: { state: 'cancelled', rowVersion: { increment: 1 } } });
        await tx.caseMessage.create({ data: { caseId, direction: 'internal', body: reason, senderId: user.id, senderName: user.name, at } });
        await recordEvent(tx, { caseId, name: 'voided', at, actor: user.id });
        await tellEnd(tx, { caseId, outcome: 'void', messageId: `${caseId}-void-${found.attempt}` });
        const done = await tx.case.update({ where: { id: caseId }, data: { outcome: 'void', version: { increment: 1 } }, select: { version: true } });
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'case.void', at, caseId });
        return done;
      });
      outbox.kick();
      return reply;
    },
  };
}

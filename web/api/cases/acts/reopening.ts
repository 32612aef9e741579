import { notifyCase } from '../../../../platform/notify.ts';
import { Problem } from '../../../../platform/problem.ts';
import type { reopenCase } from '../../../contract/cases.ts';
import type { BodyOf, ParamsOf } from '../../../contract/endpoint.ts';
import { audit } from '../../audit/audit.ts';
import type { Context } from '../../http/bind.ts';
import type { Access } from '../access.ts';
import type { CaseDeps } from '../deps.ts';
import { lockCase } from '../find.ts';
import { mayAskToReopen, mayReopen } from '../policy.ts';
import { reopenUntil } from '../reopening.ts';
import { restartCase } from '../restart.ts';

/** A closed case is opened again (PROCESSES §1.6); what was said stands among the messages. */
export function makeReopening(deps: CaseDeps, access: Access) {
  const { now, outbox } = deps;

  return {
    async reopen({ caseId, reason }: ParamsOf<typeof reopenCase> & BodyOf<typeof reopenCase>, { user, once }: Context) {
      await access.find(caseId, user);
      const reply = await once(async tx => {
        const found = await lockCase(tx, caseId);
        const at = now();
        if (found.status !== 'closed') throw new Problem('already-done', 'The case is open');
        const until = await reopenUntil(tx, found);
        const facts = { ...found, reopenUntil: until };
        if (!mayAskToReopen(user, facts))
          throw new Problem('not-permitted', 'Its client or the front office has a case opened again; a duplicate is un-merged');
        if (!mayReopen(user, facts, at))
          throw new Problem('period-over', until ? `It could be opened again until ${until.toISOString()}` : 'The agency opens nothing again');
        const direction = user.clientId !== null && user.clientId === found.clientId ? 'from-client' : 'internal';
        await tx.caseMessage.create({ data: { caseId, direction, body: reason, senderId: user.id, senderName: user.name, at } });
        const { attempt, version } = await restartCase(tx, { caseId, actor: user.id }, deps);
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'case.reopen', at, caseId, data: { attempt } });
        return { version };
      });
      outbox.kick();
      return reply;
    },
  };
}

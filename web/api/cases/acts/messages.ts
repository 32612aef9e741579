import { notifyCase } from '../../../../platform/notify.ts';
import { Problem } from '../../../../platform/problem.ts';
import type { readMessages, sendMessage } from '../../../contract/cases.ts';
import type { BodyOf, ParamsOf } from '../../../contract/endpoint.ts';
import { audit } from '../../audit/audit.ts';
import type { Context } from '../../http/bind.ts';
import { mergedInto } from '../../links/link.ts';
import { announceMessage } from '../../notices/send.ts';
import type { Access } from '../access.ts';
import type { CaseDeps } from '../deps.ts';
import { lockCase } from '../find.ts';
import { isStaff, mayNote, mayRead, mayWrite } from '../policy.ts';
import { presentMessage } from '../present.ts';
import { recordEvent } from '../record.ts';

/** Writing to each other within a case. */
export function makeMessages({ db, now }: CaseDeps, access: Access) {
  return {
    async send({ caseId, body, internal }: ParamsOf<typeof sendMessage> & BodyOf<typeof sendMessage>, { user, once }: Context) {
      await access.find(caseId, user);
      return once(async tx => {
        const found = await lockCase(tx, caseId);
        if (!(internal ? mayNote : mayWrite)(user, found)) throw new Problem('not-permitted', 'Nobody writes to a closed case; notes are for staff');
        const direction = internal ? 'internal' : isStaff(user, found) ? 'to-client' : 'from-client';
        const at = now();
        const row = await tx.caseMessage.create({ data: { caseId, direction, body, senderId: user.id, senderName: user.name, at } });
        if (direction === 'to-client') await announceMessage(tx, { caseId, messageId: row.id, at });
        await recordEvent(tx, { caseId, name: 'message-sent', at, actor: user.id, data: { direction }, public: !internal });
        await notifyCase(tx, caseId);
        await audit(tx, { who: user.id, did: 'case.message', at, caseId, data: { direction } });
        const deliveries = await tx.delivery.findMany({ where: { messageId: row.id } });
        return presentMessage({ ...row, deliveries });
      });
    },

    /** The client has read what we wrote, or we what the client wrote. An auditor reads and leaves no mark. */
    async read({ caseId }: ParamsOf<typeof readMessages>, { user }: Context) {
      const found = await access.find(caseId, user);
      const direction = isStaff(user, found) ? 'from-client' : 'to-client';
      const shown = [caseId, ...(await mergedInto(db, caseId)).keys()];
      if (mayRead(user, found)) await db.caseMessage.updateMany({ where: { caseId: { in: shown }, direction, readAt: null }, data: { readAt: now() } });
    },
  };
}

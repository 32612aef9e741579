import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/incidents.ts';
import { audit } from '../audit/audit.ts';
import { beginCase } from '../cases/begin.ts';
import { nextCode } from '../cases/code.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { serviceOf } from '../cases/find.ts';
import { OWNER } from '../cases/owner.ts';
import { priorityOf } from '../cases/priority.ts';
import { itemsMeant } from '../configuration/meant.ts';
import type { UseCase } from '../http/bind.ts';
import { maySignal } from './policy.ts';

/**
 * What only may cause an interruption is an incident too (P3, "Trigger"): an agency's monitoring registers it through P1.1 like everybody, with
 * no client. The same trouble told again while its incident is open is counted there, not registered anew.
 */
export function makeSignal({ now, newId, processes, outbox }: CaseDeps): UseCase<typeof contract.signalIncident> {
  return async ({ signalKey, subject, serviceId, items, impact, urgency }, { user, once }) => {
    if (!maySignal(user) || !user.agencyId) throw new Problem('not-permitted', 'Only for agencies');
    const service = serviceOf(processes, serviceId);
    if (serviceId && !service) throw new Problem('not-found', `No service ${serviceId}`);
    const holder = service?.description.holder ?? user.agencyId;
    const priority = await priorityOf(processes, { impact, urgency });
    const reply = await once(async tx => {
      // two signals at once are one trouble
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`signal:${holder}`}), hashtext(${signalKey}))`;
      const at = now();
      const named = await itemsMeant(tx, items, holder);
      const open = await tx.incident.findFirst({
        where: { holder, signalKey, state: { not: 'restored' }, case: { closedAt: null, fromAgency: user.agencyId } },
        include: { case: { select: { code: true } } },
      });
      if (open) {
        const joined = [...new Set([...open.items, ...named])];
        await tx.incident.update({ where: { caseId: open.caseId }, data: { signals: { increment: 1 }, items: joined } });
        await audit(tx, { who: user.id, did: 'incident.signal', at, caseId: open.caseId, data: { known: true } });
        return { id: open.caseId, code: open.case.code, known: true };
      }
      const row = await tx.case.create({
        data: {
          id: newId(),
          code: await nextCode(tx, service?.description.caseCode),
          kind: 'incident',
          serviceId: service?.id ?? null,
          holder,
          fromAgency: user.agencyId,
          registrarUserId: user.id,
          channel: 'inside',
          subject,
          impact,
          urgency,
          priority,
          owner: OWNER,
          team: OWNER,
          submittedAt: at,
        },
      });
      await tx.incident.update({ where: { caseId: row.id }, data: { signalKey, signals: 1, items: named } });
      await beginCase(tx, row, { actor: user.id, at, processes });
      await audit(tx, { who: user.id, did: 'incident.signal', at, caseId: row.id, data: { known: false } });
      return { id: row.id, code: row.code, known: false };
    });
    outbox.kick();
    return reply;
  };
}

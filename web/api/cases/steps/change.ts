import { linkCases } from '../../links/link.ts';
import { beginCase } from '../begin.ts';
import { nextCode } from '../code.ts';
import type { StepDeps } from '../deps.ts';
import { lockCase } from '../find.ts';
import { recordEvent } from '../record.ts';

/**
 * M13: a change request of its own, linked with what asks for it: an accepted suggestion (PROCESSES §1.3), an incident (P3.3), a problem (P4.2). It
 * is the agency's now: a client stays with the first case and hears the answer there.
 */
export async function raiseChangeRequest({ caseId }: { caseId: string }, { tx, now, newId, processes }: StepDeps) {
  const from = await lockCase(tx, caseId);
  const at = now();
  const id = newId();
  const row = await tx.case.create({
    data: {
      id,
      code: await nextCode(tx),
      kind: 'change-request',
      serviceId: from.serviceId,
      holder: from.holder,
      fromAgency: from.team ?? from.holder,
      channel: 'inside',
      subject: from.subject,
      owner: from.owner,
      team: from.owner,
      submittedAt: at,
    },
  });
  await beginCase(tx, row, { actor: null, at, processes });
  await linkCases(tx, { caseId, otherId: id, type: 'change', by: null, at });
  await recordEvent(tx, { caseId, name: 'change-raised', at, data: { code: row.code } });
  return { changeId: id };
}

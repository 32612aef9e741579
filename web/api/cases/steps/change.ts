import { linkCases } from '../../links/link.ts';
import { beginCase } from '../begin.ts';
import { nextCode } from '../code.ts';
import type { StepDeps } from '../deps.ts';
import { lockCase } from '../find.ts';
import { recordEvent } from '../record.ts';

/**
 * An accepted suggestion becomes a change request of its own, linked (PROCESSES §1.3). It is the agency's now: the client stays with the
 * suggestion and hears its answer there.
 */
export async function raiseChangeRequest({ caseId }: { caseId: string }, { tx, now, newId, processes }: StepDeps) {
  const suggestion = await lockCase(tx, caseId);
  const at = now();
  const id = newId();
  const row = await tx.case.create({
    data: {
      id,
      code: await nextCode(tx),
      kind: 'change-request',
      serviceId: suggestion.serviceId,
      holder: suggestion.holder,
      fromAgency: suggestion.team ?? suggestion.holder,
      channel: 'inside',
      subject: suggestion.subject,
      owner: suggestion.owner,
      team: suggestion.owner,
      submittedAt: at,
    },
  });
  await beginCase(tx, row, { actor: null, at, processes });
  await linkCases(tx, { caseId, otherId: id, type: 'change', by: null, at });
  await recordEvent(tx, { caseId, name: 'change-raised', at, data: { code: row.code } });
  return { changeId: id };
}

import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Ground, ItemStatus } from '../../contract/configuration.ts';
import { faultOfStatus, type ChangeFacts } from './policy.ts';

/** What P6 needs to know of a change request; null = there is no such case. The only place that reads P5's records. */
export async function readChange(tx: Tx, code: string): Promise<ChangeFacts | null> {
  const found = await tx.case.findUnique({
    where: { code },
    select: {
      kind: true,
      status: true,
      outcome: true,
      holder: true,
      fromAgency: true,
      change: { select: { approvalId: true } },
    },
  });
  if (!found) return null;
  const { change, ...facts } = found;
  return { ...facts, approved: change?.approvalId != null };
}

/** @throws Problem invalid-form when the status may not follow, or not on this ground (P6.4) */
export async function refuseUngrounded(tx: Tx, it: { agencyId: string; from: ItemStatus; to: ItemStatus }, ground: Ground): Promise<void> {
  const fault = faultOfStatus(it, ground.kind === 'change' ? { kind: 'change', change: await readChange(tx, ground.code) } : ground);
  if (fault) throw new Problem('invalid-form', `${it.from} to ${it.to}: ${fault}`, [{ path: fault === 'no-such-way' ? 'status' : 'ground', code: fault }]);
  const named = ground.kind === 'event' ? ground.code : null;
  if (named && !(await tx.case.findUnique({ where: { code: named }, select: { id: true } })))
    throw new Problem('invalid-form', 'There is no such case', [{ path: 'ground', code: 'no-such-case' }]);
}

import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';

type Correction = { lineId: string; itemId: string | null; correction: string; by: string; at: Date };

/**
 * P6.6: a deviation has been corrected, in the transaction of the correction itself; it waits for its recheck.
 * @throws Problem invalid-form when the finding is not of this item, or does not wait for a correction
 */
export async function correctFinding(tx: Tx, { lineId, itemId, correction, by, at }: Correction): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM configuration_audit_line WHERE id = ${lineId}::uuid FOR UPDATE`;
  const line = await tx.configurationAuditLine.findUnique({ where: { id: lineId } });
  const fits = line && (line.itemId === itemId || line.itemId === null) && line.state === 'deviation';
  if (!fits) throw new Problem('invalid-form', 'This finding waits for no correction of this item', [{ path: 'findingId', code: 'no-such-finding' }]);
  await tx.configurationAuditLine.update({
    where: { id: lineId },
    data: { state: 'corrected', itemId: itemId ?? line.itemId, correction, correctedBy: by, correctedAt: at, version: { increment: 1 } },
  });
}

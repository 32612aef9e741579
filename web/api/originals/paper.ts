import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { ServiceDescription } from '../../../processes/schema.ts';

/** J12: a service may forbid deciding from a scan; then every original that was taken in must have come. */
export const waitsForPaper = (service: Pick<ServiceDescription, 'paper'> | undefined, originals: { state: string }[]): boolean =>
  service?.paper === 'original-needed' && originals.some(it => it.state !== 'received');

/** @throws Problem state-conflict when a decision must not be made before the paper has come */
export async function refuseWithoutPaper(tx: Tx, caseId: string, service: ServiceDescription | undefined): Promise<void> {
  if (service?.paper !== 'original-needed') return;
  const originals = await tx.original.findMany({ where: { caseId, document: { superseded: false, withdrawnAt: null } }, select: { state: true } });
  if (waitsForPaper(service, originals)) throw new Problem('original-needed', 'The service needs the paper original, which has not come yet');
}

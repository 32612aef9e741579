import type { Tx } from '../../../platform/database.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { publish, SAID_TTL_MS } from '../clock/clock.ts';
import type { CaseDeps } from './deps.ts';
import { serviceOf } from './find.ts';
import { startVariables } from './start.ts';
import { reopenCase } from './steps/front-office.ts';

/**
 * Opens a closed case again: back to classification with a new clock, history and code unchanged. Another run is started; its message id
 * carries the attempt, so that it starts once. Closed is not yet ended: the old run may still be there, and the engine, which has one run of
 * a case at a time, keeps the message until it has ended (`passedOn` in steps/front-office.ts). The case must be locked and closed.
 */
export async function restartCase(
  tx: Tx,
  { caseId, actor }: { caseId: string; actor: string | null },
  { now, newId, processes, blobs }: Pick<CaseDeps, 'now' | 'newId' | 'processes' | 'blobs'>,
): Promise<Case> {
  await tx.case.update({ where: { id: caseId }, data: { attempt: { increment: 1 } } });
  const { nextAlarmAt } = await reopenCase({ caseId, actor }, { tx, now, newId, processes, blobs });
  const reopened = await tx.case.findUniqueOrThrow({ where: { id: caseId } });
  await publish(tx, {
    caseId,
    name: 'application-reopened',
    correlationKey: caseId,
    messageId: `${caseId}-${reopened.attempt}`,
    timeToLiveMs: SAID_TTL_MS,
    variables: { ...startVariables(reopened, serviceOf(processes, reopened.serviceId)), nextAlarmAt, team: reopened.owner },
  });
  return reopened;
}

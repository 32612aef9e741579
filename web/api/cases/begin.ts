import type { Tx } from '../../../platform/database.ts';
import type { Deadline } from '../../../platform/deadline.ts';
import { notifyCase } from '../../../platform/notify.ts';
import type { Process } from '../../../processes/load.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { publish } from '../clock/clock.ts';
import { startClock } from '../clock/term-of-case.ts';
import { beginBeside } from './beginnings.ts';
import { serviceOf } from './find.ts';
import { recordEvent } from './record.ts';
import { startVariables } from './start.ts';

/** An application may wait for the engine this long (ms): it is kept until the case has started. */
const START_TTL_MS = 7 * 24 * 3_600_000;

type Beginning = { actor: string | null; at: Date; saidKind?: string | undefined; processes: Process[] };

/** Begins a case whose row has just been written: clock, first line of the timeline, message for the engine. */
export async function beginCase(tx: Tx, row: Case, { actor, at, saidKind, processes }: Beginning): Promise<Deadline> {
  const deadline = await startClock(tx, row, { at, now: at, actor, processes });
  const data = { channel: row.channel, byMandate: row.byMandate, ...(saidKind && { saidKind }) };
  await recordEvent(tx, { caseId: row.id, name: 'submitted', at, actor, data });
  await publish(tx, {
    caseId: row.id,
    name: 'application-submitted',
    correlationKey: row.id,
    messageId: row.id,
    timeToLiveMs: START_TTL_MS,
    variables: startVariables(row, serviceOf(processes, row.serviceId)),
  });
  await beginBeside(tx, row, at);
  await notifyCase(tx, row.id);
  return deadline;
}

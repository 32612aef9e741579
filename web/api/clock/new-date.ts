import type { Deadline } from '../../../platform/deadline.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { iso } from '../cases/present.ts';
import { recordEvent, sendNotice } from '../cases/record.ts';
import { announceClock } from './clock.ts';

type NewDate = {
  it: Pick<Case, 'id' | 'code'>;
  deadline: Deadline;
  actor: string;
  at: Date;
  /** Only what the client may read. */
  reason?: string | null;
  /** Whether the client is told by a notice (N4). */
  notice?: boolean;
};

/** A person has moved the date: it stands on the timeline, the client hears it with the reason (N4), the keeper in the engine sets its alarm anew. */
export async function announceNewDate(tx: Tx, { it, deadline, actor, at, reason, notice = true }: NewDate): Promise<void> {
  const dueAt = iso(deadline.dueAt);
  const said = { dueAt, ...(reason !== undefined && { reason }) };
  await recordEvent(tx, { caseId: it.id, name: 'deadline-changed', at, actor, data: said });
  if (dueAt && notice) await sendNotice(tx, { caseId: it.id, notice: 'N4', at, data: { code: it.code, ...said } });
  await announceClock(tx, it.id, deadline, at);
}

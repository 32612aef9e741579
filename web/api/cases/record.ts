import type { Tx } from '../../../platform/database.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { TimelineName } from '../../contract/timeline.ts';

export { sendNotice } from '../notices/send.ts';

/** A line of a case's timeline. `actor` null = the system; not public = for staff only. */
export type Entry = { caseId: string; name: TimelineName; at: Date; data?: Record<string, unknown>; actor?: string | null; public?: boolean };

export const json = (value: Record<string, unknown>): Prisma.InputJsonObject => value as Prisma.InputJsonObject;

/** Writes one line of the timeline. */
export async function recordEvent(tx: Tx, { caseId, name, at, data = {}, actor = null, public: isPublic = true }: Entry): Promise<void> {
  await tx.caseEvent.create({ data: { caseId, name, at, data: json(data), actor, public: isPublic } });
}

import type { Tx } from '../../../platform/database.ts';
import { notifyPerson } from '../../../platform/notify.ts';
import type { STAFF_NOTICES } from '../../contract/staff-notices.ts';

export type Told = {
  userId: string | null;
  name: (typeof STAFF_NOTICES)[number];
  caseId: string | null;
  taskKey: string | null;
  /** Who did it. Nobody is told what they did themselves. */
  byId: string;
  words: string | null;
  at: Date;
};

/** Tells a colleague something about their work: pushed to their screen at once, and kept until they have read it. */
export async function tell(tx: Tx, { userId, ...told }: Told): Promise<void> {
  if (userId === null || userId === told.byId) return;
  await tx.staffNotice.create({ data: { userId, ...told } });
  await notifyPerson(tx, userId);
}

import { localDate } from '../../../platform/local-time.ts';
import type { Tx } from '../../../platform/database.ts';
import { toColumn } from '../absences/load.ts';
import { countBeat } from './count.ts';

/** What is worked on. */
export type Subject = { caseId: string } | { contactId: string };

/** Counts a beat of a person's page towards a case or a contact. The row of the cursor makes beats of one person follow each other. */
export async function countWork(
  tx: Tx,
  { userId, workedSeconds, at, ...subject }: Subject & { userId: string; workedSeconds: number; at: Date },
): Promise<void> {
  if (workedSeconds <= 0) return;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`work ${userId}`}, 0))`;
  const before = await tx.workCursor.findUnique({ where: { userId } });
  const { seconds, cursor } = countBeat(before?.at.getTime() ?? null, { at: at.getTime(), workedSeconds });
  const counted = { at: new Date(cursor) };
  await tx.workCursor.upsert({ where: { userId }, create: { userId, ...counted }, update: counted });
  if (seconds === 0) return;
  const on = toColumn(localDate(at));
  const where = { ...subject, userId, on, source: 'measured' };
  const { count } = await tx.workTime.updateMany({ where: { ...where, seconds: { lte: 86_400 - seconds } }, data: { seconds: { increment: seconds }, at } });
  if (count === 0) await tx.workTime.createMany({ data: [{ ...where, seconds, at }], skipDuplicates: true });
}

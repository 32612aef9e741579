import type { Tx } from '../../../platform/database.ts';
import type { Case, Original } from '../../../prisma/generated/client.ts';
import { recordEvent } from '../cases/record.ts';
import type { User } from '../http/user.ts';
import { batchDay, dayOf, type Period } from './batch-day.ts';

type Mark = { it: Case; documentId: string; note: string | null; user: User; at: Date; deps: { newId(): string } };

/**
 * Writes down that the paper behind a scan is at this person's agency. Taken in by the holder itself, it has arrived already. The
 * right is asked by the caller.
 */
export async function markOriginal(tx: Tx, { it, documentId, note, user, at, deps }: Mark): Promise<Original> {
  const sender = user.agencyId ?? it.owner;
  const agency = await tx.agency.findUnique({ where: { id: it.holder }, select: { originalsPeriod: true } });
  const arrived = sender === it.holder;
  const dueOn = new Date(arrived ? dayOf(at) : batchDay(dayOf(at), (agency?.originalsPeriod ?? 'monthly') as Period));
  const settled = arrived ? { settledBy: user.id, settledAt: at } : {};
  const document = await tx.document.findUniqueOrThrow({ where: { id: documentId }, select: { title: true } });
  await recordEvent(tx, { caseId: it.id, name: 'original-kept', at, actor: user.id, data: { title: document.title }, public: false });
  const data = {
    id: deps.newId(),
    caseId: it.id,
    documentId,
    place: sender,
    sender,
    holder: it.holder,
    note,
    markedBy: user.id,
    markedAt: at,
    dueOn,
    ...settled,
  };
  return tx.original.create({ data: { ...data, state: arrived ? 'received' : 'due' } });
}

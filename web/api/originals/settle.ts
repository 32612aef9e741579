import type { Tx } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Original } from '../../../prisma/generated/client.ts';
import { audit } from '../audit/audit.ts';
import { lockCase } from '../cases/find.ts';
import { recordEvent } from '../cases/record.ts';
import type { User } from '../http/user.ts';
import { batchDay, dayOf, type Period } from './batch-day.ts';
import { mayReceive, maySend } from './policy.ts';

type Settlement = { originalId: string; caseId: string; result: 'received' | 'missing' | 'found'; note: string | null; version: number; user: User; at: Date };
const EVENTS = { received: 'original-received', missing: 'original-missing', found: 'original-found' } as const;

/** The holder says whether the paper came; of one that did not, the sender is told in the case, and may find it. */
export async function settle(tx: Tx, it: Settlement): Promise<void> {
  const { originalId, caseId, result, note, version, user, at } = it;
  await lockCase(tx, caseId);
  const found = await tx.original.findUniqueOrThrow({ where: { id: originalId }, include: { document: { select: { title: true } } } });
  refuseUnless(found, it);
  const { count } = await tx.original.updateMany({
    where: { id: originalId, version },
    data: { ...(await changeFor(tx, found, it)), version: { increment: 1 } },
  });
  if (count === 0) throw new Problem('state-conflict', 'Somebody has settled it since');
  if (found.batchId) await closeWhenDone(tx, found.batchId, at);

  const { title } = found.document;
  await recordEvent(tx, { caseId, name: EVENTS[result], at, actor: user.id, data: { title, ...(note && { note }) }, public: false });
  if (result === 'missing' && note)
    await tx.caseMessage.create({ data: { caseId, direction: 'internal', body: `„${title}”: ${note}`, senderId: user.id, senderName: user.name, at } });
  await notifyCase(tx, caseId);
  await audit(tx, { who: user.id, did: `original.${result}`, at, caseId, data: { originalId } });
}

function refuseUnless(found: Original, { result, note, user }: Settlement): void {
  const [may, from] = result === 'found' ? [maySend(user, found), ['missing']] : [mayReceive(user, found), ['sent', 'missing']];
  if (!may) throw new Problem('not-permitted', result === 'found' ? 'Only the sender finds it' : 'Only the holder says whether it came');
  if (!from.includes(found.state) || found.state === result) throw new Problem('state-conflict', `It is ${found.state}`);
  if (result === 'missing' && (note?.length ?? 0) < 3) throw new Problem('invalid-request', 'Say what is missing', [{ path: 'note', code: 'required' }]);
}

/** What is found goes with the next batch. */
async function changeFor(tx: Tx, { sender, holder }: Original, { result, note, user, at }: Settlement) {
  if (result === 'found') {
    const agency = await tx.agency.findUnique({ where: { id: holder }, select: { originalsPeriod: true } });
    const dueOn = new Date(batchDay(dayOf(at), (agency?.originalsPeriod ?? 'monthly') as Period));
    return { state: 'due', place: sender, note, batchId: null, line: null, settledBy: null, settledAt: null, dueOn };
  }
  return { state: result, place: result === 'received' ? holder : sender, note, settledBy: user.id, settledAt: at };
}

async function closeWhenDone(tx: Tx, batchId: string, at: Date): Promise<void> {
  const open = await tx.original.count({ where: { batchId, state: { in: ['due', 'sent'] } } });
  if (open === 0) await tx.originalBatch.updateMany({ where: { id: batchId, closedAt: null }, data: { closedAt: at, version: { increment: 1 } } });
}

import type { Tx } from '../../../../platform/database.ts';
import type { Case } from '../../../../prisma/generated/client.ts';
import type { CaseDeps } from '../../cases/deps.ts';
import { recordEvent } from '../../cases/record.ts';
import { announceMessage } from '../../notices/send.ts';
import type { User } from '../../http/user.ts';
import type { TaskRow } from '../present.ts';

/** The completion of one task, inside its transaction. `said` = the checked answers of the form; `data` = all that was sent. */
export type Completion = {
  tx: Tx;
  it: Case;
  task: TaskRow;
  said: Record<string, unknown>;
  data: Record<string, unknown>;
  user: User;
  at: Date;
  deps: CaseDeps;
};

/** What finishing a task does besides moving the token. Gives variables for the engine, if any: routing facts only. */
export type Act = (completion: Completion) => Promise<Record<string, unknown>>;

export const wordsIn = (data: Record<string, unknown>, key: string): string | null =>
  typeof data[key] === 'string' && data[key].trim() !== '' ? data[key].trim() : null;

/** Writes to the client, or for colleagues only, in the name of the one who finishes the task. */
export async function write({ tx, it, user, at }: Completion, direction: 'to-client' | 'internal', body: string): Promise<void> {
  const { id } = await tx.caseMessage.create({ data: { caseId: it.id, direction, body, senderId: user.id, senderName: user.name, at }, select: { id: true } });
  if (direction === 'to-client') await announceMessage(tx, { caseId: it.id, messageId: id, at });
  await recordEvent(tx, { caseId: it.id, name: 'message-sent', at, actor: user.id, data: { direction }, public: direction === 'to-client' });
}

import type { Tx } from '../../../platform/database.ts';
import type { Case, Change } from '../../../prisma/generated/client.ts';
import { publish, SAID_TTL_MS } from '../clock/clock.ts';

type Ended = Pick<Case, 'id' | 'attempt'>;

/** M14: those that raised the change wait for it under its case id. Nobody has raised it: nobody is told. */
async function say(tx: Tx, { id, attempt }: Ended, name: 'change-decided' | 'change-ended', variables: Record<string, string>): Promise<void> {
  const raised = await tx.caseLink.count({ where: { otherId: id, type: 'change', removedAt: null }, take: 1 });
  if (raised === 0) return;
  await publish(tx, { caseId: id, name, correlationKey: id, messageId: `${name}-${id}-${attempt}`, timeToLiveMs: SAID_TTL_MS, variables });
}

/** The first decision is told; one that is made again after it changes nothing for those who went on. */
export async function tellDecided(
  tx: Tx,
  it: Ended,
  change: Pick<Change, 'toldAt'>,
  { decision, at }: { decision: 'approved' | 'refused'; at: Date },
): Promise<void> {
  if (change.toldAt) return;
  await tx.change.update({ where: { caseId: it.id }, data: { toldAt: at } });
  await say(tx, it, 'change-decided', { decision });
}

/** How it ended is told once. */
export async function tellEnded(
  tx: Tx,
  it: Ended,
  change: Pick<Change, 'endedAt'>,
  { result, at }: { result: 'implemented' | 'refused'; at: Date },
): Promise<void> {
  if (change.endedAt) return;
  await tx.change.update({ where: { caseId: it.id }, data: { endedAt: at } });
  await say(tx, it, 'change-ended', { result });
}

/** The case of a change has ended some other way (withdrawn, void, closed without P5): whoever waits for it does not wait any longer. */
export async function letChangeGo(tx: Tx, it: Ended & Pick<Case, 'kind'>, { outcome, at }: { outcome: string; at: Date }): Promise<void> {
  if (it.kind !== 'change-request') return;
  const change = await tx.change.findUniqueOrThrow({ where: { caseId: it.id } });
  const done = outcome === 'fulfilled';
  await tellDecided(tx, it, change, { decision: done ? 'approved' : 'refused', at });
  await tellEnded(tx, it, change, { result: done ? 'implemented' : 'refused', at });
}

import type { Tx } from '../../../platform/database.ts';
import type { Case, Task } from '../../../prisma/generated/client.ts';
import type { ESCALATION_KINDS } from '../../contract/escalations.ts';
import { recordEvent } from '../cases/record.ts';
import { publish, SAID_TTL_MS } from '../clock/clock.ts';

export type Raised = {
  it: Pick<Case, 'id' | 'team' | 'owner'>;
  kind: Exclude<(typeof ESCALATION_KINDS)[number], 'execution' | 'deadline'>;
  /** User id of who asks; null: the system, on its own. */
  from: string | null;
  /** In words, for a person's escalation or a complaint; they stay in our database. */
  reason: string | null;
  /** The complaint that caused it. */
  linkedCaseId?: string;
  /** The same key escalates once, however often and by however many programs it is asked. */
  onceKey?: string;
  /** The team whose lead decides; else the one that has the case. */
  team?: string;
  at: Date;
};

/**
 * Hierarchical escalation (PROCESSES §1.4): recorded, flagged and said to the engine, which makes the management task. A deadline's
 * escalation is the engine's own (`record-escalation`). The caller notifies, audits and kicks the outbox.
 * @returns its id; null when this `onceKey` has escalated before
 */
export async function raise(tx: Tx, { it, kind, from, reason, linkedCaseId, onceKey, at, ...to }: Raised): Promise<string | null> {
  const team = to.team ?? it.team ?? it.owner;
  const row = {
    caseId: it.id,
    type: 'hierarchical',
    kind,
    team,
    from: from ?? team,
    to: `${team}/team-lead`,
    reason: reason ?? kind,
    at,
    ...(linkedCaseId && { linkedCaseId }),
    ...(onceKey && { onceKey }),
  };
  const [made] = await tx.escalation.createManyAndReturn({ data: [row], skipDuplicates: true, select: { id: true } });
  if (!made) return null;
  await tx.case.update({ where: { id: it.id }, data: { escalated: true, version: { increment: 1 } } });
  const by = from === null ? 'system' : 'person';
  await recordEvent(tx, { caseId: it.id, name: 'escalated', at, actor: from, data: { reason: row.reason, kind, to: team, by }, public: false });
  await publish(tx, { caseId: it.id, name: 'escalate', correlationKey: it.id, messageId: made.id, timeToLiveMs: SAID_TTL_MS, variables: {} });
  return made.id;
}

/**
 * Nobody is left to take a task: to the lead at once, and once for the absence that left it so, however many programs notice. What is
 * the lead's own goes no further: escalating it would only make another task for the same lead.
 */
export async function raiseNobody(
  tx: Tx,
  { key, team, role, case: it }: Pick<Task, 'key' | 'team' | 'role'> & { case: Raised['it'] },
  { absenceId, at }: { absenceId: string; at: Date },
): Promise<string | null> {
  if (role === 'team-lead') return null;
  return raise(tx, { it, kind: 'nobody', from: null, reason: null, onceKey: `nobody ${key} ${absenceId}`, team, at });
}

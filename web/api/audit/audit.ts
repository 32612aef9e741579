import { createHash } from 'node:crypto';
import type { Tx } from '../../../platform/database.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { canonical } from '../http/canonical.ts';

/** An act or a look: who did what and when (by `deps.now`), in which case, to whose data, and why (B4.3, B5.1). Ids only. */
export type AuditEntry = {
  who: string;
  did: string;
  at: Date;
  caseId?: string | null;
  clientId?: string | null;
  purpose?: string | null;
  data?: Record<string, unknown>;
};

/** What the hash of an entry is taken over; `at` in milliseconds, because the database keeps no more. */
export type ChainedEntry = {
  seq: bigint;
  at: Date;
  actor: string;
  did: string;
  caseId: string | null;
  clientId: string | null;
  purpose: string | null;
  data: unknown;
  prevHash: string;
};

/** Hash of the entry before the first one. */
export const GENESIS = '0'.repeat(64);
/** sha256 over everything an entry says and over the hash before it: no entry can be changed, dropped or moved unseen. */
export function hashOf({ seq, at, actor, did, caseId, clientId, purpose, data, prevHash }: ChainedEntry): string {
  return createHash('sha256')
    .update(canonical([String(seq), at.toISOString(), actor, did, caseId, clientId, purpose, data, prevHash]))
    .digest('hex');
}

/**
 * Appends to the audit chain in the transaction of the act. Call it last: the chain is locked from here to the commit,
 * so that entries stand in the order of their commits.
 */
export async function audit(tx: Tx, { who, did, at, caseId = null, clientId = null, purpose = null, data = {} }: AuditEntry): Promise<void> {
  // one chain, one writer at a time: audit_end locks it until the commit
  const [last] = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`SELECT seq, hash FROM audit_end()`;
  const entry = {
    seq: (last?.seq ?? 0n) + 1n,
    at,
    actor: who,
    did,
    caseId,
    clientId,
    purpose,
    data: data as Prisma.InputJsonObject,
    prevHash: last?.hash ?? GENESIS,
  };
  await tx.auditEntry.create({ data: { ...entry, hash: hashOf(entry) } });
}

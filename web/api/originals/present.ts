import type { z } from 'zod';
import type { Original, OriginalBatch } from '../../../prisma/generated/client.ts';
import type { batchView, originalView } from '../../contract/originals.ts';
import type { Titled } from '../cases/directory.ts';
import { iso } from '../cases/present.ts';
import type { User } from '../http/user.ts';
import { mayReceive, maySend } from './policy.ts';

export type OriginalView = z.input<typeof originalView>;
export type BatchView = z.input<typeof batchView>;
export const ORIGINAL_INCLUDE = {
  case: { select: { code: true } },
  document: { select: { title: true } },
  batch: { select: { number: true, sentAt: true } },
} as const;
export type OriginalRow = Original & { case: { code: string }; document: { title: string }; batch: { number: string; sentAt: Date | null } | null };
export type BatchRow = OriginalBatch & { originals: { state: string }[] };
type Agencies = (id: string) => Titled;

/** `today`: ISO date. */
export function presentOriginal(row: OriginalRow, { agency, user, today }: { agency: Agencies; user: User; today: string }): OriginalView {
  const dueOn = row.dueOn.toISOString().slice(0, 10);
  const may: [OriginalView['may'][number], boolean][] = [
    ['pack', row.state === 'due' && row.batchId === null && maySend(user, row)],
    ['receive', (row.state === 'sent' || row.state === 'missing') && mayReceive(user, row)],
    ['find', row.state === 'missing' && maySend(user, row)],
  ];
  return {
    id: row.id,
    caseId: row.caseId,
    caseCode: row.case.code,
    documentId: row.documentId,
    title: row.document.title,
    state: row.state as OriginalView['state'],
    sender: agency(row.sender),
    holder: agency(row.holder),
    place: agency(row.place),
    dueOn,
    overdue: row.state === 'due' && dueOn < today,
    note: row.note,
    batch: row.batchId && row.batch ? { id: row.batchId, number: row.batch.number, line: row.line ?? 0 } : null,
    markedAt: row.markedAt.toISOString(),
    settledAt: iso(row.settledAt),
    version: row.version,
    may: may.filter(([, allowed]) => allowed).map(([name]) => name),
  };
}

export const stateOfBatch = ({ sentAt, closedAt }: Pick<OriginalBatch, 'sentAt' | 'closedAt'>): BatchView['state'] =>
  closedAt ? 'closed' : sentAt ? 'sent' : 'made';

/** The post takes days, not weeks. */
const ON_THE_WAY_MS = 10 * 24 * 3_600_000;

export function presentBatch(row: BatchRow, { agency, user, now }: { agency: Agencies; user: User; now: Date }): BatchView {
  const state = stateOfBatch(row);
  const may: [BatchView['may'][number], boolean][] = [
    ['send', state === 'made' && maySend(user, row)],
    ['undo', state === 'made' && maySend(user, row)],
    ['receive', state === 'sent' && mayReceive(user, row)],
  ];
  const count = (sought: string) => row.originals.filter(it => it.state === sought).length;
  return {
    id: row.id,
    number: row.number,
    state,
    sender: agency(row.sender),
    holder: agency(row.holder),
    madeAt: row.madeAt.toISOString(),
    sentAt: iso(row.sentAt),
    closedAt: iso(row.closedAt),
    overdue: state === 'sent' && row.sentAt !== null && now.getTime() - row.sentAt.getTime() > ON_THE_WAY_MS,
    counts: { all: row.originals.length, received: count('received'), missing: count('missing') },
    version: row.version,
    may: may.filter(([, allowed]) => allowed).map(([name]) => name),
  };
}

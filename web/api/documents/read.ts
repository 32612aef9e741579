import type { z } from 'zod';
import type { Db, Tx } from '../../../platform/database.ts';
import type { Case, Document, FileCheck, Original } from '../../../prisma/generated/client.ts';
import type { documentView, fileCheck, FileState } from '../../contract/documents.ts';
import { isStaff, maySeeInternal } from '../cases/policy.ts';
import type { User } from '../http/user.ts';
import { mayMarkOriginal, mayUnmarkOriginal } from '../originals/policy.ts';
import { documentsVisibleTo, mayChange, mayOpen, mayReplace, mayWithdraw, type DocumentFacts } from './policy.ts';

export type DocumentView = z.input<typeof documentView>;
type Account = { id: string; name: string; clientId: string | null };
/** A document with what lies beside it. */
export type WholeDocument = { row: Document; check: FileCheck | null; original: Original | null; adder: Account | null };
/** `decided`: whether the case has a decision, where the caller knows it already. `merged`: duplicates shown in it, id → code. */
export type ReadPolicy = { required: boolean; decided?: boolean; merged?: ReadonlyMap<string, string> };

/** Documents of a case (and of the duplicates shown in it) with their checks, originals and people; in the order in which they were added. */
export async function readWhole(db: Db | Tx, caseId: string | string[], where: object): Promise<WholeDocument[]> {
  const rows = await db.document.findMany({
    where: { AND: [{ caseId: Array.isArray(caseId) ? { in: caseId } : caseId }, where] },
    include: { original: true },
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
  });
  if (rows.length === 0) return [];
  const adders = [...new Set(rows.flatMap(row => row.addedBy ?? []))];
  const checks = await db.fileCheck.findMany({ where: { sha256: { in: rows.map(row => row.sha256) } } });
  const accounts = await db.userAccount.findMany({ where: { id: { in: adders } }, select: { id: true, name: true, clientId: true } });
  return rows.map(({ original, ...row }) => ({
    row,
    original,
    check: checks.find(it => it.sha256 === row.sha256) ?? null,
    adder: accounts.find(it => it.id === row.addedBy) ?? null,
  }));
}

/** What Pietura made itself was never sent in: there is nothing to check. */
export const stateOf = ({ row, check }: Pick<WholeDocument, 'row' | 'check'>): FileState =>
  row.addedBy === null ? 'clean' : ((check?.state ?? 'uploaded') as FileState);

export const factsOf = (whole: WholeDocument, it: Pick<Case, 'clientId'>): DocumentFacts => ({
  kind: whole.row.kind,
  public: whole.row.public,
  addedBy: whole.row.addedBy,
  byClient: it.clientId !== null && whole.adder?.clientId === it.clientId,
  superseded: whole.row.superseded,
  withdrawnAt: whole.row.withdrawnAt,
  state: stateOf(whole),
});

/** The documents of a case as this person may see them: newest versions only. Who may see the kept case sees those of its duplicates. */
export async function readDocuments(db: Db | Tx, it: Case, user: User, policy: ReadPolicy): Promise<DocumentView[]> {
  const found = await readWhole(db, [it.id, ...(policy.merged?.keys() ?? [])], { AND: [documentsVisibleTo(user, it), { superseded: false }] });
  const decided = policy.decided ?? (await db.decision.count({ where: { caseId: it.id } })) > 0;
  return found.map(whole => presentDocument(whole, { ...it, decided }, user, policy));
}

/** How far the check of some bytes is. */
export function presentCheck(bytes: number, state: FileState, check: Pick<FileCheck, 'progress' | 'macros'> | null): z.input<typeof fileCheck> {
  const settled = state !== 'uploaded' && state !== 'checking';
  const progress = settled || bytes === 0 ? 100 : Math.min(99, Math.floor(((check?.progress ?? 0) * 100) / bytes));
  return { state, progress: settled ? 100 : progress, macros: check?.macros ?? false };
}

export function presentDocument(whole: WholeDocument, it: Case & { decided: boolean }, user: User, policy: ReadPolicy): DocumentView {
  const { row, check, original, adder } = whole;
  const facts = factsOf(whole, it);
  const inside = maySeeInternal(user, it);
  const mergedFrom = row.caseId === it.id ? null : (policy.merged?.get(row.caseId) ?? null);
  const may: [DocumentView['may'][number], boolean][] = [
    ['open', mayOpen(user, it, facts, policy)],
    ['change', mayChange(user, it, facts)],
    ['replace', mayReplace(user, it, facts)],
    ['withdraw', mayWithdraw(user, it, facts)],
    ['mark-original', mayMarkOriginal(user, it, { ...facts, hasOriginal: original !== null })],
    ['unmark-original', original !== null && mayUnmarkOriginal(user, original)],
  ];
  return {
    id: row.id,
    kind: row.kind as DocumentView['kind'],
    title: row.title,
    fileName: row.fileName,
    contentType: row.contentType,
    bytes: row.bytes,
    addedAt: row.addedAt.toISOString(),
    // a client hears of an agency, not of a colleague's name, unless it is their own
    addedBy: inside || row.addedBy === user.id || facts.byClient ? (adder?.name ?? null) : null,
    public: row.public,
    mergedFrom,
    check: presentCheck(row.bytes, facts.state, check),
    version: row.version,
    revision: row.revision,
    withdrawn: row.withdrawnAt && { at: row.withdrawnAt.toISOString(), reason: row.withdrawnReason },
    original:
      original && (isStaff(user, it) || inside)
        ? { state: original.state as 'due', place: original.place, dueOn: original.dueOn.toISOString().slice(0, 10) }
        : null,
    // what came with a duplicate is changed nowhere: the duplicate is closed
    may: may.filter(([name, allowed]) => allowed && (mergedFrom === null || name === 'open')).map(([name]) => name),
  };
}

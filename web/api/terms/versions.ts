import type { Tx } from '../../../platform/database.ts';
import { localDate, shift } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Term as TermRow } from '../../../prisma/generated/client.ts';
import type { addTerm } from '../../contract/terms.ts';
import type { BodyOf } from '../../contract/endpoint.ts';
import { dateOf } from '../calendars/read.ts';

export type Proposed = BodyOf<typeof addTerm>;
type Scope = Pick<TermRow, 'purpose' | 'agencyId' | 'serviceId' | 'kind' | 'priority'>;
type By = { by: string; at: Date; reason: string };

const scopeOf = ({ purpose, agencyId, serviceId, kind, priority }: Scope): Scope => ({ purpose, agencyId, serviceId, kind, priority });
const HOLDS = { removedAt: null };

/** Versions of one scope follow each other, and are changed one after the other. */
async function lockScope(tx: Tx, scope: Scope): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${JSON.stringify(scopeOf(scope))}, 0))`;
}

/**
 * Adds a version from its first day on. The one that holds until then ends the day before, and the new one remembers how it would
 * have ended; one planned for the very day gives way.
 * @throws Problem state-conflict where another one is planned for later
 */
export async function addVersion(tx: Tx, term: Proposed, { by, at, replaces }: { by: string; at: Date; replaces: string }): Promise<TermRow> {
  const scope = scopeOf(term);
  await lockScope(tx, scope);
  const from = new Date(term.validFrom);
  const later = await tx.term.findFirst({ where: { ...scope, ...HOLDS, validFrom: { gt: from } }, select: { id: true } });
  if (later) throw new Problem('state-conflict', 'A term of the same scope begins later');
  const planned = await tx.term.findFirst({ where: { ...scope, ...HOLDS, validFrom: from } });
  if (planned) await takeBack(tx, planned, { by, at, reason: replaces });
  const before = new Date(shift(term.validFrom, -1));
  const cut = await tx.term.findFirst({ where: { ...scope, ...HOLDS, OR: [{ validTo: null }, { validTo: { gt: before } }] }, orderBy: { validFrom: 'desc' } });
  if (cut) await tx.term.update({ where: { id: cut.id }, data: { validTo: before } });
  return tx.term.create({ data: { ...toRow(term), madeBy: by, madeAt: at, cutId: cut?.id ?? null, cutTo: cut?.validTo ?? null } });
}

/**
 * Takes back a version that has not begun. What it had cut short holds on as it would have, or until the version that comes next.
 * @throws Problem state-conflict where it has begun, or somebody has taken it back already
 */
export async function cancelVersion(tx: Tx, termId: string, by: By): Promise<TermRow> {
  const found = await tx.term.findUnique({ where: { id: termId } });
  if (!found) throw new Problem('state-conflict', 'There is no such term any more');
  await lockScope(tx, found);
  const planned = await tx.term.findUniqueOrThrow({ where: { id: termId } });
  if (planned.removedAt) throw new Problem('state-conflict', 'Somebody has taken it back or corrected it already');
  if (dateOf(planned.validFrom) <= localDate(by.at)) throw new Problem('state-conflict', 'It holds already: a new one ends it');
  return takeBack(tx, planned, by);
}

async function takeBack(tx: Tx, planned: TermRow, { by, at, reason }: By): Promise<TermRow> {
  const { cutId, cutTo } = planned;
  const removed = await tx.term.update({ where: { id: planned.id }, data: { removedBy: by, removedAt: at, removedReason: reason } });
  const next = await tx.term.findFirst({ where: { cutId: planned.id, ...HOLDS } });
  if (next) await tx.term.update({ where: { id: next.id }, data: { cutId, cutTo } });
  if (cutId) {
    const until = next ? earlier(cutTo, new Date(shift(dateOf(next.validFrom), -1))) : cutTo;
    await tx.term.update({ where: { id: cutId }, data: { validTo: until } });
  }
  return removed;
}

const earlier = (one: Date | null, other: Date): Date => (one && one < other ? one : other);

function toRow({ extension, law, validFrom, validTo, ...term }: Proposed) {
  return {
    ...term,
    extensionTimes: extension?.times ?? 0,
    extensionAmount: extension?.limit.amount ?? null,
    extensionUnit: extension?.limit.unit ?? null,
    extensionNotice: extension?.notice ?? true,
    lawLv: law.lv,
    lawEn: law.en,
    validFrom: new Date(validFrom),
    validTo: validTo ? new Date(validTo) : null,
  };
}

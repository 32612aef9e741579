import type { Tx } from '../../../platform/database.ts';
import { localDate } from '../../../platform/local-time.ts';
import type { Party, Term, Unit } from '../../../platform/term.ts';
import type { ServiceDescription } from '../../../processes/schema.ts';
import type { Term as TermRow } from '../../../prisma/generated/client.ts';

/** What decides which term a case has. `at`: the start of the case; the terms valid on that day count for all its life. */
export type TermFacts = { kind: string; priority: number; serviceId: string | null; holder: string; at: Date };

/** The more is said, the more special: the service before the agency, the agency before the kind, the kind before the priority. */
const weight = (it: Pick<TermRow, 'serviceId' | 'agencyId' | 'kind' | 'priority'>) =>
  (it.serviceId ? 8 : 0) + (it.agencyId ? 4 : 0) + (it.kind ? 2 : 0) + (it.priority ? 1 : 0);
const FOLDER_WEIGHT = 8;

/** Requests for a service are decided; everything else is answered. */
export const purposeOf = (kind: string, serviceId: string | null): 'decision' | 'answer' => (kind === 'service-request' && serviceId ? 'decision' : 'answer');

/**
 * The term of the case's main clock: the most special dated one; else that of the service's folder; else the general one.
 * @throws Error when no term is valid on that day: the general ones must not be taken away
 */
export async function mainTerm(tx: Tx, facts: TermFacts, service: ServiceDescription | undefined): Promise<Term> {
  const purpose = purposeOf(facts.kind, facts.serviceId);
  const row = await mostSpecial(tx, purpose, facts);
  if (purpose === 'decision' && service && (!row || weight(row) < FOLDER_WEIGHT)) return fromFolder(service);
  if (!row) throw new Error(`No term for ${purpose} on ${localDate(facts.at)}`);
  return toTerm(row);
}

/** How soon the agency has to accept the case; undefined where nothing has been agreed. */
export async function acceptanceTerm(tx: Tx, facts: TermFacts): Promise<Term | undefined> {
  const row = await mostSpecial(tx, 'acceptance', facts);
  return row && toTerm(row);
}

async function mostSpecial(tx: Tx, purpose: string, { kind, priority, serviceId, holder, at }: TermFacts): Promise<TermRow | undefined> {
  const on = new Date(localDate(at));
  const rows = await tx.term.findMany({
    where: {
      purpose,
      removedAt: null,
      validFrom: { lte: on },
      AND: [
        { OR: [{ validTo: null }, { validTo: { gte: on } }] },
        { OR: [{ agencyId: null }, { agencyId: holder }] },
        { OR: [{ serviceId: null }, ...(serviceId ? [{ serviceId }] : [])] },
        { OR: [{ kind: null }, { kind }] },
        { OR: [{ priority: null }, { priority }] },
      ],
    },
  });
  return rows.sort((a, b) => weight(b) - weight(a))[0];
}

function fromFolder({ term }: ServiceDescription): Term {
  return {
    purpose: 'decision',
    amount: term.workingDays,
    unit: 'working-days',
    ends: 'midnight',
    rolls: true,
    countsFrom: 'submitted',
    pausesFor: term.pausesFor,
    silence: 'nothing',
    extension: term.extension ? { times: term.extension.times, limit: { amount: term.extension.months, unit: 'months' }, notice: true } : null,
    law: term.law,
  };
}

/** A row as the clock takes it. */
export function toTerm(row: TermRow): Term {
  return {
    purpose: row.purpose as Term['purpose'],
    amount: row.amount,
    unit: row.unit as Unit,
    ends: row.ends as Term['ends'],
    rolls: row.rolls,
    countsFrom: row.countsFrom as Term['countsFrom'],
    pausesFor: row.pausesFor as Party[],
    silence: row.silence as Term['silence'],
    extension:
      row.extensionTimes > 0 && row.extensionAmount && row.extensionUnit
        ? { times: row.extensionTimes, limit: { amount: row.extensionAmount, unit: row.extensionUnit as Unit }, notice: row.extensionNotice }
        : null,
    law: { lv: row.lawLv, en: row.lawEn },
  };
}

/** Are these the same promise? Then there is nothing to change in a clock. */
export const sameTerm = (a: Term, b: Term): boolean => JSON.stringify(canonicalTerm(a)) === JSON.stringify(canonicalTerm(b));
const canonicalTerm = ({ amount, unit, ends, rolls, silence, law }: Term) => [amount, unit, ends, rolls, silence, law.lv];

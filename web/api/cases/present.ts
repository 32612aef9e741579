import type { z } from 'zod';
import type { Case, CaseEvent, CaseFact, CaseMessage, Client, Decision, ProposedDecision, Delivery } from '../../../prisma/generated/client.ts';
import type { ServiceDescription } from '../../../processes/schema.ts';
import type { Deadline } from '../../../platform/deadline.ts';
import type { caseSummary, caseView, decisionView, proposedDecision, messageView, timelineEntry } from '../../contract/cases.ts';
import type { deadlineView } from '../../contract/deadlines.ts';
import type { Text } from '../../contract/words.ts';
import { presentDelivery } from '../notices/present.ts';
import { builtInWords } from '../notices/words.ts';
import { factLabel, factValue } from './fact-words.ts';
import type { Titled } from './directory.ts';
import { isOpen } from './status.ts';

type Summary = z.input<typeof caseSummary>;

export const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

export const nameOf = (client: Pick<Client, 'givenName' | 'familyName'> | null): string | null => (client ? `${client.givenName} ${client.familyName}` : null);

/** Whose turn it is (F13). Nobody's, once the result is out. */
export function turnOf({ status, team, owner }: Pick<Case, 'status' | 'team' | 'owner'>): Summary['turn'] {
  if (status === 'waiting_applicant') return 'client';
  if (!isOpen(status)) return 'nobody';
  return (team ?? owner) === owner ? 'kac' : 'agency';
}

/** What a line is made of, beside its client's name. */
export const SUMMARY_COLUMNS = [
  'id',
  'code',
  'kind',
  'serviceId',
  'subject',
  'status',
  'stage',
  'outcome',
  'team',
  'owner',
  'holder',
  'channel',
  'priority',
  'overdue',
  'escalated',
  'submittedAt',
  'dueAt',
  'closedAt',
  'waitsFor',
  'waitsReason',
] as const satisfies (keyof Case)[];

export type SummaryRow = Pick<Case, (typeof SUMMARY_COLUMNS)[number]> & { client: Pick<Client, 'givenName' | 'familyName'> | null };

export type SummaryFacts = {
  row: SummaryRow;
  service: { id: string; title: Text } | null;
  agency: Titled;
  milestone: Text | null;
  unread: number;
  now: Date;
};

/** One line of a list of cases. */
export function presentSummary({ row, service, agency, milestone, unread, now }: SummaryFacts): Summary {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind as Summary['kind'],
    service,
    subject: row.subject,
    status: row.status as Summary['status'],
    stage: row.stage as Summary['stage'],
    outcome: row.outcome as Summary['outcome'],
    turn: turnOf(row),
    waitsFor: row.waitsFor,
    waitsReason: row.waitsFor ? row.waitsReason : null,
    milestone,
    agency,
    clientName: nameOf(row.client),
    channel: row.channel as Summary['channel'],
    priority: row.priority,
    overdue: row.overdue || (isOpen(row.status) && row.dueAt !== null && row.dueAt < now),
    escalated: row.escalated,
    submittedAt: row.submittedAt.toISOString(),
    dueAt: iso(row.dueAt),
    closedAt: iso(row.closedAt),
    unreadMessages: unread,
  };
}

export const presentDeadline = ({ dueAt, state, remaining, level, term, steps, waits, resumesAt, extensions }: Deadline): z.input<typeof deadlineView> => ({
  dueAt: iso(dueAt),
  state,
  remaining,
  level,
  law: term && term.law.lv !== '' ? term.law : null,
  term: term && {
    purpose: term.purpose,
    amount: term.amount,
    unit: term.unit,
    ends: term.ends,
    silence: term.silence,
    pausesFor: term.pausesFor,
    extension: term.extension && { ...term.extension, used: extensions },
  },
  resumesAt: iso(resumesAt),
  waits: waits.map(it => ({ for: it.for, since: it.from.toISOString(), until: iso(it.to) })),
  steps,
});

export const presentMessage = (row: CaseMessage & { deliveries: Delivery[] }, mergedFrom: string | null = null): z.input<typeof messageView> => ({
  id: row.id,
  direction: row.direction as 'to-client' | 'from-client' | 'internal',
  notice: row.notice,
  words: row.notice === null ? null : ((row.words as z.input<typeof messageView>['words']) ?? builtInWords(row.notice, row.data as Record<string, unknown>)),
  data: row.data as Record<string, unknown>,
  body: row.body,
  senderName: row.senderName,
  mergedFrom,
  at: row.at.toISOString(),
  readAt: iso(row.readAt),
  delivery: row.deliveries.map(presentDelivery),
});

/** A fact with its name and, of a code, its meaning. */
export function presentFact({ key, value, source, at }: CaseFact, service: ServiceDescription | undefined): z.input<typeof caseView>['facts'][number] {
  const valueText = factValue(service, { key, value });
  return { key, label: factLabel(service, key), value, ...(valueText && { valueText }), source, at: at.toISOString() };
}

/** Grounds that a newer release no longer lists are shown by their id: nothing decided is ever dropped. */
const presentGrounds = (ids: string[], service: ServiceDescription | undefined) =>
  ids.map(id => {
    const known = service?.grounds.find(it => it.id === id);
    return known ? { id, text: known.text, law: known.law } : { id, text: { lv: id, en: id } };
  });

/** Four eyes: what waits to be confirmed, or was returned. */
export const presentProposed = (
  row: ProposedDecision,
  names: Map<string, string>,
  service: ServiceDescription | undefined,
): z.input<typeof proposedDecision> => ({
  outcome: row.outcome as 'grant' | 'refuse',
  grounds: presentGrounds(row.grounds, service),
  reason: row.reason,
  amountCents: row.amountCents,
  proposedBy: { id: row.proposedBy, name: names.get(row.proposedBy) ?? '' },
  proposedAt: row.proposedAt.toISOString(),
  state: row.state as 'open' | 'returned',
  returnedBy: row.judgedBy === null ? null : { id: row.judgedBy, name: names.get(row.judgedBy) ?? '' },
  returnedAt: iso(row.judgedAt),
  returnReason: row.returnReason,
});

export function presentDecision(row: Decision, service: ServiceDescription | undefined): z.input<typeof decisionView> {
  return {
    outcome: row.outcome as 'grant' | 'refuse',
    grounds: presentGrounds(row.grounds, service),
    reason: row.reason,
    amountCents: row.amountCents,
    decidedAt: row.decidedAt.toISOString(),
    automatic: row.automatic,
    appeal: service?.appeal.text ?? { lv: '', en: '' },
    appealUntil: iso(row.appealUntil),
  };
}

export const presentEvent = (row: CaseEvent, nameOfActor: (id: string) => string | null, mergedFrom: string | null = null): z.input<typeof timelineEntry> => ({
  id: row.id.toString(),
  name: row.name,
  data: row.data as Record<string, unknown>,
  actor: row.actor === null ? null : nameOfActor(row.actor),
  public: row.public,
  mergedFrom,
  at: row.at.toISOString(),
});

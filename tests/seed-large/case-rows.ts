import { logsOf } from './case-logs.ts';
import { caseFacts, type Facts, type World } from './case-facts.ts';
import { workOf } from './case-work.ts';
import { FRONT_OFFICE, subjectOf } from './country.ts';

type Value = string | number | boolean | Date | null | readonly string[] | Record<string, unknown>;
export type Row = Record<string, Value>;

/** Tables that belong to a case, in the order in which rows refer to each other. */
export const CASE_TABLES = [
  'case',
  'case_form',
  'case_event',
  'case_message',
  'delivery',
  'clock_event',
  'process_run',
  'element_timing',
  'task',
  'hand_over',
  'file_check',
  'document',
  'escalation',
  'feedback',
  'contact',
  'contact_topic',
  'call_back',
] as const;
/** Rows of one case, by table. The first row of a table decides its columns: all of one table have the same. */
export type CaseTable = (typeof CASE_TABLES)[number];
export type CaseRows = Record<CaseTable, Row[]>;

/** What search finds a case by: what was said, and the words of the rights (migration …150100_search). */
export type Searched = { case_id: string; submitted_at: Date; said: string; marks: readonly string[] };

/** The n-th case with everything that belongs to it; the same each time it is asked for. */
export function caseRows(n: number, world: World): { rows: CaseRows; searched: Searched } {
  const facts = caseFacts(n, world);
  const { id, chance, service, submittedAt, client, holder, team } = facts;
  const subject = service ? null : subjectOf(chance);
  const description = service ? subjectOf(chance) : null;
  const logs = logsOf(facts);
  const form = { id: chance.id(submittedAt), case_id: id, form_id: 'seed-large', form_version: 'seed-large', filled_by: 'large', filled_at: submittedAt };
  return {
    rows: {
      case: [{ ...caseRow(facts, subject), ...newsOf(logs.case_event) }],
      case_form: service ? [{ ...form, data: { description } }] : [],
      ...logs,
      ...workOf(facts),
    },
    searched: {
      case_id: id,
      submitted_at: submittedAt,
      said: [subject, client?.givenName, client?.familyName, description].filter(it => it != null).join(' '),
      marks: [`o:${FRONT_OFFICE}`, `h:${holder}`, `t:${team}`, ...(facts.fromAgency ? [`f:${facts.fromAgency}`] : []), ...(client ? [`c:${client.id}`] : [])],
    },
  };
}

function caseRow(it: Facts, subject: string | null): Row {
  const [impact, urgency, priority] = it.rank;
  const isWaiting = it.status === 'waiting_applicant';
  return {
    id: it.id,
    code: it.code,
    kind: it.kind,
    service_id: it.service?.id ?? null,
    holder: it.holder,
    client_id: it.client?.id ?? null,
    channel: it.channel,
    from_agency: it.fromAgency,
    subject,
    status: it.status,
    stage: it.closedAt || it.status === 'done' ? 'delivery' : it.level === 1 ? 'application' : 'execution',
    outcome: it.outcome,
    impact,
    urgency,
    priority,
    owner: FRONT_OFFICE,
    level: it.level,
    team: it.team,
    waits_for: isWaiting ? 'client' : it.status === 'waiting_level3' ? 'partner' : null,
    waits_reason: isWaiting ? 'Trūkst ziņu' : null,
    calendar: it.holder,
    due_at: it.dueAt,
    overdue: it.overdue,
    escalated: it.overdue,
    started_at: it.submittedAt,
    submitted_at: it.submittedAt,
    closed_at: it.closedAt,
  };
}

/** What lists point at: the last event of those that matter (migration …150000_lists). */
const NEWS = new Set(['handed-over', 'returned', 'deadline-missed', 'escalated', 'feedback-given']);

function newsOf(events: Row[]): Row {
  const last = events.findLast(it => NEWS.has(String(it['name'])));
  return { news: last?.['name'] ?? null, news_at: last?.['at'] ?? null, news_by: last?.['actor'] ?? null };
}

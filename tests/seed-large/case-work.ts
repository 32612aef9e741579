import { later, type Facts } from './case-facts.ts';
import type { CaseRows, Row } from './case-rows.ts';
import { FRONT_OFFICE, specialistIn, subjectOf } from './country.ts';
import { engineKey } from './keys.ts';

type Work = Pick<CaseRows, 'task' | 'hand_over' | 'escalation' | 'document' | 'file_check' | 'contact' | 'contact_topic' | 'call_back'>;

/** Far enough to stand behind every date there is: what has none comes last (migration …150000_lists). */
const NO_DUE = new Date('9999-12-31T00:00:00Z');
const LARGEST_FILE = 900_000;

/** Who works on it or has worked on it, with which papers, and who called. */
export function workOf(facts: Facts): Work {
  const tasks = tasksOf(facts);
  return { task: tasks, hand_over: tasks.flatMap(task => handOverOf(facts, task)), escalation: escalationsOf(facts), ...papersOf(facts), ...contactOf(facts) };
}

function tasksOf(facts: Facts): Row[] {
  const { status, level, after, closedAt } = facts;
  // at the client, at the engine, or out already: nobody has it
  const isIdle = ['submitted', 'registered', 'waiting_applicant', 'done'].includes(status);
  const wasHanded = closedAt !== null || level > 1 || status === 'done';
  return [
    ...(wasHanded ? [taskRow(facts, 1, 'completed', after(1))] : []),
    ...(closedAt ? [taskRow(facts, 2, 'completed', after(8))] : []),
    ...(closedAt || isIdle ? [] : [taskRow(facts, level, 'open', after(2))]),
  ];
}

const WORK = {
  1: { process_id: 'application', element_id: 'Task_FirstLineHelp', title_lv: 'Atbildēt un palīdzēt', title_en: 'Answer and help', role: 'kac-specialist' },
  2: { process_id: 'request', element_id: 'Task_Answer', title_lv: 'Sagatavot atbildi', title_en: 'Prepare the answer', role: 'specialist' },
  3: { process_id: 'partner', element_id: 'Task_DoPartnerWork', title_lv: 'Paveikt uzdoto', title_en: 'Do what was asked', role: 'specialist' },
} as const;

function taskRow({ id, n, code, chance, service, holder, team, dueAt, rank }: Facts, level: 1 | 2 | 3, state: 'open' | 'completed', at: Date): Row {
  const where = level === 1 ? FRONT_OFFICE : level === 2 ? holder : team;
  const who = state === 'completed' || chance.share() < 0.6 ? specialistIn(where, chance).id : null;
  return {
    key: engineKey(n, 'task', state === 'open' ? 9 : level),
    case_id: id,
    run_key: engineKey(n, 'run', level === 1 ? 0 : 1),
    version: 1,
    ...WORK[level],
    team: where,
    level,
    assignee_id: who,
    state,
    created_at: at,
    completed_at: state === 'completed' ? later(at, 6) : null,
    completed_by: state === 'completed' ? who : null,
    outcome: state === 'completed' ? 'answered' : null,
    // what lists put tasks in order by: kept by triggers, which are off here
    due_order: dueAt ?? NO_DUE,
    priority: rank[2],
    case_code: code,
    service_order: service?.id ?? '',
    owner: FRONT_OFFICE,
  };
}

/** One open task in twelve has been handed from one colleague to another. */
function handOverOf({ id, chance, submittedAt, after }: Facts, task: Row): Row[] {
  if (task['state'] !== 'open' || task['assignee_id'] === null || chance.share() > 1 / 12) return [];
  const team = String(task['team']);
  const from = specialistIn(team, chance);
  return [
    {
      id: chance.id(submittedAt),
      task_key: task['key']!,
      case_id: id,
      kind: 'hand-over',
      from_id: from.id,
      former_id: from.id,
      from_team: team,
      from_role: String(task['role']),
      to_id: task['assignee_id'] ?? null,
      note: 'Lūdzu pārņem, eju atvaļinājumā',
      at: after(3),
      taken_at: null,
    },
  ];
}

function escalationsOf({ id, chance, level, closedAt, after, holder, overdue, dueAt, team }: Facts): Row[] {
  const row = (type: string, kind: string, from: string, to: string, at: Date) => ({
    id: chance.id(at),
    case_id: id,
    type,
    kind,
    team: to,
    from,
    to,
    reason: kind,
    at,
    engine_at: at,
  });
  const handed = after(0.03);
  return [
    ...(closedAt || level > 1 ? [row('functional', 'execution', FRONT_OFFICE, holder, handed)] : []),
    ...(overdue && dueAt ? [row('hierarchical', 'deadline', team, team, later(dueAt, 0.01))] : []),
  ];
}

function papersOf({ id, chance, submittedAt, client }: Facts): Pick<Work, 'document' | 'file_check'> {
  const count = client && chance.share() < 0.3 ? 1 + chance.whole(3) : 0;
  const documents = Array.from({ length: count }, (_, at) => ({
    id: chance.id(submittedAt),
    case_id: id,
    kind: 'attachment',
    title: `Pielikums ${at + 1}`,
    file_name: `pielikums-${at + 1}.pdf`,
    content_type: 'application/pdf',
    bytes: 1000 + chance.whole(LARGEST_FILE),
    sha256: `seed-large-${id}-${at}`,
    added_by: specialistIn(FRONT_OFFICE, chance).id,
    added_at: submittedAt,
  }));
  return {
    document: documents,
    file_check: documents.map(({ sha256, bytes }) => ({ sha256, bytes, state: 'clean', engine: 'seed-large', progress: bytes, checked_at: submittedAt })),
  };
}

/** Counters and telephones: the conversation the case came from, and the call somebody was promised. */
function contactOf({ id, chance, channel, client, submittedAt, after, closedAt, service, kind }: Facts): Pick<Work, 'contact' | 'contact_topic' | 'call_back'> {
  if (channel !== 'phone' && channel !== 'counter') return { contact: [], contact_topic: [], call_back: [] };
  const contactId = chance.id(submittedAt);
  const adviser = specialistIn(FRONT_OFFICE, chance);
  const phone = client?.phone ?? '+37120000000';
  const contact = {
    id: contactId,
    channel,
    adviser_id: adviser.id,
    agency: FRONT_OFFICE,
    started_at: later(submittedAt, -0.2),
    ended_at: submittedAt,
    identification: client ? 'authenticated' : 'partial',
    phone,
    client_id: client?.id ?? null,
    verified_how: client ? (channel === 'counter' ? 'id-card' : 'answers') : null,
  };
  const topic = {
    id: chance.id(submittedAt),
    contact_id: contactId,
    service_id: service?.id ?? null,
    question: subjectOf(chance),
    answer: null,
    result: 'application',
    case_id: id,
    minutes: 3 + chance.whole(12),
    at: submittedAt,
  };
  const promised = kind === 'information-request' && chance.share() < 0.15;
  const [dueAt, now] = [later(submittedAt, 8), after(Infinity)];
  const call = {
    id: chance.id(submittedAt),
    contact_id: contactId,
    phone,
    about: 'Atzvanīt ar atbildi',
    case_id: id,
    team: FRONT_OFFICE,
    assignee_id: null,
    created_by: adviser.id,
    created_at: submittedAt,
    due_at: dueAt,
    remind_at: later(submittedAt, 7),
    escalated_at: !closedAt && dueAt < now ? dueAt : null,
    done_at: closedAt,
    done_by: closedAt && adviser.id,
    result: closedAt && 'reached',
  };
  return { contact: [contact], contact_topic: [topic], call_back: promised ? [call] : [] };
}

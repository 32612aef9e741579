import { plainTerm } from '../../platform/term.ts';
import { subjectOf, clientOf, FRONT_OFFICE, HOLDERS, SPECIALISTS, specialistOf } from './country.ts';
import { makeChance, type Chance } from './random.ts';

type Value = string | number | boolean | Date | null | readonly string[] | Record<string, unknown>;
export type Row = Record<string, Value>;
/** Rows of one case, by table. The first row of a table decides its columns: all of one table have the same. */
export type CaseRows = Record<'case' | 'case_form' | 'case_event' | 'case_message' | 'clock_event' | 'task' | 'document' | 'escalation' | 'feedback', Row[]>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Cases are spread over so many days before `now`. */
const YEARS_BACK = 3 * 365;
/** Only so many of the newest may still be open: the rest has been closed long ago. */
const OPEN_SHARE = 0.08;
/** Running numbers begin far above those the installation itself will give out for years. */
const FIRST_NUMBER = 10_000_000;

const KIND = [
  [45, 'service-request'],
  [28, 'information-request'],
  [7, 'complaint'],
  [8, 'incident'],
  [4, 'suggestion'],
  [4, 'work-order'],
  [2, 'change-request'],
  [1, 'inter-agency-request'],
  [1, 'problem'],
] as const;
const CHANNEL = [
  [55, 'online'],
  [20, 'counter'],
  [20, 'phone'],
  [5, 'post'],
] as const;
const OPEN_STATUS = [
  [10, 'classified'],
  [20, 'level1'],
  [15, 'handed_over'],
  [35, 'in_progress'],
  [15, 'waiting_applicant'],
  [5, 'done'],
] as const;
const PRIORITY = [
  [2, 1],
  [8, 2],
  [30, 3],
  [60, 4],
] as const;
const OUTCOME = [
  [80, 'fulfilled'],
  [12, 'refused'],
  [6, 'withdrawn'],
  [2, 'duplicate'],
] as const;

export type Service = { id: string; caseCode: string; holder: string };
type World = { cases: number; clients: number; services: readonly Service[]; now: Date };

/** The n-th case (0 is the oldest) with everything that belongs to it; the same each time it is asked for. */
export function caseRows(n: number, { cases, clients, services, now }: World): CaseRows {
  const chance = makeChance(0xca5e + n);
  const submittedAt = new Date(now.getTime() - YEARS_BACK * DAY * (1 - n / cases) - chance.whole(12) * HOUR);
  const id = chance.id(submittedAt);
  const kind = chance.weighed(KIND);
  const service = kind === 'service-request' && services.length > 0 ? chance.one(services) : null;
  const isOpen = n >= cases * (1 - OPEN_SHARE);
  const status = isOpen ? chance.weighed(OPEN_STATUS) : 'closed';
  const holder = service?.holder ?? HOLDERS[Math.floor(chance.share() ** 2 * HOLDERS.length)]!;
  const atFront = ['classified', 'level1', 'done', 'closed'].includes(status);
  const closedAt = isOpen ? null : new Date(submittedAt.getTime() + (1 + chance.whole(20)) * DAY);
  const dueAt = new Date(submittedAt.getTime() + 14 * DAY);
  const overdue = isOpen && dueAt < now && chance.share() < 0.5;
  const client = chance.share() < 0.96 ? clientOf(chance.whole(clients)) : null;
  const facts: Facts = { id, n, chance, kind, status, submittedAt, closedAt, dueAt, overdue, holder, team: atFront ? FRONT_OFFICE : holder, service };

  return {
    case: [
      {
        id,
        code: `${service?.caseCode ?? '9000'} ${FIRST_NUMBER + n}`,
        kind,
        service_id: service?.id ?? null,
        holder,
        client_id: client?.id ?? null,
        channel: chance.weighed(CHANNEL),
        subject: service ? null : subjectOf(chance),
        status,
        stage: closedAt ? 'delivery' : atFront ? 'application' : 'execution',
        outcome: closedAt ? chance.weighed(OUTCOME) : null,
        priority: chance.weighed(PRIORITY),
        level: atFront ? 1 : 2,
        team: facts.team,
        waits_for: status === 'waiting_applicant' ? 'client' : null,
        calendar: holder,
        due_at: dueAt,
        overdue,
        escalated: overdue,
        started_at: submittedAt,
        submitted_at: submittedAt,
        closed_at: closedAt,
      },
    ],
    case_form: [
      {
        id: chance.id(submittedAt),
        case_id: id,
        form_id: 'seed-large',
        form_version: 'seed-large',
        data: { text: subjectOf(chance) },
        filled_by: 'large',
        filled_at: submittedAt,
      },
    ],
    ...logsOf(facts),
    ...workOf(facts),
  };
}

interface Facts {
  id: string;
  n: number;
  chance: Chance;
  kind: string;
  status: string;
  submittedAt: Date;
  closedAt: Date | null;
  dueAt: Date;
  overdue: boolean;
  holder: string;
  team: string;
  service: Service | null;
}

const later = (from: Date, hours: number) => new Date(from.getTime() + hours * HOUR);

/** What happened, what was said, how the clock ran. */
function logsOf({
  id,
  chance,
  submittedAt,
  closedAt,
  dueAt,
  holder,
  status,
}: Facts): Pick<CaseRows, 'case_event' | 'case_message' | 'clock_event' | 'document'> {
  const event = (name: string, at: Date, data: Record<string, unknown> = {}) => ({ case_id: id, name, data, actor: null, public: true, at });
  const notice = (name: string, at: Date, read: boolean) => ({
    id: chance.id(at),
    case_id: id,
    direction: 'to-client',
    notice: name,
    data: {},
    body: null,
    sender_name: 'KAC',
    at,
    read_at: read ? later(at, 5) : null,
  });
  const end = closedAt ? [event('result-ready', later(closedAt, -2), { outcome: 'fulfilled' }), event('closed', closedAt, { outcome: 'fulfilled' })] : [];
  const handed = status === 'level1' || status === 'classified' ? [] : [event('handed-over', later(submittedAt, 3), { to: holder })];
  return {
    case_event: [
      event('submitted', submittedAt),
      event('registered', later(submittedAt, 0.01)),
      event('classified', later(submittedAt, 1), { priority: 4, impact: 'one', urgency: 'medium', by: 'table' }),
      ...handed,
      ...end,
    ],
    case_message: [notice('N1', later(submittedAt, 0.01), true), ...(closedAt ? [notice('N6', closedAt, chance.share() < 0.8)] : [])],
    clock_event: [
      { case_id: id, name: 'started', data: { term: plainTerm(10), calendar: holder }, at: submittedAt },
      ...(status === 'waiting_applicant' ? [{ case_id: id, name: 'paused', data: { for: 'client' }, at: later(submittedAt, 20) }] : []),
      ...(closedAt ? [{ case_id: id, name: 'stopped', data: { dueAt: dueAt.toISOString() }, at: closedAt }] : []),
    ],
    document:
      chance.share() < 0.3
        ? [
            {
              id: chance.id(submittedAt),
              case_id: id,
              kind: 'attachment',
              title: 'Pielikums',
              file_name: 'pielikums.pdf',
              content_type: 'application/pdf',
              bytes: 1000 + chance.whole(900_000),
              sha256: `seed-large-${id}`,
              added_at: submittedAt,
            },
          ]
        : [],
  };
}

/** Who works on it or has worked on it. */
function workOf({ id, n, chance, submittedAt, closedAt, overdue, holder, team, status }: Facts): Pick<CaseRows, 'task' | 'escalation' | 'feedback'> {
  const inFront = team === FRONT_OFFICE;
  const task = (step: number, state: 'open' | 'completed', at: Date) => ({
    key: String(9_000_000_000_000_000 + n * 10 + step),
    case_id: id,
    run_key: String(9_100_000_000_000_000 + n),
    process_id: step === 0 ? 'application' : 'request',
    version: 1,
    element_id: step === 0 ? 'Task_FirstLineHelp' : 'Task_Answer',
    title_lv: step === 0 ? 'Atbildēt un palīdzēt' : 'Sagatavot atbildi',
    title_en: step === 0 ? 'Answer and help' : 'Prepare the answer',
    team: step === 0 ? FRONT_OFFICE : holder,
    role: step === 0 ? 'kac-specialist' : 'specialist',
    level: step === 0 ? 1 : 2,
    assignee_id:
      state === 'completed' || chance.share() < 0.6
        ? specialistOf(step === 0 ? 10 * chance.whole(SPECIALISTS / 10) : 1 + chance.whole(SPECIALISTS - 1)).id
        : null,
    state,
    created_at: at,
    completed_at: state === 'completed' ? later(at, 6) : null,
    outcome: state === 'completed' ? 'answered' : null,
  });
  const isWaiting = status === 'waiting_applicant' || status === 'done';
  return {
    task: [
      ...(closedAt || !inFront ? [task(0, 'completed', later(submittedAt, 1))] : []),
      ...(closedAt ? [task(1, 'completed', later(submittedAt, 8))] : []),
      ...(closedAt || isWaiting ? [] : [task(inFront ? 0 : 1, 'open', later(submittedAt, 2))]),
    ],
    escalation: overdue
      ? [
          {
            id: chance.id(submittedAt),
            case_id: id,
            type: 'hierarchical',
            from: team,
            to: `${team}/team-lead`,
            reason: 'deadline',
            at: later(submittedAt, 336),
          },
        ]
      : [],
    feedback: closedAt && chance.share() < 0.2 ? [{ case_id: id, rating: 1 + chance.whole(5), comment: null, at: later(closedAt, 30) }] : [],
  };
}

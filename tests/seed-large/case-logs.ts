import { later, type Facts } from './case-facts.ts';
import type { CaseRows, Row } from './case-rows.ts';
import { specialistIn } from './country.ts';
import { engineKey } from './keys.ts';

type Logs = Pick<CaseRows, 'case_event' | 'case_message' | 'delivery' | 'clock_event' | 'process_run' | 'element_timing' | 'feedback'>;

/** What happened, what was said, how the clock ran and the engine went. */
export function logsOf(facts: Facts): Logs {
  const { id, chance, closedAt, clock } = facts;
  const rating = closedAt && chance.share() < 0.2 ? 1 + chance.whole(5) : null;
  const ratedAt = closedAt && later(closedAt, -0.005);
  const messages = messagesOf(facts);
  return {
    case_event: eventsOf(facts, rating),
    case_message: messages,
    delivery: messages.flatMap(message => deliveryOf(facts, message)),
    clock_event: clock.map(({ name, data, at }) => ({ case_id: id, name, data, at })),
    feedback: rating && ratedAt ? [{ case_id: id, rating, comment: null, at: ratedAt }] : [],
    ...wayOf(facts),
  };
}

function eventsOf(
  { id, code, submittedAt, after, closedAt, dueAt, overdue, holder, status, level, outcome, rank, channel }: Facts,
  rating: number | null,
): Row[] {
  const event = (name: string, at: Date, data: Record<string, unknown> = {}, isPublic = true) => ({
    case_id: id,
    name,
    data,
    actor: null,
    public: isPublic,
    at,
  });
  const wasHanded = closedAt !== null || level > 1 || status === 'done' || status === 'returned';
  const isMissed = overdue && dueAt !== null;
  return [
    event('submitted', submittedAt, { channel, byMandate: false }),
    event('registered', after(0.01), { code }),
    ...(status === 'submitted' || status === 'registered'
      ? []
      : [event('classified', after(0.02), { priority: rank[2], impact: rank[0], urgency: rank[1], by: 'table' })]),
    ...(wasHanded ? [event('handed-over', after(0.03), { to: holder })] : []),
    ...(status === 'returned' ? [event('returned', after(0.04), { from: holder })] : []),
    ...(status === 'waiting_applicant' ? [event('clock-paused', after(20), { for: 'client', reason: 'Trūkst ziņu' })] : []),
    ...(isMissed
      ? [
          event('deadline-missed', dueAt, { dueAt: dueAt.toISOString() }),
          event('escalated', later(dueAt, 0.01), { reason: 'deadline', to: `${holder}/team-lead`, by: 'timer' }, false),
        ]
      : []),
    ...(closedAt ? [event('result-ready', later(closedAt, -0.02), { outcome }), event('feedback-asked', later(closedAt, -0.01))] : []),
    ...(rating ? [event('feedback-given', later(closedAt!, -0.005), { rating, disputed: false })] : []),
    ...(closedAt ? [event('closed', closedAt, { outcome })] : []),
  ];
}

function messagesOf({ id, code, chance, client, after, closedAt, dueAt, outcome, holder, status }: Facts): Row[] {
  if (!client) return [];
  const notice = (name: string, at: Date, data: Record<string, unknown>, read: boolean) => ({
    id: chance.id(at),
    case_id: id,
    direction: 'to-client',
    notice: name,
    data,
    body: null,
    sender_id: null,
    sender_name: 'KAC',
    at,
    read_at: read ? later(at, 5) : null,
  });
  const asked = status === 'waiting_applicant' || chance.share() < 0.15;
  const by = specialistIn(holder, chance);
  return [
    notice('N1', after(0.01), { code, dueAt: dueAt?.toISOString() ?? null }, true),
    ...(asked
      ? [
          { ...notice('', after(20), {}, true), notice: null, body: 'Lūdzu precizējiet iesniegtās ziņas.', sender_id: by.id, sender_name: by.name },
          // what the client has written, and staff of one in four has not read yet
          {
            ...notice('', after(44), {}, chance.share() < 0.75),
            notice: null,
            direction: 'from-client',
            body: 'Pievienoju trūkstošo, paldies.',
            sender_name: `${client.givenName} ${client.familyName}`,
          },
        ].slice(0, status === 'waiting_applicant' ? 1 : 2)
      : []),
    ...(closedAt ? [notice('N5', later(closedAt, -0.02), { code, outcome, resultWay: 'e-account' }, chance.share() < 0.8)] : []),
  ];
}

/** The mail beside a notice. */
function deliveryOf({ id, client, code }: Facts, message: Row): Row[] {
  if (!client?.email || message['notice'] === null) return [];
  const at = message['at'] as Date;
  return [
    {
      id: message['id']!,
      case_id: id,
      message_id: message['id']!,
      client_id: client.id,
      channel: 'email',
      notice: message['notice']!,
      language: client.language,
      recipient: client.email,
      subject: `Pieteikums ${code}`,
      body: 'Jums ir jauna ziņa e-kontā.',
      state: 'sent',
      carrier_id: message['id']!,
      attempts: 1,
      next_at: at,
      created_at: at,
      ended_at: later(at, 0.01),
    },
  ];
}

/** Which elements a case has been at: [process, element, type]. */
const REGISTERED = [
  ['application', 'Start_Submitted', 'START_EVENT'],
  ['application', 'Task_Register', 'SERVICE_TASK'],
] as const;
const CLASSIFIED = [['application', 'Task_RecordClassification', 'SERVICE_TASK']] as const;
const AT_KAC = [['application', 'Task_FirstLineHelp', 'USER_TASK']] as const;
const AT_AGENCY = [
  ['application', 'Task_HandOver', 'SERVICE_TASK'],
  ['request', 'Start_Requested', 'START_EVENT'],
  ['request', 'Task_TakeOver', 'USER_TASK'],
  ['request', 'Task_AcceptCase', 'SERVICE_TASK'],
  ['request', 'Task_Answer', 'USER_TASK'],
] as const;
const FINISHED = [
  ['application', 'Task_InformResult', 'SERVICE_TASK'],
  ['application', 'Task_AskFeedback', 'SERVICE_TASK'],
] as const;
const CLOSED = [['application', 'Task_Close', 'SERVICE_TASK']] as const;

function wayOf({ id, n, status, level, submittedAt, after, closedAt }: Facts): Pick<CaseRows, 'process_run' | 'element_timing'> {
  const isOver = closedAt !== null || status === 'done';
  const isClassified = status !== 'submitted' && status !== 'registered';
  const wasHanded = isOver || level > 1;
  const steps = [
    ...REGISTERED,
    ...(isClassified ? CLASSIFIED : []),
    ...(wasHanded ? AT_AGENCY : isClassified ? AT_KAC : []),
    ...(isOver ? FINISHED : []),
    ...(closedAt ? CLOSED : []),
  ];
  const runOf = (processId: string) => engineKey(n, 'run', processId === 'application' ? 0 : 1);
  const run = (processId: string, parent: string | null) => ({
    key: runOf(processId),
    case_id: id,
    parent_key: parent,
    process_id: processId,
    version: 1,
    started_at: submittedAt,
    ended_at: closedAt,
  });
  return {
    process_run: [run('application', null), ...(wasHanded ? [run('request', runOf('application'))] : [])],
    element_timing: steps.map(([processId, elementId, type], at) => {
      const isLast = at === steps.length - 1 && !closedAt;
      const enteredAt = closedAt && at >= steps.length - 3 ? later(closedAt, (at - steps.length) * 0.01) : after(at * 0.02);
      return {
        key: engineKey(n, 'element', at),
        case_id: id,
        run_key: runOf(processId),
        process_id: processId,
        version: 1,
        element_id: elementId,
        type,
        entered_at: enteredAt,
        left_at: isLast ? null : later(enteredAt, 0.01),
        state: isLast ? 'active' : 'completed',
      };
    }),
  };
}

import { z } from 'zod';
import { messageDelivery } from './deliveries.ts';
import { deadlineView } from './deadlines.ts';
import { documentView } from './documents.ts';
import { endpoint } from './endpoint.ts';
import { noticeText } from './notices.ts';
import { CASE_QUEUES, CASE_SORTS, FILTER } from './views.ts';
import { agencyId, caseCode, channel, day, impact, instant, kind, outcome, resultWay, stage, status, text, urgency } from './words.ts';
import { official, personal, worker as person } from './personal.ts';

const caseId = z.object({ caseId: z.uuid() });

export const caseSummary = z
  .object({
    id: z.uuid(),
    code: caseCode,
    kind,
    service: z.object({ id: z.string(), title: text }).nullable(),
    subject: personal(z.string().nullable()),
    status,
    stage,
    outcome: outcome.nullable(),
    /** Whose turn it is. */
    turn: z.enum(['client', 'kac', 'agency', 'nobody']),
    waitsFor: personal(z.string().nullable()),
    /** Why the clock stands, as the client may read it; null for questions, which stand among the messages. */
    waitsReason: personal(z.string().nullable()),
    /** Milestone the case stands at, in plain words from the diagram. */
    milestone: text.nullable(),
    agency: z.object({ id: z.string(), title: text }),
    clientName: personal(z.string().nullable()),
    channel,
    priority: z.number().int().min(1).max(4),
    overdue: z.boolean(),
    escalated: z.boolean(),
    submittedAt: instant,
    dueAt: instant.nullable(),
    closedAt: instant.nullable(),
    unreadMessages: z.number().int(),
  })
  .meta({ id: 'CaseSummary' });

/** `name` comes from the closed list in timeline.ts. */
export const timelineEntry = z.object({ id: z.string(), name: z.string(), data: personal(z.record(z.string(), z.unknown())), actor: personal(z.string().nullable()), public: z.boolean(), /** Code of the duplicate it came with. */ mergedFrom: caseCode.nullable(), at: instant }).meta({ id: 'TimelineEntry' });

export const messageView = z.object({ id: z.uuid(), direction: z.enum(['to-client', 'from-client', 'internal']), notice: z.string().nullable(), /** Of a notice: what was said, in both languages. */ words: personal(z.object({ lv: noticeText, en: noticeText })).nullable(), data: personal(z.record(z.string(), z.unknown())), body: personal(z.string().nullable()), senderName: personal(z.string()), /** Code of the duplicate it came with; null: it is the case’s own. */ mergedFrom: caseCode.nullable(), at: instant, readAt: instant.nullable(), /** Its way beside the e-account. */ delivery: z.array(messageDelivery) }).meta({ id: 'Message' });

export const decisionView = z
  .object({ outcome: z.enum(['grant', 'refuse']), grounds: z.array(z.object({ id: z.string(), text, law: text.optional() })), reason: personal(z.string().nullable()), amountCents: personal(z.number().int().nullable()), decidedAt: instant, automatic: z.boolean(), appeal: text, appealUntil: instant.nullable() })
  .meta({ id: 'Decision' });

export const proposedDecision = z
  .object({ outcome: z.enum(['grant', 'refuse']), grounds: z.array(z.object({ id: z.string(), text, law: text.optional() })), reason: personal(z.string().nullable()), amountCents: personal(z.number().int().nullable()), proposedBy: person, proposedAt: instant, state: z.enum(['open', 'returned']), returnedBy: person.nullable(), returnedAt: instant.nullable(), returnReason: personal(z.string().nullable()) })
  .meta({ id: 'ProposedDecision' });

export const caseView = caseSummary
  .extend({
    version: z.int32(),
    byMandate: z.boolean(),
    /** The agency that asks, where an agency does: requests between agencies, work orders, whatever is registered inside. */
    from: z.object({ id: z.string(), title: text }).nullable(),
    /** Case whose handling is complained about; null too for those who may not see that case. */
    about: z.object({ id: z.uuid(), code: caseCode }).nullable(),
    /** Agency complained about. */
    complainedOf: z.object({ id: z.string(), title: text }).nullable(),
    /** By when the one who asks would like to have it; the term is another thing. */
    wantedOn: day.nullable(),
    /** 1, and one more for each time the case was reopened. */
    attempt: z.number().int(),
    /** Until when a closed case may be opened again; null when it is not closed, is a duplicate, or the agency opens nothing again. */
    reopenUntil: instant.nullable(),
    resultWay,
    impact,
    urgency,
    level: z.number().int(),
    owner: z.object({ id: z.string(), title: text }),
    assignee: person.nullable(),
    client: personal(z.object({ id: z.uuid(), name: z.string(), personalCodeMasked: z.string(), email: z.string().nullable(), phone: z.string().nullable() })).nullable(),
    deadline: personal(deadlineView),
    /** The clock until the agency accepts the case, where one has been agreed; staff only. */
    acceptance: personal(deadlineView).nullable(),
    /** The stage line: milestones of the diagrams this case went through, stands at, or is expected to reach. */
    milestones: z.array(z.object({ id: z.string(), stage, text, state: z.enum(['done', 'current', 'ahead', 'skipped']), at: instant.nullable() })),
    /** What comes next, in plain words; null when nothing does. */
    next: text.nullable(),
    question: z.object({ id: z.uuid(), text: personal(z.string()), askedAt: instant, answerBy: instant }).nullable(),
    /** What the person filled in, shown with the labels of that form version. Staff and the client only. */
    form: z.object({ schema: z.record(z.string(), z.unknown()), data: personal(z.record(z.string(), z.unknown())) }).nullable(),
    facts: z.array(z.object({ key: z.string(), label: text, value: personal(z.unknown()), /** The value in words, where the register gives a code. */ valueText: personal(text).optional(), source: z.string(), at: instant })),
    messages: z.array(messageView),
    documents: z.array(documentView),
    /** The service does not allow deciding from a scan, and a paper original has not come yet. */
    waitsForOriginal: z.boolean(),
    decision: decisionView.nullable(),
    /** Four eyes: a decision that waits to be confirmed, or was returned, by whom and why. Staff only. */
    proposed: proposedDecision.nullable(),
    feedback: z.object({ rating: z.number().int(), comment: personal(z.string().nullable()), disputed: z.boolean() }).nullable(),
    /** What the person who asks may do now. */
    may: z.array(z.enum(['answer', 'withdraw', 'message', 'feedback', 'dispute', 'escalate', 'classify', 'pause', 'resume', 'extend', 'note', 'attach', 'reopen', 'void', 'see-looks', 'see-diagram'])),
  })
  .meta({ id: 'Case' });

export const submitCase = endpoint({
  method: 'post',
  path: '/api/cases',
  summary: 'Submit an application: for oneself, or at the counter for a client on their mandate',
  tag: 'cases',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z
    .object({
      /** A client's "problem" is registered as an incident (PROCESSES §1.3). */
      kind,
      serviceId: z.string().nullable(),
      /** Answers by form key. Checked against the form of the service. */
      data: personal(z.record(z.string(), z.unknown())),
      /** What it is about, in the person's words. Needed wherever there is no form of a service. */
      subject: z.string().trim().min(3).max(4000).nullable().default(null),
      resultWay: resultWay.default('e-account'),
      /** Uploads (POST /api/uploads) that belong to the application. */
      uploadIds: z.array(z.uuid()).max(20).default([]),
      /** Who is to handle it, where no service says so. Only staff. */
      holder: agencyId.nullable().default(null),
      /** Complaint about handling: the case complained about. It is escalated to management. */
      aboutCaseId: z.uuid().nullable().default(null),
      /** Complaint: the worker complained of (only staff know ids), and the agency. That worker never gets or sees the case. */
      complainedOfUserId: z.string().max(100).nullable().default(null),
      complainedOfAgency: agencyId.nullable().default(null),
      /** Work orders, requests between agencies: by when it is wanted. */
      wantedOn: day.nullable().default(null),
      /**
       * Only staff: through which channel it came, for whom (null = nobody identified), and the signed sheet of the mandate (J4).
       * `inside`: for one's own agency, no client. Clients' applications are registered by the front office only.
       */
      onBehalf: z
        .object({ clientId: z.uuid().nullable(), channel: z.enum(['counter', 'phone', 'post', 'e-mail', 'inside']), signedUploadId: z.uuid().nullable().default(null) })
        .nullable()
        .default(null),
    })
    .meta({ id: 'Submission' }),
  reply: z.object({ id: z.uuid(), code: caseCode, dueAt: instant.nullable(), submittedAt: instant }).meta({ id: 'Submitted' }),
  problems: ['invalid-request', 'invalid-form', 'not-permitted', 'not-found', 'key-reused'],
});

const page = { cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) };

export const listMyCases = endpoint({
  method: 'get',
  path: '/api/my/cases',
  summary: 'My own cases, those that wait for me first',
  tag: 'cases',
  access: 'signed-in',
  query: z.object({ ...page }),
  reply: z.object({ cases: z.array(caseSummary), next: z.string().nullable() }),
  problems: ['not-permitted'],
});

/** Whom a case waits for (F13), since when and why. */
export const waiting = z.object({ for: z.string(), reason: personal(z.string().nullable()), since: instant.nullable() }).meta({ id: 'Waiting' });
/** What happened last that a list points at: `why` is a name of timeline.ts. `mine`: I did it myself. */
export const news = z.object({ why: z.string(), at: instant, mine: z.boolean() }).nullable();

/** A line of the staff's list of cases. */
export const caseLine = caseSummary.extend({ team: z.string().nullable(), waits: waiting.nullable(), news }).meta({ id: 'CaseLine' });

export const listCases = endpoint({
  method: 'get',
  path: '/api/cases',
  summary: 'Cases I may see as staff, by state, narrowed and in the order asked for',
  tag: 'cases',
  access: 'signed-in',
  query: z.object({ ...page, state: z.enum(CASE_QUEUES).default('open'), sort: z.enum(CASE_SORTS).optional(), ...FILTER }),
  reply: z.object({ cases: z.array(caseLine), next: z.string().nullable() }),
  problems: ['not-permitted', 'invalid-request'],
});

export const getCase = endpoint({ method: 'get', path: '/api/cases/:caseId', summary: 'One case, as the one who asks may see it', tag: 'cases', access: 'signed-in', params: caseId, reply: caseView, problems: ['not-found', 'not-permitted'] });

export const getTimeline = endpoint({ method: 'get', path: '/api/cases/:caseId/timeline', summary: 'What happened, in order', tag: 'cases', access: 'signed-in', params: caseId, reply: z.object({ entries: z.array(timelineEntry) }), problems: ['not-found', 'not-permitted'] });

export const getDiagram = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/diagram',
  summary: 'The diagrams this case runs on, with the token where it stands',
  tag: 'cases',
  access: 'signed-in',
  params: caseId,
  reply: z.object({ runs: z.array(z.object({ processId: z.string(), title: text, version: z.int32(), bpmn: z.string(), active: z.array(z.string()), done: z.array(z.string()), failed: z.array(z.string()) })) }),
  problems: ['not-found', 'not-permitted'],
});

export const getLooks = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/looks',
  summary: 'Who has looked at my data in this case, and why',
  tag: 'cases',
  access: 'signed-in',
  params: caseId,
  reply: z.object({ looks: z.array(z.object({ at: instant, who: official(z.string()), agency: text.nullable(), purpose: z.string() })) }),
  problems: ['not-found', 'not-permitted'],
});

const done = z.object({ version: z.int32() }).meta({ id: 'Done' });

export const sendMessage = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/messages',
  summary: 'Write to the client, to KAC, or an internal note',
  tag: 'cases',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ body: z.string().trim().min(1).max(10_000), internal: z.boolean().default(false) }),
  reply: messageView,
  problems: ['not-found', 'not-permitted', 'key-reused'],
});

export const readMessages = endpoint({ method: 'put', path: '/api/cases/:caseId/messages/read', summary: 'I have read the messages of this case', tag: 'cases', access: 'signed-in', params: caseId, status: 204, problems: ['not-found', 'not-permitted'] });

export const answerQuestion = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/answers',
  summary: 'Answer what was asked; the case goes on and its clock with it',
  tag: 'cases',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ questionId: z.uuid(), answer: z.string().trim().min(1).max(10_000), uploadIds: z.array(z.uuid()).max(20).default([]) }),
  reply: done,
  problems: ['not-found', 'not-permitted', 'already-done', 'key-reused'],
});

export const withdrawCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/withdrawal',
  summary: 'Withdraw the application, as long as nothing has been decided',
  tag: 'cases',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ reason: z.string().trim().max(2000).nullable().default(null) }),
  reply: done,
  problems: ['not-found', 'not-permitted', 'already-done', 'key-reused'],
});

export const reopenCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/reopening',
  summary: 'Open a closed case again within the period the agency sets: its client, or the front office; afterwards only the lead of the front office',
  tag: 'cases',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ reason: z.string().trim().min(3).max(2000) }),
  reply: done,
  problems: ['not-found', 'not-permitted', 'already-done', 'period-over', 'key-reused'],
});

export const voidCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/void',
  summary: 'Close what was registered by mistake (front office)',
  tag: 'cases',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ reason: z.string().trim().min(3).max(2000) }),
  reply: done,
  problems: ['not-found', 'not-permitted', 'already-done', 'key-reused'],
});

export const giveFeedback = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/feedback',
  summary: 'Rate the handling, or say that the result is not right',
  tag: 'cases',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ rating: z.number().int().min(1).max(5), comment: z.string().trim().max(2000).nullable().default(null), disputed: z.boolean().default(false) }),
  reply: done,
  problems: ['not-found', 'not-permitted', 'already-done', 'key-reused'],
});

export const escalateCase = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/escalations',
  summary: 'Escalate to the team lead by hand (B7.2)',
  tag: 'cases',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ reason: z.string().trim().min(3).max(2000) }),
  reply: done,
  problems: ['not-found', 'not-permitted', 'state-conflict', 'key-reused'],
});

export const reclassifyCase = endpoint({
  method: 'put',
  path: '/api/cases/:caseId/classification',
  summary: 'Overrule the proposed impact and urgency, with a reason; priority and due date follow',
  tag: 'cases',
  access: 'signed-in',
  params: caseId,
  body: z.object({ impact, urgency, reason: z.string().trim().min(3).max(2000), version: z.int32() }),
  reply: z.object({ priority: z.number().int(), dueAt: instant.nullable(), version: z.int32() }),
  problems: ['not-found', 'not-permitted', 'state-conflict'],
});

/** Server-sent events: `event: tasks` or `event: case`, `data: {"caseId": …}`; filtered by what the listener may see. */
export const listenEvents = endpoint({ method: 'get', path: '/api/events', summary: 'What has changed, as it changes', tag: 'cases', access: 'signed-in', produces: 'text/event-stream', streams: [], problems: ['not-signed-in'] });

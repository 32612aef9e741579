import { z } from 'zod';
import { clientView } from './clients.ts';
import { endpoint } from './endpoint.ts';
import { CALL_BACK_STATES, caseCode, channel as caseChannel, instant, kind, text } from './words.ts';
import { official, personal, worker as person } from './personal.ts';

/** How people reach us; what is made inside an agency is no conversation. */
export const channel = caseChannel.exclude(['inside']);

/** How well we know who it is (B1.5): recognised; a number only; not at all. */
export const identification = z.enum(['authenticated', 'partial', 'anonymous']);
/** By what somebody was recognised; `answers` = what they said agreed with the profile (B4.4). */
export const verifiedHow = z.enum(['id-card', 'passport', 'eid', 'signed', 'answers']);
export const topicResult = z.enum(['answered', 'application', 'call-back', 'none']);
/** What a caller may be asked, to be recognised. Which of them, and how many, the agency decides. */
export const ANSWERS = ['personal-code', 'family-name', 'e-mail', 'phone', 'case-code'] as const;
export const answerName = z.enum(ANSWERS);
export const CALL_OUTCOMES = ['reached', 'no-answer', 'busy', 'wrong-number'] as const;

const phone = z.string().trim().min(3).max(30);
const service = z.object({ id: z.string(), title: text });

export const topicView = z
  .object({
    id: z.uuid(),
    service: service.nullable(),
    question: personal(z.string()),
    answer: personal(z.string().nullable()),
    result: topicResult,
    case: z.object({ id: z.uuid(), code: caseCode }).nullable(),
    minutes: z.number().int(),
    at: instant,
  })
  .meta({ id: 'ContactTopic' });

export const callBackView = z
  .object({
    id: z.uuid(),
    contactId: z.uuid(),
    phone: personal(z.string()),
    name: personal(z.string().nullable()),
    about: personal(z.string()),
    createdAt: instant,
    createdBy: official(z.string()),
    dueAt: instant,
    level: z.enum(['on-time', 'soon', 'overdue', 'done']),
    assignee: person.nullable(),
    /** Missed, and therefore in the hands of the team lead. */
    escalatedAt: instant.nullable(),
    doneAt: instant.nullable(),
    result: z.enum(['reached', 'not-reached', 'not-needed']).nullable(),
    history: z.array(
      z.object({
        name: z.enum(['called', 'reminded', 'escalated', 'moved', 'assigned']),
        outcome: z.enum(CALL_OUTCOMES).nullable(),
        note: personal(z.string().nullable()),
        by: official(z.string().nullable()),
        at: instant,
      }),
    ),
    version: z.int32(),
    may: z.array(z.enum(['call', 'assign', 'move', 'drop'])),
  })
  .meta({ id: 'CallBack' });

export const contactView = z
  .object({
    id: z.uuid(),
    channel,
    adviser: person,
    startedAt: instant,
    endedAt: instant.nullable(),
    identification,
    phone: personal(z.string().nullable()),
    /** Only once recognised: until then there is general information and nothing else (J10). */
    client: clientView.nullable(),
    verifiedHow: verifiedHow.nullable(),
    verification: z.object({ asked: z.array(answerName), needed: z.number().int(), attemptsLeft: z.number().int() }),
    note: personal(z.string().nullable()),
    topics: z.array(topicView),
    callBacks: z.array(callBackView),
  })
  .meta({ id: 'Contact' });

const contactId = z.object({ contactId: z.uuid() });

export const openContact = endpoint({
  method: 'post',
  path: '/api/contacts',
  summary: 'A conversation begins',
  tag: 'contacts',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z.object({ channel, phone: phone.nullable().default(null) }),
  reply: contactView,
  problems: ['not-permitted', 'invalid-request', 'key-reused'],
});

export const getContact = endpoint({
  method: 'get',
  path: '/api/contacts/:contactId',
  summary: 'One conversation',
  tag: 'contacts',
  access: 'signed-in',
  params: contactId,
  reply: contactView,
  problems: ['not-found', 'not-permitted'],
});

export const changeContact = endpoint({
  method: 'put',
  path: '/api/contacts/:contactId',
  summary: 'Channel, number or note of a conversation that goes on',
  tag: 'contacts',
  access: 'signed-in',
  params: contactId,
  body: z.object({ channel, phone: phone.nullable(), note: z.string().trim().max(4000).nullable() }),
  reply: contactView,
  problems: ['not-found', 'not-permitted', 'invalid-request'],
});

export const identifyContact = endpoint({
  method: 'post',
  path: '/api/contacts/:contactId/client',
  summary: 'The person is here, and has shown who they are',
  tag: 'contacts',
  access: 'signed-in',
  params: contactId,
  body: z.object({ clientId: z.uuid(), how: verifiedHow.exclude(['answers']) }),
  reply: contactView,
  problems: ['not-found', 'not-permitted', 'invalid-request'],
});

export const verifyCaller = endpoint({
  method: 'post',
  path: '/api/contacts/:contactId/verification',
  summary: 'Recognise a caller by what they answer; says only whether it was enough, never which answer was wrong',
  tag: 'contacts',
  access: 'signed-in',
  params: contactId,
  body: z.object({ answers: z.partialRecord(answerName, z.string().trim().min(1).max(200)) }),
  reply: z.object({ verified: z.boolean(), contact: contactView }),
  problems: ['not-found', 'not-permitted', 'invalid-request', 'agency-unavailable'],
});

export const addTopic = endpoint({
  method: 'post',
  path: '/api/contacts/:contactId/topics',
  summary: 'One question of the conversation, and what came of it; a call-back promises a call',
  tag: 'contacts',
  access: 'signed-in',
  params: contactId,
  idempotent: true,
  status: 201,
  body: z.object({
    serviceId: z.string().nullable().default(null),
    question: z.string().trim().min(3).max(4000),
    answer: z.string().trim().max(4000).nullable().default(null),
    result: topicResult,
    caseId: z.uuid().nullable().default(null),
    minutes: z.number().int().min(0).max(600).default(0),
    callBack: z
      .object({ phone, name: z.string().trim().max(200).nullable().default(null) })
      .nullable()
      .default(null),
  }),
  reply: z.object({ topic: topicView, callBack: callBackView.nullable() }),
  problems: ['not-found', 'not-permitted', 'invalid-request', 'key-reused'],
});

export const endContact = endpoint({
  method: 'post',
  path: '/api/contacts/:contactId/end',
  summary: 'The conversation has ended',
  tag: 'contacts',
  access: 'signed-in',
  params: contactId,
  reply: contactView,
  problems: ['not-found', 'not-permitted'],
});

export const countContacts = endpoint({
  method: 'get',
  path: '/api/contact-counts',
  summary: 'How many conversations and questions the agency had, by channel, identification and result; anonymous ones count',
  tag: 'contacts',
  access: 'signed-in',
  query: z.object({ from: instant, to: instant }),
  reply: z.object({
    contacts: z.number().int(),
    byChannel: z.partialRecord(channel, z.number().int()),
    byIdentification: z.partialRecord(identification, z.number().int()),
    byResult: z.partialRecord(topicResult, z.number().int()),
    byService: z.array(z.object({ service, count: z.number().int() })),
  }),
  problems: ['not-permitted'],
});

export const listCallBacks = endpoint({
  method: 'get',
  path: '/api/call-backs',
  summary: 'Who waits for a call, those overdue first',
  tag: 'contacts',
  access: 'signed-in',
  query: z.object({ state: z.enum(CALL_BACK_STATES).default('open') }),
  reply: z.object({ callBacks: z.array(callBackView), counts: z.object({ open: z.number().int(), mine: z.number().int(), missed: z.number().int() }) }),
  problems: ['not-permitted'],
});

const callBackId = z.object({ callBackId: z.uuid() });
const version = z.int32();
const note = z.string().trim().max(2000).nullable().default(null);

export const recordCall = endpoint({
  method: 'post',
  path: '/api/call-backs/:callBackId/calls',
  summary: 'A call was made; reaching them ends the call-back',
  tag: 'contacts',
  access: 'signed-in',
  params: callBackId,
  idempotent: true,
  status: 201,
  body: z.object({ outcome: z.enum(CALL_OUTCOMES), note, version }),
  reply: callBackView,
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'key-reused'],
});

export const assignCallBack = endpoint({
  method: 'put',
  path: '/api/call-backs/:callBackId/assignee',
  summary: 'Take a call-back, give it to a colleague, or put it back to the team',
  tag: 'contacts',
  access: 'signed-in',
  params: callBackId,
  body: z.object({ assigneeId: z.string().nullable(), version }),
  reply: callBackView,
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'invalid-request'],
});

export const decideCallBack = endpoint({
  method: 'post',
  path: '/api/call-backs/:callBackId/decisions',
  summary: 'The team lead gives it another time, or says with a reason that no call is needed any more',
  tag: 'contacts',
  access: 'signed-in',
  params: callBackId,
  idempotent: true,
  status: 201,
  body: z.object({ decision: z.enum(['move', 'drop']), reason: z.string().trim().min(3).max(2000), version }),
  reply: callBackView,
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'key-reused'],
});

export const consultationView = z
  .object({
    id: z.uuid(),
    at: instant,
    channel,
    agency: z.object({ id: z.string(), title: text }),
    adviser: official(z.string()),
    service: service.nullable(),
    question: personal(z.string()),
    answer: personal(z.string().nullable()),
    result: topicResult,
    case: z.object({ id: z.uuid(), code: caseCode }).nullable(),
    rating: z.number().int().nullable(),
    comment: personal(z.string().nullable()),
  })
  .meta({ id: 'Consultation' });

export const listMyConsultations = endpoint({
  method: 'get',
  path: '/api/my/consultations',
  summary: 'Consultations given to me, the newest first (B1.4, B12.3)',
  tag: 'contacts',
  access: 'signed-in',
  query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
  reply: z.object({ consultations: z.array(consultationView) }),
  problems: [],
});

export const rateConsultation = endpoint({
  method: 'post',
  path: '/api/my/consultations/:topicId/feedback',
  summary: 'Say how the consultation was',
  tag: 'contacts',
  access: 'signed-in',
  params: z.object({ topicId: z.uuid() }),
  idempotent: true,
  status: 201,
  body: z.object({ rating: z.number().int().min(1).max(5), comment: z.string().trim().max(2000).nullable().default(null) }),
  reply: consultationView,
  problems: ['not-found', 'already-done', 'key-reused'],
});

/** What the tables will say of an application, before it is registered. */
export const proposePriority = endpoint({
  method: 'get',
  path: '/api/priority-proposal',
  summary: 'The priority an application will have, and from what it follows (PROCESSES §1.7)',
  tag: 'contacts',
  access: 'signed-in',
  query: z.object({ kind, channel, serviceId: z.string().optional() }),
  reply: z.object({ priority: z.number().int().nullable(), impact: z.string().nullable(), urgency: z.string().nullable(), sure: z.boolean() }),
  problems: ['not-permitted'],
});

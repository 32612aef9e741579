import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { caseCode, day, impact, instant, kind, outcome, status, text, urgency } from './words.ts';
import { personal, worker as person } from './personal.ts';

/** How a trouble shows; with its service this is the category of an incident (P3.1). */
export const SYMPTOMS = ['unavailable', 'slow', 'wrong-result', 'access', 'data', 'other'] as const;
export const INCIDENT_STATES = ['open', 'diagnosing', 'removed', 'restored'] as const;
export const INCIDENT_LISTS = ['open', 'major', 'mine', 'all'] as const;

const caseId = z.object({ caseId: z.uuid() });

/** As much of an incident as a line of a list needs. */
export const incidentLine = z
  .object({
    id: z.uuid(),
    code: caseCode,
    kind,
    subject: personal(z.string().nullable()),
    service: z.object({ id: z.string(), title: text }).nullable(),
    agency: z.object({ id: z.string(), title: text }),
    status,
    outcome: outcome.nullable(),
    state: z.enum(INCIDENT_STATES),
    symptom: z.enum(SYMPTOMS).nullable(),
    priority: z.number().int().min(1).max(4),
    majorAt: instant.nullable(),
    registeredAt: instant,
    restoredAt: instant.nullable(),
    dueAt: instant.nullable(),
    parent: z.object({ id: z.uuid(), code: caseCode }).nullable(),
    children: z.number().int(),
    /** From an agency's monitoring: how often it has told of the same. */
    signals: z.number().int(),
  })
  .meta({ id: 'IncidentLine' });

export const findingView = z
  .object({ id: z.uuid(), tried: z.string().nullable(), found: z.string().nullable(), by: person.nullable(), at: instant })
  .meta({ id: 'Finding' });

/** A known error as it is shown: what it is, how to recognise it, what helps meanwhile. */
export const knownErrorView = z
  .object({
    id: z.uuid(),
    problem: z.object({ id: z.uuid(), code: caseCode }),
    title: z.string(),
    symptoms: z.string(),
    workaround: text,
    service: z.object({ id: z.string(), title: text }).nullable(),
    items: z.array(z.string()),
    publishedAt: instant.nullable(),
    withdrawnAt: instant.nullable(),
    used: z.number().int(),
  })
  .meta({ id: 'KnownError' });

export const incidentView = z
  .object({
    state: z.enum(INCIDENT_STATES),
    symptom: z.enum(SYMPTOMS).nullable(),
    effectOn: day.nullable(),
    services: z.array(z.object({ id: z.string(), title: text })),
    items: z.array(z.string()),
    /** Those of its items that the register of P6 has. */
    registered: z.array(z.object({ id: z.uuid(), identifier: z.string(), name: z.string() })),
    majorAt: instant.nullable(),
    parent: z.object({ id: z.uuid(), code: caseCode, subject: personal(z.string().nullable()) }).nullable(),
    children: z.array(z.object({ id: z.uuid(), code: caseCode, subject: personal(z.string().nullable()), state: z.enum(INCIDENT_STATES) })),
    findings: z.array(findingView),
    usedWorkaround: z.boolean().nullable(),
    causeRemoved: z.boolean().nullable(),
    resolution: z.string().nullable(),
    restoredAt: instant.nullable(),
    verifiedBy: person.nullable(),
    signals: z.number().int(),
    problems: z.array(z.object({ id: z.uuid(), code: caseCode, status: z.string() })),
    /** Known errors that may explain it, the likeliest first. */
    known: z.array(knownErrorView),
    may: z.array(z.enum(['note', 'declare-major', 'detach'])),
  })
  .meta({ id: 'Incident' });

export const listIncidents = endpoint({
  method: 'get',
  path: '/api/incidents',
  summary: 'Incidents I may see as staff: open, major, of my agency, or all; the most pressing first (P3)',
  tag: 'incidents',
  access: 'signed-in',
  query: z.object({ list: z.enum(INCIDENT_LISTS).default('open'), cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  reply: z.object({ incidents: z.array(incidentLine), next: z.string().nullable(), major: z.number().int() }),
  problems: ['not-permitted', 'invalid-request'],
});

export const getIncident = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/incident',
  summary: 'What is known of an incident: parent and children, findings, problems, known errors that may explain it',
  tag: 'incidents',
  access: 'signed-in',
  params: caseId,
  reply: incidentView,
  problems: ['not-found', 'not-permitted'],
});

export const addFinding = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/findings',
  summary: 'Who tried what, and what was found (P3.2, P4.1)',
  tag: 'incidents',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  body: z.object({ tried: z.string().trim().min(3).max(4000).nullable().default(null), found: z.string().trim().min(3).max(4000).nullable().default(null) }),
  reply: z.object({ id: z.uuid() }),
  problems: ['not-found', 'not-permitted', 'invalid-request', 'key-reused'],
});

export const declareMajorIncident = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/incident/major',
  summary: 'A major incident: management is told at once',
  tag: 'incidents',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  reply: z.object({ majorAt: instant }),
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'key-reused'],
});

export const detachIncident = endpoint({
  method: 'post',
  path: '/api/cases/:caseId/incident/detachment',
  summary: 'It was another trouble: the incident leaves its parent and is investigated by itself',
  tag: 'incidents',
  access: 'signed-in',
  params: caseId,
  idempotent: true,
  status: 201,
  reply: z.object({ id: z.uuid() }),
  problems: ['not-found', 'not-permitted', 'state-conflict', 'key-reused'],
});

export const signalIncident = endpoint({
  method: 'post',
  path: '/api/incidents/signals',
  summary: 'An agency’s monitoring tells of a trouble; a repeated signal joins the incident that is open already. Nothing personal belongs here',
  tag: 'incidents',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z
    .object({
      /** What the monitoring calls this trouble: the same key is the same trouble. */
      signalKey: z.string().trim().min(1).max(200),
      subject: z.string().trim().min(3).max(1000),
      serviceId: z.string().nullable().default(null),
      items: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
      impact: impact.default('limited'),
      urgency: urgency.default('high'),
    })
    .meta({ id: 'IncidentSignal' }),
  reply: z.object({ id: z.uuid(), code: caseCode, /** Told before: nothing new was registered. */ known: z.boolean() }),
  problems: ['not-permitted', 'not-found', 'invalid-request', 'key-reused'],
});

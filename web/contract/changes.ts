import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { caseCode, day, instant, text } from './words.ts';
import { personal, worker as person } from './personal.ts';

/** Statuses of a change (PROCESSES P5). */
export const CHANGE_STATUSES = [
  'registered',
  'classified',
  'assessing',
  'with-board',
  'approved',
  'refused',
  'deferred',
  'planned',
  'implementing',
  'implemented',
  'evaluated',
  'closed',
  'backed-out',
] as const;
/** Standard = approved beforehand; urgent = the same gate, a smaller board. */
export const CHANGE_CLASSES = ['standard', 'normal', 'urgent'] as const;
export const RISK_LEVELS = ['low', 'medium', 'high'] as const;
export const CHANGE_LISTS = ['open', 'board', 'planned', 'implementing', 'closed', 'all'] as const;
/** What the gate of P5.7 asks for; all of them, or nothing is implemented. */
export const GATE_PARTS = ['approval', 'time', 'resources', 'risk', 'agreement'] as const;
export const VOTES = ['for', 'against', 'abstain'] as const;

const service = z.object({ id: z.string(), title: text });
const agency = z.object({ id: z.string(), title: text });
const changeId = z.object({ changeId: z.uuid() });
const words = (most: number) => z.string().trim().min(3).max(most);

export const changeLine = z
  .object({
    id: z.uuid(),
    code: caseCode,
    subject: personal(z.string().nullable()),
    agency,
    status: z.enum(CHANGE_STATUSES),
    class: z.enum(CHANGE_CLASSES).nullable(),
    priority: z.number().int().min(1).max(4),
    services: z.array(service),
    risk: z.enum(RISK_LEVELS).nullable(),
    start: instant.nullable(),
    end: instant.nullable(),
    raisedAt: instant,
    /** Whether somebody waits for this person's voice: as a member of its board, or as a party affected. */
    awaitsMe: z.boolean(),
  })
  .meta({ id: 'ChangeLine' });

const voice = z.object({
  member: person,
  agency,
  services: z.array(service),
  vote: z.enum(VOTES).nullable(),
  words: z.string().nullable(),
  /** Who gave it, where that was a substitute. */
  by: person.nullable(),
  at: instant.nullable(),
  /** May be given now, by this person, for the member. */
  mine: z.boolean(),
});

export const changeRound = z
  .object({
    id: z.uuid(),
    kind: z.enum(['board', 'agreement']),
    agenda: z.array(z.string()),
    openedAt: instant,
    answerBy: instant,
    closedAt: instant.nullable(),
    minutesId: z.uuid().nullable(),
    voices: z.array(voice),
  })
  .meta({ id: 'ChangeRound' });

export const changeView = changeLine
  .extend({
    why: z.string().nullable(),
    benefit: z.string().nullable(),
    urgentWhy: z.string().nullable(),
    standard: z.object({ id: z.uuid(), title: z.string() }).nullable(),
    assessment: z
      .object({
        items: z.array(z.object({ identifier: z.string(), id: z.uuid().nullable(), name: z.string().nullable(), status: z.string().nullable() })),
        effortHours: z.number().int(),
        costCents: z.number().int(),
        risk: z.string(),
        recommends: z.enum(['approve', 'refuse', 'defer']),
        recommendation: z.string(),
        by: person.nullable(),
        at: instant,
      })
      .nullable(),
    /** Services hit when its items are down, by the query of P6, with the open cases of each (M16). */
    impact: z.array(service.extend({ cases: z.number().int(), through: z.array(z.string()) })),
    rounds: z.array(changeRound),
    decisions: z.array(
      z.object({
        outcome: z.enum(['approve', 'refuse', 'more-information', 'defer']),
        grounds: z.string(),
        conditions: z.string().nullable(),
        acceptedRisk: z.enum(RISK_LEVELS).nullable(),
        deferUntil: day.nullable(),
        beforehand: z.boolean(),
        by: person.nullable(),
        at: instant,
      }),
    ),
    plan: z
      .object({
        resources: z.string(),
        hours: z.number().int(),
        costCents: z.number().int(),
        risk: z.enum(RISK_LEVELS),
        backOut: z.string(),
        interruption: z.string().nullable(),
        watchDays: z.number().int(),
        by: person.nullable(),
        at: instant,
      })
      .nullable(),
    gate: z.object({ open: z.boolean(), missing: z.array(z.enum(GATE_PARTS)) }),
    /** Other changes planned for the same time on the same items or services. */
    collisions: z.array(z.object({ id: z.uuid(), code: caseCode, start: instant, end: instant, items: z.array(z.string()), services: z.array(service) })),
    steps: z.array(z.object({ at: instant, by: person.nullable(), tried: z.string().nullable(), found: z.string().nullable() })),
    startedAt: instant.nullable(),
    implementedAt: instant.nullable(),
    itemsSet: z.array(z.object({ identifier: z.string(), to: z.string(), fault: z.string().nullable() })),
    backedOut: z.number().int(),
    /** Incidents on the same items and services: as many days before it began as have passed since it was in, and those since. */
    incidents: z.object({ before: z.number().int(), after: z.number().int(), days: z.number().int() }).nullable(),
    evaluation: z
      .object({
        goalReached: z.enum(['yes', 'partly', 'no']),
        result: z.string(),
        hours: z.number().int(),
        costCents: z.number().int(),
        incidentsBefore: z.number().int(),
        incidentsAfter: z.number().int(),
        by: person.nullable(),
        at: instant,
      })
      .nullable(),
    raisedBy: z.array(z.object({ id: z.uuid(), code: caseCode, kind: z.string() })),
    may: z.array(z.enum(['vote', 'resume', 'open-case'])),
    version: z.int32(),
  })
  .meta({ id: 'ChangeRecord' });

export const listChanges = endpoint({
  method: 'get',
  path: '/api/changes',
  summary: 'The register of changes, as far as one may see it (P5)',
  tag: 'changes',
  access: 'signed-in',
  query: z.object({
    list: z.enum(CHANGE_LISTS).default('open'),
    class: z.enum(CHANGE_CLASSES).optional(),
    service: z.string().max(100).optional(),
    cursor: z.string().optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: z.object({
    changes: z.array(changeLine),
    next: z.string().nullable(),
    counts: z.record(z.enum(CHANGE_STATUSES), z.number().int()),
    awaitMe: z.number().int(),
  }),
  problems: ['not-permitted', 'invalid-request'],
});

export const getChange = endpoint({
  method: 'get',
  path: '/api/changes/:changeId',
  summary: 'One change with its assessment, votes, decisions, plan, gate and evaluation',
  tag: 'changes',
  access: 'signed-in',
  params: changeId,
  reply: changeView,
  problems: ['not-found', 'not-permitted'],
});

export const giveVoice = endpoint({
  method: 'post',
  path: '/api/changes/:changeId/voices',
  summary: 'A member’s voice in the round that is open: of the board (P5.4) or of a party affected by the plan (P5.6); a substitute’s for who is away',
  tag: 'changes',
  access: 'signed-in',
  params: changeId,
  idempotent: true,
  status: 201,
  body: z.object({ roundId: z.uuid(), memberId: z.string().min(1).max(100), vote: z.enum(VOTES), words: words(4000).nullable().default(null) }),
  reply: z.object({ id: z.uuid() }),
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'invalid-request', 'key-reused'],
});

export const resumeChange = endpoint({
  method: 'post',
  path: '/api/changes/:changeId/resumption',
  summary: 'Decide on a deferred change before its day',
  tag: 'changes',
  access: 'signed-in',
  params: changeId,
  idempotent: true,
  status: 201,
  reply: z.object({ id: z.uuid() }),
  problems: ['not-found', 'not-permitted', 'state-conflict', 'key-reused'],
});

export const changeCalendar = endpoint({
  method: 'get',
  path: '/api/change-calendar',
  summary: 'What is planned when, in all agencies, and what collides on the same items or services (P5.6)',
  tag: 'changes',
  access: 'signed-in',
  query: z.object({ from: day, to: day }),
  reply: z.object({
    changes: z.array(
      z.object({
        id: z.uuid(),
        code: caseCode,
        /** For those who may see the change. */
        subject: personal(z.string().nullable()),
        maySee: z.boolean(),
        agency,
        status: z.enum(CHANGE_STATUSES),
        class: z.enum(CHANGE_CLASSES).nullable(),
        start: instant,
        end: instant,
        services: z.array(service),
        items: z.array(z.string()),
        interruption: z.string().nullable(),
        collidesWith: z.array(caseCode),
      }),
    ),
  }),
  problems: ['not-permitted', 'invalid-request'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { findingView, knownErrorView } from './incidents.ts';
import { caseCode, day, instant, text } from './words.ts';
import { personal, worker as person } from './personal.ts';

/** Statuses of a problem (PROCESSES P4). */
export const PROBLEM_STATUSES = ['registered', 'investigating', 'deferred', 'cause-found', 'known-error', 'waiting-change', 'solved', 'closed'] as const;
export const PROBLEM_SOURCES = ['incident', 'likeness', 'trend', 'prevention', 'manual'] as const;
export const PROBLEM_CATEGORIES = ['software', 'equipment', 'data', 'process', 'people', 'supplier'] as const;
/** Where what was learnt goes (P4.6). */
export const ACTION_GOALS = ['change', 'improvement', 'knowledge'] as const;
export const PROBLEM_LISTS = ['open', 'known-errors', 'waiting', 'closed', 'all'] as const;

const service = z.object({ id: z.string(), title: text });
const problemId = z.object({ problemId: z.uuid() });
const words = (most: number) => z.string().trim().min(3).max(most);

export const problemLine = z
  .object({
    id: z.uuid(),
    code: caseCode,
    subject: personal(z.string().nullable()),
    service: service.nullable(),
    agency: z.object({ id: z.string(), title: text }),
    status: z.enum(PROBLEM_STATUSES),
    source: z.enum(PROBLEM_SOURCES),
    category: z.enum(PROBLEM_CATEGORIES).nullable(),
    priority: z.number().int().min(1).max(4),
    significant: z.boolean(),
    owner: person.nullable(),
    incidents: z.number().int(),
    hasWorkaround: z.boolean(),
    reviewOn: day.nullable(),
    raisedAt: instant,
  })
  .meta({ id: 'ProblemLine' });

export const problemView = problemLine
  .extend({
    items: z.array(z.string()),
    /** Those of its items that the register of P6 has. */
    registered: z.array(z.object({ id: z.uuid(), identifier: z.string(), name: z.string() })),
    cause: z.string().nullable(),
    solution: z.string().nullable(),
    risk: z.string().nullable(),
    measure: z.string().nullable(),
    deferredReason: z.string().nullable(),
    causeFoundAt: instant.nullable(),
    solvedAt: instant.nullable(),
    closedAt: instant.nullable(),
    knownError: knownErrorView.nullable(),
    linked: z.array(z.object({ id: z.uuid(), code: caseCode, subject: personal(z.string().nullable()), state: z.string(), registeredAt: instant })),
    findings: z.array(findingView),
    /** The change it has asked for, how that ended, and how many like incidents have come since. */
    change: z
      .object({ id: z.uuid(), code: caseCode, endedAt: instant.nullable(), outcome: z.string().nullable(), incidentsSince: z.number().int().nullable() })
      .nullable(),
    review: z.object({ words: z.string(), by: person.nullable(), at: instant }).nullable(),
    actions: z.array(
      z.object({ id: z.uuid(), what: z.string(), owner: person, dueOn: day, goesTo: z.enum(ACTION_GOALS), doneAt: instant.nullable() }),
    ),
    may: z.array(z.enum(['note', 'link', 'resume', 'own', 'finish-action'])),
    version: z.int32(),
  })
  .meta({ id: 'ProblemRecord' });

const page = { cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) };

export const listProblems = endpoint({
  method: 'get',
  path: '/api/problems',
  summary: 'The register of problems, as far as one may see it (P4)',
  tag: 'problems',
  access: 'signed-in',
  query: z.object({ list: z.enum(PROBLEM_LISTS).default('open'), ...page }),
  reply: z.object({ problems: z.array(problemLine), next: z.string().nullable(), counts: z.record(z.enum(PROBLEM_STATUSES), z.number().int()) }),
  problems: ['not-permitted', 'invalid-request'],
});

export const getProblem = endpoint({
  method: 'get',
  path: '/api/problems/:problemId',
  summary: 'One problem with its incidents, findings, known error, change and review',
  tag: 'problems',
  access: 'signed-in',
  params: problemId,
  reply: problemView,
  problems: ['not-found', 'not-permitted'],
});

export const raiseProblem = endpoint({
  method: 'post',
  path: '/api/problems',
  summary: 'Raise a problem by hand: of a cause one knows, of a trend, or of a risk before anything has happened (P4.3)',
  tag: 'problems',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z.object({
    subject: words(1000),
    serviceId: z.string().nullable().default(null),
    source: z.enum(['manual', 'prevention', 'trend']).default('manual'),
    risk: words(2000).nullable().default(null),
    measure: words(2000).nullable().default(null),
    items: z.array(z.string().trim().min(1).max(100)).max(20).default([]),
  }),
  reply: z.object({ id: z.uuid(), code: caseCode }),
  problems: ['not-permitted', 'not-found', 'invalid-request', 'key-reused'],
});

export const linkProblemIncident = endpoint({
  method: 'post',
  path: '/api/problems/:problemId/incidents',
  summary: 'This incident comes of that problem; by its code',
  tag: 'problems',
  access: 'signed-in',
  params: problemId,
  idempotent: true,
  status: 201,
  body: z.object({ code: caseCode }),
  reply: z.object({ id: z.uuid() }),
  problems: ['not-found', 'not-permitted', 'already-done', 'invalid-request', 'state-conflict', 'key-reused'],
});

export const unlinkProblemIncident = endpoint({
  method: 'delete',
  path: '/api/problems/:problemId/incidents/:incidentId',
  summary: 'That incident does not come of it',
  tag: 'problems',
  access: 'signed-in',
  params: z.object({ problemId: z.uuid(), incidentId: z.uuid() }),
  status: 204,
  problems: ['not-found', 'not-permitted', 'state-conflict'],
});

export const resumeProblem = endpoint({
  method: 'post',
  path: '/api/problems/:problemId/resumption',
  summary: 'Look at it before its review day: a deferred problem is investigated again, an accepted known error is judged again',
  tag: 'problems',
  access: 'signed-in',
  params: problemId,
  idempotent: true,
  status: 201,
  reply: z.object({ id: z.uuid() }),
  problems: ['not-found', 'not-permitted', 'state-conflict', 'key-reused'],
});

export const ownProblem = endpoint({
  method: 'put',
  path: '/api/problems/:problemId/owner',
  summary: 'I own this problem from now on',
  tag: 'problems',
  access: 'signed-in',
  params: problemId,
  body: z.object({ version: z.int32() }),
  reply: z.object({ version: z.int32() }),
  problems: ['not-found', 'not-permitted', 'state-conflict'],
});

export const finishProblemAction = endpoint({
  method: 'put',
  path: '/api/problems/:problemId/actions/:actionId/done',
  summary: 'What the review asked for is done (P4.6)',
  tag: 'problems',
  access: 'signed-in',
  params: z.object({ problemId: z.uuid(), actionId: z.uuid() }),
  status: 204,
  problems: ['not-found', 'not-permitted', 'already-done'],
});

export const listKnownErrors = endpoint({
  method: 'get',
  path: '/api/known-errors',
  summary: 'The list of known errors with their workarounds (P4.2)',
  tag: 'problems',
  access: 'signed-in',
  query: z.object({ withdrawn: z.enum(['no', 'yes']).default('no'), ...page }),
  reply: z.object({ knownErrors: z.array(knownErrorView), next: z.string().nullable() }),
  problems: ['not-permitted', 'invalid-request'],
});

export const matchKnownErrors = endpoint({
  method: 'post',
  path: '/api/known-errors/matches',
  summary: 'While somebody describes a trouble: known errors it may be (POST, because the words may be personal)',
  tag: 'problems',
  access: 'signed-in',
  body: z.object({ text: z.string().max(10_000), serviceId: z.string().nullable().default(null) }),
  reply: z.object({ matches: z.array(knownErrorView) }),
  problems: ['not-permitted'],
});

export const proposalView = z
  .object({
    id: z.uuid(),
    agency: z.object({ id: z.string(), title: text }),
    state: z.enum(['open', 'accepted', 'dismissed']),
    /** What they have in common, and by which rule that was found. */
    why: z.object({
      service: service.nullable(),
      items: z.array(z.string()),
      words: z.array(z.string()),
      from: instant,
      to: instant,
      rule: z.object({
        serviceWeight: z.number(),
        itemWeight: z.number(),
        wordsWeight: z.number(),
        timeWeight: z.number(),
        threshold: z.number(),
        days: z.number().int(),
        smallest: z.number().int(),
      }),
    }),
    incidents: z.array(
      z.object({ id: z.uuid(), code: caseCode, subject: personal(z.string().nullable()), registeredAt: instant, state: z.string(), score: z.number() }),
    ),
    madeAt: instant,
    decidedBy: person.nullable(),
    decidedAt: instant.nullable(),
    reason: z.string().nullable(),
    problem: z.object({ id: z.uuid(), code: caseCode }).nullable(),
    may: z.array(z.enum(['decide'])),
    version: z.int32(),
  })
  .meta({ id: 'ProblemProposal' });

export const listProposals = endpoint({
  method: 'get',
  path: '/api/problem-proposals',
  summary: 'Like incidents that have been gathered: is it a problem? (M6)',
  tag: 'problems',
  access: 'signed-in',
  query: z.object({ state: z.enum(['open', 'accepted', 'dismissed']).default('open'), ...page }),
  reply: z.object({ proposals: z.array(proposalView), next: z.string().nullable() }),
  problems: ['not-permitted', 'invalid-request'],
});

export const acceptProposal = endpoint({
  method: 'post',
  path: '/api/problem-proposals/:proposalId/acceptance',
  summary: 'Yes: a problem is raised with these incidents',
  tag: 'problems',
  access: 'signed-in',
  params: z.object({ proposalId: z.uuid() }),
  idempotent: true,
  status: 201,
  body: z.object({ version: z.int32(), subject: words(1000) }),
  reply: z.object({ id: z.uuid(), code: caseCode }),
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'key-reused'],
});

export const dismissProposal = endpoint({
  method: 'post',
  path: '/api/problem-proposals/:proposalId/dismissal',
  summary: 'No, and why: these incidents are not proposed again',
  tag: 'problems',
  access: 'signed-in',
  params: z.object({ proposalId: z.uuid() }),
  idempotent: true,
  status: 201,
  body: z.object({ version: z.int32(), reason: words(2000) }),
  reply: z.object({ id: z.uuid() }),
  problems: ['not-found', 'not-permitted', 'already-done', 'state-conflict', 'key-reused'],
});

const counted = z.object({ now: z.number().int(), before: z.number().int() });

export const trendReport = z
  .object({
    id: z.uuid(),
    agency: z.object({ id: z.string(), title: text }),
    period: z.string(),
    madeAt: instant,
    madeBy: person.nullable(),
    /** Incidents of the month beside those of the month before (P4.4). */
    incidents: counted,
    byService: z.array(counted.extend({ service: service.nullable() })),
    byItem: z.array(counted.extend({ item: z.string() })),
    bySymptom: z.array(counted.extend({ symptom: z.string() })),
    byCause: z.array(counted.extend({ category: z.string() })),
    /** What management is told (P4.5). */
    management: z.object({
      openProblems: z.number().int(),
      /** By age: under a month, one to three months, more. */
      openByAge: z.tuple([z.number().int(), z.number().int(), z.number().int()]),
      withWorkaround: z.number().int(),
      solved: z.number().int(),
      foundBeforeIncidents: z.number().int(),
      major: z.number().int(),
      repeated: z.number().int(),
      minutesToRestore: z.number().nullable(),
      daysToCause: z.number().nullable(),
    }),
    conclusion: z.object({ words: z.string(), by: person.nullable(), at: instant }).nullable(),
    may: z.array(z.enum(['conclude'])),
  })
  .meta({ id: 'TrendReport' });

export const listTrends = endpoint({
  method: 'get',
  path: '/api/problem-trends',
  summary: 'Trends of the agency, the newest month first (P4.4, P4.5)',
  tag: 'problems',
  access: 'signed-in',
  reply: z.object({ reports: z.array(trendReport), mayMake: z.boolean() }),
  problems: ['not-permitted'],
});

export const makeTrends = endpoint({
  method: 'post',
  path: '/api/problem-trends',
  summary: 'Reckon the trends of a month now; of the month that is running as far as it has come',
  tag: 'problems',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z.object({ period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
  reply: z.object({ id: z.uuid() }),
  problems: ['not-permitted', 'invalid-request', 'key-reused'],
});

export const concludeTrends = endpoint({
  method: 'put',
  path: '/api/problem-trends/:reportId/conclusion',
  summary: 'What follows from these trends',
  tag: 'problems',
  access: 'signed-in',
  params: z.object({ reportId: z.uuid() }),
  body: z.object({ words: words(4000) }),
  status: 204,
  problems: ['not-found', 'not-permitted'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { PURPOSES, UNITS } from './terms.ts';
import { caseCode, day, instant, kind, text } from './words.ts';
import { worker as person } from './personal.ts';

/**
 * What is measured of a service (P10.7). `on-time`: per cent of ended cases that ended within their term; `first-line`: per cent that
 * level 1 ended; `days-to-close`: mean days of the calendar; `satisfaction`: mean rating, 1 to 5; `disputed`: per cent of ratings that
 * dispute the result.
 */
export const PARAMETERS = ['on-time', 'first-line', 'days-to-close', 'satisfaction', 'disputed'] as const;
export const parameter = z.enum(PARAMETERS);
export type Parameter = z.output<typeof parameter>;
/** The less of these the better. */
export const FALLING: readonly Parameter[] = ['days-to-close', 'disputed'];
/** What a target of each may be. */
export const RANGES: Record<Parameter, readonly [least: number, most: number]> = {
  'on-time': [0, 100],
  'first-line': [0, 100],
  'days-to-close': [0, 2000],
  satisfaction: [1, 5],
  disputed: [0, 100],
};
export const AGREEMENT_TYPES = ['client', 'provider', 'partner'] as const;
export const DEMAND_SOURCES = ['application', 'feedback', 'survey', 'other'] as const;

const id = z.uuid();
const words = (most: number) => z.string().trim().min(3).max(most);
const value = z.number().min(0).max(2000);
const service = z.object({ id: z.string(), title: text });
const decided = { reason: z.string().nullable(), decidedBy: person.nullable(), decidedAt: instant.nullable() };
const made = { madeBy: person, madeAt: instant };

export const requirementView = z
  .object({
    ...{ id, service: service.nullable(), parameter, asked: value, offered: value.nullable(), source: z.string() },
    ...{ state: z.enum(['asked', 'offered', 'agreed', 'refused']), ...decided, ...made },
    may: z.array(z.enum(['offer', 'agree', 'refuse', 'plan'])),
  })
  .meta({ id: 'LevelRequirement' });

export const targetView = z
  .object({
    ...{ id, service: service.nullable(), parameter, target: value, means: z.string(), validFrom: day, validTo: day.nullable(), reviewOn: day },
    /** Its review day has come. */
    reviewDue: z.boolean(),
    endReason: z.string().nullable(),
    ...made,
    may: z.array(z.enum(['end'])),
  })
  .meta({ id: 'LevelTarget' });

/** A time that an agreement promises; it becomes a dated term of the agency (P10.5). */
const agreedTerm = z.object({
  purpose: z.enum(PURPOSES),
  serviceId: z.string().nullable(),
  kind: kind.nullable(),
  priority: z.number().int().min(1).max(4).nullable(),
  amount: z.number().int().min(1).max(2000),
  unit: z.enum(UNITS),
});

export const agreementView = z
  .object({
    ...{ id, type: z.enum(AGREEMENT_TYPES), title: z.string(), party: z.string(), validFrom: day, validTo: day.nullable(), terms: z.array(agreedTerm) },
    state: z.enum(['draft', 'agreed', 'refused', 'ended']),
    /** Who agreed for the other side. */
    agreedWith: z.string().nullable(),
    ...decided,
    ...made,
    may: z.array(z.enum(['agree', 'refuse', 'end'])),
  })
  .meta({ id: 'LevelAgreement' });

export const demandView = z
  .object({
    ...{ id, need: z.string(), source: z.enum(DEMAND_SOURCES), case: z.object({ id, code: caseCode }).nullable() },
    ...{ state: z.enum(['open', 'accepted', 'declined']), ...decided, ...made },
    /** The change request a new service was asked for with (M23). */
    change: z.object({ id, code: caseCode }).nullable(),
    may: z.array(z.enum(['accept', 'change', 'decline'])),
  })
  .meta({ id: 'ServiceDemand' });

export const improvementView = z
  .object({
    ...{ id, area: z.string(), reason: z.string(), state: z.enum(['chosen', 'done', 'dropped']), result: z.string().nullable(), endedAt: instant.nullable() },
    ...made,
    may: z.array(z.enum(['end'])),
  })
  .meta({ id: 'Improvement' });

const agency = z.object({ id: z.string(), title: text });
const of = z.object({ agency: z.string().optional() });

export const getServiceLevels = endpoint({
  method: 'get',
  path: '/api/service-levels',
  summary: 'Service levels of an agency: requirements, quality plan, agreements, demand, improvements; the newest of each (P10)',
  tag: 'service-levels',
  access: 'signed-in',
  query: of,
  reply: z.object({
    agency,
    services: z.array(service),
    requirements: z.array(requirementView),
    targets: z.array(targetView),
    agreements: z.array(agreementView),
    demands: z.array(demandView),
    improvements: z.array(improvementView),
    /** Where demand shows (P10.2): cases of 90 days that no service is given for, and services people rated low. */
    signs: z.object({
      withoutService: z.array(z.object({ kind, count: z.number().int() })),
      ratedLow: z.array(z.object({ service: service.nullable(), rating: z.number(), count: z.number().int() })),
    }),
    may: z.array(z.enum(['keep', 'demand'])),
  }),
  problems: ['not-permitted'],
});

const kept = ['not-permitted', 'invalid-form', 'invalid-request', 'key-reused'] as const;
const act = <Path extends `/api/${string}`, Body extends z.ZodType>(path: Path, summary: string, body: Body) =>
  endpoint({ method: 'post', path, summary, tag: 'service-levels', access: 'signed-in', idempotent: true, status: 201, body, reply: z.object({ id }), problems: [...kept, 'not-found'] as const });
const decide = <Path extends `/api/${string}`, Body extends z.ZodType>(path: Path, summary: string, body: Body) =>
  endpoint({
    ...{ method: 'post', path, summary, tag: 'service-levels', access: 'signed-in', idempotent: true, status: 201 },
    ...{ params: z.object({ id }), body, reply: z.object({ id }), problems: [...kept, 'not-found', 'state-conflict'] as const },
  });

export const addRequirement = act(
  '/api/service-levels/requirements',
  'A level somebody asks for (P10.3)',
  z.object({ serviceId: z.string().nullable(), parameter, asked: value, source: words(500) }),
);
export const decideRequirement = decide(
  '/api/service-levels/requirements/:id/decisions',
  'What can be offered; then agreed, or refused, with why (P10.3)',
  z.object({ decision: z.enum(['offer', 'agree', 'refuse']), offered: value.nullable().default(null), reason: words(2000) }),
);
const addTargetOf = act(
  '/api/service-levels/targets',
  'A target of the quality plan, from a day on, and by what it is to be reached (P10.4); the one before ends',
  z.object({ ...{ serviceId: z.string().nullable(), parameter, target: value, means: words(2000) }, ...{ requirementId: id.nullable().default(null), validFrom: day, reviewOn: day } }),
);
/** state-conflict: of a requirement that nobody has agreed to. */
export const addTarget = endpoint({ ...addTargetOf, problems: [...addTargetOf.problems, 'state-conflict'] as const });
export const endTarget = decide('/api/service-levels/targets/:id/end', 'A target ends today, with why', z.object({ reason: words(2000) }));
export const addAgreement = act(
  '/api/service-levels/agreements',
  'A draft of a level agreement with a client, a provider or a partner (P10.5)',
  z.object({
    ...{ type: z.enum(AGREEMENT_TYPES), title: words(300), party: words(300), validFrom: day, validTo: day.nullable().default(null) },
    terms: z.array(agreedTerm).max(50),
  }),
);
export const decideAgreement = decide(
  '/api/service-levels/agreements/:id/decisions',
  'Agreed: its times become dated terms; refused; or ended, with why (P10.5)',
  z.object({ decision: z.enum(['agree', 'refuse', 'end']), agreedWith: z.string().trim().max(300).nullable().default(null), reason: words(2000) }),
);
export const addDemand = act(
  '/api/service-levels/demands',
  'A service people need and nobody gives (P10.2)',
  z.object({ need: words(2000), source: z.enum(DEMAND_SOURCES), caseCode: caseCode.nullable().default(null) }),
);
export const decideDemand = decide(
  '/api/service-levels/demands/:id/decisions',
  'Worth it: a level is required for it (P10.3), or a change is asked for (M23, P5.1); or not, with why (P10.2)',
  z.object({ decision: z.enum(['accept', 'change', 'decline']), reason: words(2000) }),
);
export const endImprovement = decide(
  '/api/service-levels/improvements/:id/end',
  'An improvement is done, or dropped, with what came of it',
  z.object({ decision: z.enum(['done', 'dropped']), result: words(2000) }),
);

const fact = z.object({ parameter, value: z.number().nullable(), count: z.number().int() });
export const breachView = z
  .object({
    ...{ id, service: service.nullable(), parameter, target: value, fact: z.number() },
    ...{ state: z.enum(['open', 'improvement', 'problem', 'accepted']), words: z.string().nullable(), problemId: id.nullable() },
    ...{ decidedBy: person.nullable(), decidedAt: instant.nullable() },
    may: z.array(z.enum(['improvement', 'problem', 'accept'])),
  })
  .meta({ id: 'LevelBreach' });

export const levelReport = z
  .object({
    ...{ id, period: z.string(), madeAt: instant, madeBy: person.nullable() },
    /** Target against fact; `value` null where nothing was to be measured. */
    targets: z.array(z.object({ service: service.nullable(), parameter, target: value, fact: z.number().nullable(), count: z.number().int(), met: z.boolean().nullable() })),
    /** What was measured, service by service; null = all of the agency. */
    services: z.array(z.object({ service: service.nullable(), closed: z.number().int(), rated: z.number().int(), facts: z.array(fact) })),
    breaches: z.array(breachView),
    conclusion: z.object({ words: z.string(), by: person.nullable(), at: instant }).nullable(),
    may: z.array(z.enum(['conclude'])),
  })
  .meta({ id: 'LevelReport' });

export const listLevelReports = endpoint({
  method: 'get',
  path: '/api/service-levels/reports',
  summary: 'Levels of the last months against their targets, and what followed from breaches (P10.6, P10.7)',
  tag: 'service-levels',
  access: 'signed-in',
  query: of,
  reply: z.object({ reports: z.array(levelReport), may: z.array(z.enum(['make'])) }),
  problems: ['not-permitted'],
});
export const makeLevelReport = act(
  '/api/service-levels/reports',
  'The report of a month, made now; made again, its figures are those of now (P10.7)',
  z.object({ period: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
);
export const concludeLevels = decide('/api/service-levels/reports/:id/conclusion', 'What follows from a report', z.object({ words: words(4000) }));
export const decideBreach = decide(
  '/api/service-levels/breaches/:id/decisions',
  'What follows from a breach: an improvement (P12.6), a problem (P4), or nothing, with why (P10.7)',
  z.object({ decision: z.enum(['improvement', 'problem', 'accept']), words: words(2000) }),
);

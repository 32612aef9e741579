import { z } from 'zod';
import { planData } from './configuration-plan.ts';
import { endpoint } from './endpoint.ts';
import { caseCode, day, instant, status as caseStatus, text } from './words.ts';
import { official } from './personal.ts';

/** Statuses of an item (P6.4): Plānota, Lietošanā, Nav pieejama, Izņemta no lietošanas. */
export const ITEM_STATUSES = ['planned', 'in-use', 'unavailable', 'retired'] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];
/** What may stand behind a status, beside an approved change: something that happened and was recorded. */
export const ITEM_EVENTS = ['incident', 'monitoring', 'audit-finding'] as const;

const why = z.string().trim().min(3).max(1000);
export const identifier = z.string().trim().min(1).max(80);
const agency = z.object({ id: z.string(), title: text });
const itemId = z.object({ itemId: z.uuid() });
const agencyParam = z.object({ agencyId: z.string().min(1).max(60) });
const slugKey = z.string().min(1).max(60);

// ── P6.1 plan ──────────────────────────────────────────────────────────────────────────────────────────────────────

const planView = z
  .object({
    agency,
    /** 0 = the typical plan, which holds until the agency makes its own. */
    version: z.int32(),
    validFrom: day.nullable(),
    changedBy: official(z.string().nullable()),
    why: z.string().nullable(),
    data: planData,
    versions: z.array(z.object({ version: z.int32(), validFrom: day, by: official(z.string()), at: instant, why: z.string() })),
    mayChange: z.boolean(),
  })
  .meta({ id: 'ConfigurationPlanView' });

export const getConfigurationPlan = endpoint({
  method: 'get',
  path: '/api/configuration/plans/:agencyId',
  summary: 'P6.1: types, attributes, relations, identifiers and depth of an agency’s items, on a day',
  tag: 'configuration',
  access: 'signed-in',
  params: agencyParam,
  query: z.object({ on: day.optional() }),
  reply: planView,
  problems: ['not-found', 'not-permitted'],
});

export const changeConfigurationPlan = endpoint({
  method: 'post',
  path: '/api/configuration/plans/:agencyId',
  summary: 'P6.1: another plan from a day on; refused where items there are would no longer fit',
  tag: 'configuration',
  access: 'signed-in',
  params: agencyParam,
  idempotent: true,
  status: 201,
  body: z.object({ data: planData, validFrom: day, why, version: z.int32() }),
  reply: z.object({ version: z.int32() }),
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict', 'key-reused'],
});

// ── items ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What stands in lists and graphs. */
export const itemLine = z
  .object({
    id: z.uuid(),
    identifier: z.string(),
    name: z.string(),
    agency,
    type: z.object({ id: z.string(), title: text }),
    status: z.enum(ITEM_STATUSES),
    owner: z.string().nullable(),
    services: z.array(z.object({ id: z.string(), title: text })),
  })
  .meta({ id: 'ConfigurationItemLine' });

const related = z.object({ type: z.string(), words: text, item: itemLine });

export const itemView = itemLine
  .extend({
    release: z.string().nullable(),
    attributes: z.record(z.string(), z.unknown()),
    /** What this item says of others ("depends on"), and what others say of it ("is used by"). */
    relations: z.array(related),
    relatedBy: z.array(related),
    since: instant,
    statusSince: instant,
    version: z.int32(),
    /** The plan of its agency today: what may be put in. */
    plan: planData,
    may: z.array(z.enum(['edit', 'change-status', 'act-on-cases'])),
  })
  .meta({ id: 'ConfigurationItem' });

/** What people write of an item, but for its status. */
export const itemContent = z.object({
  identifier,
  name: z.string().trim().min(1).max(200),
  type: slugKey,
  owner: z.string().trim().max(200).nullable(),
  release: z.string().trim().max(80).nullable(),
  attributes: z.record(slugKey, z.unknown()),
  services: z.array(slugKey).max(100),
  relations: z.array(z.object({ type: slugKey, to: identifier })).max(300),
});
export type ItemContent = z.output<typeof itemContent>;

/** What a status rests on: an approved change, by its case code, or a recorded event. */
export const ground = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('change'), code: caseCode, reason: why.nullable().default(null) }),
    z.object({
      kind: z.literal('event'),
      event: z.enum(ITEM_EVENTS),
      /** Case of the incident, where there is one. */ code: caseCode.nullable().default(null),
      reason: why,
    }),
  ])
  .meta({ id: 'ConfigurationGround' });
export type Ground = z.output<typeof ground>;

/** What a person may look for: what lacks an owner or a service is a measure of P6. */
export const ITEM_LACKS = ['owner', 'service'] as const;

const filter = z.object({
  q: z.string().trim().max(100).optional(),
  agency: slugKey.optional(),
  type: slugKey.optional(),
  status: z.enum(ITEM_STATUSES).optional(),
  service: slugKey.optional(),
  lacks: z.enum(ITEM_LACKS).optional(),
});

export const listItems = endpoint({
  method: 'get',
  path: '/api/configuration/items',
  summary: 'Configuration items, by identifier',
  tag: 'configuration',
  access: 'signed-in',
  query: filter.extend({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
  reply: z.object({ items: z.array(itemLine), next: z.string().nullable(), counts: z.record(z.enum(ITEM_STATUSES), z.number().int()) }),
  problems: ['not-permitted', 'invalid-request'],
});

export const registerItem = endpoint({
  method: 'post',
  path: '/api/configuration/items',
  summary: 'P6.3: register an item; it is planned until a change or an event says otherwise',
  tag: 'configuration',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: itemContent.extend({ why: why.nullable().default(null) }),
  reply: z.object({ id: z.uuid() }),
  problems: ['not-permitted', 'invalid-form', 'key-reused'],
});

export const getItem = endpoint({
  method: 'get',
  path: '/api/configuration/items/:itemId',
  summary: 'M16: an item with its relations and services',
  tag: 'configuration',
  access: 'signed-in',
  params: itemId,
  reply: itemView,
  problems: ['not-found', 'not-permitted'],
});

export const editItem = endpoint({
  method: 'put',
  path: '/api/configuration/items/:itemId',
  summary: 'P6.6: correct or update an item; old and new values are kept with the reason',
  tag: 'configuration',
  access: 'signed-in',
  params: itemId,
  body: itemContent.extend({ why, /** The finding of an audit that this corrects. */ findingId: z.uuid().nullable().default(null), version: z.int32() }),
  reply: z.object({ version: z.int32(), changed: z.array(z.string()) }),
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict'],
});

export const changeItemStatus = endpoint({
  method: 'post',
  path: '/api/configuration/items/:itemId/statuses',
  summary: 'P6.4, M15: another status, by an approved change or a recorded event only',
  tag: 'configuration',
  access: 'signed-in',
  params: itemId,
  idempotent: true,
  status: 201,
  body: z.object({ status: z.enum(ITEM_STATUSES), ground, version: z.int32() }),
  reply: z.object({ version: z.int32() }),
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict', 'key-reused'],
});

export const listItemHistory = endpoint({
  method: 'get',
  path: '/api/configuration/items/:itemId/history',
  summary: 'Every change of every field, the newest first: old, new, who, when, why, and on what ground',
  tag: 'configuration',
  access: 'signed-in',
  params: itemId,
  reply: z.object({
    entries: z.array(
      z.object({
        field: z.string(),
        old: z.unknown().nullable(),
        new: z.unknown().nullable(),
        by: official(z.string()),
        at: instant,
        why: z.string().nullable(),
        ground: z
          .object({ kind: z.enum(['change', 'event', 'import', 'audit']), event: z.enum(ITEM_EVENTS).nullable(), code: z.string().nullable() })
          .nullable(),
      }),
    ),
  }),
  problems: ['not-found', 'not-permitted'],
});

// ── graph and impact ───────────────────────────────────────────────────────────────────────────────────────────────

/** As many as can be looked at; what is beyond is counted. */
export const GRAPH_MOST = 400;

const node = itemLine.extend({ /** Steps from the item one looks from. */ depth: z.number().int() });
const edge = z.object({
  from: z.uuid(),
  to: z.uuid(),
  type: z.string(),
  words: z.object({ out: text, back: text }),
  impact: z.enum(['to-source', 'to-target', 'none']),
});

export const getItemGraph = endpoint({
  method: 'get',
  path: '/api/configuration/items/:itemId/graph',
  summary: 'What an item is related to: all around it, what it hits when it is down, or what hits it',
  tag: 'configuration',
  access: 'signed-in',
  params: itemId,
  query: z.object({ way: z.enum(['around', 'hits', 'hit-by']).default('around'), depth: z.coerce.number().int().min(1).max(50).default(3) }),
  reply: z.object({ nodes: z.array(node), edges: z.array(edge), total: z.number().int() }).meta({ id: 'ConfigurationGraph' }),
  problems: ['not-found', 'not-permitted'],
});

const hitCase = z.object({
  id: z.uuid(),
  code: z.string(),
  service: z.object({ id: z.string(), title: text }).nullable(),
  status: caseStatus,
  /** `now`: it stands at a step that needs an item hit. `ahead`: it will need one. */
  when: z.enum(['now', 'ahead']),
  dueAt: instant.nullable(),
  /** Where the clock would be paused for the institution until the day asked for; null = the term does not allow it, or nothing is asked. */
  newDueAt: instant.nullable(),
  mayPause: z.boolean(),
});

/** As many at once as one may act on (FIELD F10). */
export const HIT_PAGE_MOST = 1000;

export const getItemImpact = endpoint({
  method: 'get',
  path: '/api/configuration/items/:itemId/impact',
  summary: 'FIELD M7: what an item that is down hits: items, services, running cases, people; `until` = their new dates',
  tag: 'configuration',
  access: 'signed-in',
  params: itemId,
  query: z.object({ until: day.optional() }),
  reply: z
    .object({
      items: z.array(node),
      services: z.array(
        z.object({
          id: z.string(),
          title: text,
          holder: agency,
          cases: z.number().int(),
          /** Identifiers of the items through which it is hit. */ through: z.array(z.string()),
        }),
      ),
      cases: z.number().int(),
      people: z.number().int(),
      /** Those of them the one who asks may see: the first hundred by their date. */
      shown: z.array(hitCase),
      mine: z.number().int(),
    })
    .meta({ id: 'ConfigurationImpact' }),
  problems: ['not-found', 'not-permitted'],
});

export const listHitCases = endpoint({
  method: 'get',
  path: '/api/configuration/items/:itemId/impact/cases',
  summary: 'Ids of the cases hit that one may see, by their date: for pausing and telling in bulk',
  tag: 'configuration',
  access: 'signed-in',
  params: itemId,
  query: z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(HIT_PAGE_MOST).default(HIT_PAGE_MOST) }),
  reply: z.object({ caseIds: z.array(z.uuid()), next: z.string().nullable() }),
  problems: ['not-found', 'not-permitted', 'invalid-request'],
});

// ── P6.2, P6.3 services ────────────────────────────────────────────────────────────────────────────────────────────

export const listServiceItems = endpoint({
  method: 'get',
  path: '/api/configuration/services',
  summary: 'P6.2, P6.3: each service with the items it rests on, those its diagram names that nobody has registered, and whether it may go live',
  tag: 'configuration',
  access: 'signed-in',
  query: z.object({ agency: slugKey.optional() }),
  reply: z.object({
    services: z.array(
      z.object({
        id: z.string(),
        title: text,
        holder: agency,
        items: z.array(itemLine),
        /** Named by a step of its diagram: which step, and whether it is registered. */
        named: z.array(z.object({ identifier: z.string(), steps: z.array(text), item: itemLine.nullable() })),
        /** Why it may not go live with the agency's setting; none = it may. */
        lacks: z.array(z.enum(['no-items', 'not-registered', 'not-in-use'])),
        needsItems: z.boolean(),
      }),
    ),
  }),
  problems: ['not-permitted'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, instant } from './words.ts';

/** Words separated by commas: any of them. In the address of a page they look the same. */
const wordsUpTo = (length: number) =>
  z
    .string()
    .max(length)
    .regex(/^[\w@.:-]+(,[\w@.:-]+)*$/);
const words = wordsUpTo(1000);

/** What a list of tasks or cases can be narrowed to. Dates are days in Riga, both included. Text: words of subject and description, in any form. */
export const FILTER = {
  kind: words.optional(),
  /** Some people have hundreds of services. */
  service: wordsUpTo(10_000).optional(),
  status: words.optional(),
  priority: z
    .string()
    .regex(/^[1-4](,[1-4])*$/)
    .optional(),
  channel: words.optional(),
  team: words.optional(),
  /** User ids; `nobody` = given to nobody. */
  assignee: words.optional(),
  /** What the case waits for: client, partner, payment, institution, date. */
  waits: words.optional(),
  dueFrom: day.optional(),
  dueTo: day.optional(),
  submittedFrom: day.optional(),
  submittedTo: day.optional(),
  overdue: z.enum(['yes', 'no']).optional(),
  escalated: z.enum(['yes', 'no']).optional(),
  /** Cases of one client. */
  client: z.uuid().optional(),
  text: z.string().trim().max(100).optional(),
};
export const workFilter = z.object(FILTER).meta({ id: 'WorkFilter' });
export type WorkFilter = z.output<typeof workFilter>;
export const FILTER_NAMES = Object.freeze([
  'kind',
  'service',
  'status',
  'priority',
  'channel',
  'team',
  'assignee',
  'waits',
  'dueFrom',
  'dueTo',
  'submittedFrom',
  'submittedTo',
  'overdue',
  'escalated',
  'client',
  'text',
] as const) satisfies readonly (keyof WorkFilter)[];

/** Orders of tasks. Work due first comes first unless somebody wants it otherwise. */
export const TASK_SORTS = ['due', 'age', 'newest', 'priority', 'code', 'service'] as const;
/** Orders of cases. `closed`: the last closed first. */
export const CASE_SORTS = ['due', 'age', 'newest', 'priority', 'code', 'service', 'closed'] as const;

export const TASK_QUEUES = ['mine', 'team', 'unassigned', 'overdue', 'handed-over', 'all'] as const;
export const CASE_QUEUES = ['open', 'overdue', 'waiting', 'closed', 'all'] as const;
/** What the side list counts: queues of tasks, and cases that wait for somebody. */
export const COUNTED_QUEUES = ['mine', 'team', 'unassigned', 'waiting', 'overdue', 'handed-over', 'all'] as const;

export const TASK_COLUMNS = [
  'code',
  'what',
  'client',
  'assignee',
  'due',
  'priority',
  'status',
  'channel',
  'kind',
  'team',
  'submitted',
  'created',
  'waits',
] as const;
export const CASE_COLUMNS = [
  'code',
  'what',
  'client',
  'status',
  'due',
  'agency',
  'priority',
  'channel',
  'kind',
  'team',
  'submitted',
  'closed',
  'waits',
] as const;
export const DEFAULT_COLUMNS = { tasks: ['code', 'what', 'client', 'assignee', 'due'], cases: ['code', 'what', 'client', 'status', 'due', 'agency'] } as const;

const column = z.object({
  id: z.enum([...new Set([...TASK_COLUMNS, ...CASE_COLUMNS])]),
  /** Width in pixels; absent = as wide as there is room. */ width: z.number().int().min(40).max(1000).optional(),
});

/** A list as somebody wants to see it. */
export const viewDefinition = z
  .discriminatedUnion('of', [
    z.object({ of: z.literal('tasks'), queue: z.enum(TASK_QUEUES), sort: z.enum(TASK_SORTS), filter: workFilter, columns: z.array(column).min(1).max(13) }),
    z.object({ of: z.literal('cases'), queue: z.enum(CASE_QUEUES), sort: z.enum(CASE_SORTS), filter: workFilter, columns: z.array(column).min(1).max(13) }),
  ])
  .meta({ id: 'ViewDefinition' });
export type ViewDefinition = z.output<typeof viewDefinition>;

export const savedView = z
  .object({
    id: z.uuid(),
    /** Mine, or my team's. */
    owner: z.enum(['user', 'team']),
    name: z.string(),
    definition: viewDefinition,
    position: z.number().int(),
    isDefault: z.boolean(),
    version: z.int32(),
    /** What I may do with it. */
    may: z.array(z.enum(['change', 'remove'])),
  })
  .meta({ id: 'SavedView' });

const viewId = z.object({ viewId: z.uuid() });
const name = z.string().trim().min(1).max(60);

export const listViews = endpoint({
  method: 'get',
  path: '/api/views',
  summary: 'My views and those of my team, in their order',
  tag: 'lists',
  access: 'signed-in',
  reply: z.object({ views: z.array(savedView), /** Whether I may keep views for the whole team. */ mayForTeam: z.boolean() }),
  problems: ['not-permitted'],
});

export const saveView = endpoint({
  method: 'post',
  path: '/api/views',
  summary: 'Keep a list as I see it, for me or for my team',
  tag: 'lists',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z.object({ owner: z.enum(['user', 'team']).default('user'), name, definition: viewDefinition, isDefault: z.boolean().default(false) }),
  reply: savedView,
  problems: ['not-permitted', 'invalid-request', 'key-reused'],
});

export const changeView = endpoint({
  method: 'put',
  path: '/api/views/:viewId',
  summary: 'Change a view: its name, what it shows, its place, whether the desk opens with it',
  tag: 'lists',
  access: 'signed-in',
  params: viewId,
  body: z.object({ name, definition: viewDefinition, position: z.number().int().min(0).max(1000), isDefault: z.boolean(), version: z.int32() }),
  reply: savedView,
  problems: ['not-found', 'not-permitted', 'state-conflict'],
});

export const removeView = endpoint({
  method: 'delete',
  path: '/api/views/:viewId',
  summary: 'Throw a view away',
  tag: 'lists',
  access: 'signed-in',
  params: viewId,
  status: 204,
  problems: ['not-found', 'not-permitted'],
});

/** How many there are, at most 1000 counted; and what is new since I last looked, by reason (`arrived`, or the name of what happened). */
export const counter = z
  .object({
    count: z.number().int().min(0).max(1000),
    /** When I last looked; null: never. */
    lookedAt: instant.nullable(),
    news: z.array(z.object({ why: z.string(), count: z.number().int() })),
  })
  .meta({ id: 'Counter' });

export const countQueues = endpoint({
  method: 'get',
  path: '/api/queues',
  summary: 'Counters of the queues and of the views I see, with what is new and why. Counts stop at 1000',
  tag: 'lists',
  access: 'signed-in',
  reply: z.object({ queues: z.record(z.enum(COUNTED_QUEUES), counter), views: z.record(z.uuid(), counter) }),
  problems: ['not-permitted'],
});

export const lookAtView = endpoint({
  method: 'put',
  path: '/api/queues/:view/look',
  summary: 'I have looked: nothing in this queue or view is new to me now',
  tag: 'lists',
  access: 'signed-in',
  params: z.object({ view: z.union([z.enum(COUNTED_QUEUES), z.uuid()]) }),
  status: 204,
  problems: ['not-found', 'not-permitted'],
});

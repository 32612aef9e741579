import { z } from 'zod';
import { caseSummary, news, waiting } from './cases.ts';
import { endpoint } from './endpoint.ts';
import { FILTER, TASK_QUEUES, TASK_SORTS } from './views.ts';
import { ACTS, day, instant, role, text } from './words.ts';
import { personal, worker as person } from './personal.ts';

const taskKey = z.object({ taskKey: z.string().regex(/^\d+$/) });

export const taskSummary = z
  .object({
    key: z.string(),
    title: text,
    elementId: z.string(),
    processId: z.string(),
    team: z.string(),
    role,
    level: z.number().int(),
    assignee: person.nullable(),
    createdAt: instant,
    version: z.int32(),
    /** "B for A": the assignee stands in for this colleague. */
    onBehalfOf: person.nullable(),
    /** The assignee is away today, and this colleague may take the task in their place. */
    standIn: person.nullable(),
    /** The last hand-over that has not been given back: what the receiver should know. */
    handOver: z
      .object({
        from: person.nullable(),
        for: person.nullable(),
        toTeam: z.string().nullable(),
        note: personal(z.string().nullable()),
        at: instant,
        takenAt: instant.nullable(),
      })
      .nullable(),
    case: caseSummary.pick({
      id: true,
      code: true,
      kind: true,
      service: true,
      subject: true,
      status: true,
      clientName: true,
      priority: true,
      overdue: true,
      escalated: true,
      dueAt: true,
      waitsFor: true,
      channel: true,
    }),
  })
  .meta({ id: 'TaskSummary' });

/** What a person may do with a task. */
export const TASK_RIGHTS = ['claim', 'release', 'assign', 'give-back', 'take-over', 'stand-in', 'complete'] as const;

export const taskView = taskSummary
  .extend({
    state: z.enum(['open', 'completing', 'completed', 'cancelled']),
    act: z.enum(ACTS).nullable(),
    form: z.object({ id: z.string(), version: z.string(), schema: z.record(z.string(), z.unknown()) }).nullable(),
    /** Values the form starts with: routing facts of the task, options to choose from. What was typed is in the draft `task:<key>`. */
    data: personal(z.record(z.string(), z.unknown())),
    /** What tables propose, where the task decides something. */
    proposal: z.object({ result: z.string(), reasonCode: z.string().nullable(), reason: text.nullable(), amountCents: z.number().int().nullable() }).nullable(),
    /** Legal grounds to pick from, by outcome. */
    grounds: z.array(z.object({ id: z.string(), outcome: z.enum(['grant', 'refuse']), text, law: text.optional() })),
    /** Which decisions of this service another person confirms; null: none. */
    fourEyes: z.union([z.literal('always'), z.object({ overCents: z.number().int() })]).nullable(),
    may: z.array(z.enum(TASK_RIGHTS)),
  })
  .meta({ id: 'Task' });

export const QUEUES = TASK_QUEUES;

/** A line of a task list: what the columns of a list can show. */
export const taskLine = taskSummary
  .extend({
    submittedAt: instant,
    /** Whom the case waits for, and why. */
    waits: waiting.nullable(),
    /** The last thing that happened which a list points at; whether it is new to the reader, GET /api/queues says. */
    news,
  })
  .meta({ id: 'TaskLine' });

export const listTasks = endpoint({
  method: 'get',
  path: '/api/tasks',
  summary: 'Open tasks of a queue, narrowed and in the order asked for; due first unless asked otherwise',
  tag: 'tasks',
  access: 'signed-in',
  query: z.object({ queue: z.enum(QUEUES).default('mine'), sort: z.enum(TASK_SORTS).default('due'), ...FILTER, cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  reply: z.object({ tasks: z.array(taskLine), next: z.string().nullable() }),
  problems: ['not-permitted'],
});

export const getTask = endpoint({
  method: 'get',
  path: '/api/tasks/:taskKey',
  summary: 'One task with its form',
  tag: 'tasks',
  access: 'signed-in',
  params: taskKey,
  reply: taskView,
  problems: ['not-found', 'not-permitted'],
});

/** Two people in one form (F3, F4): whoever may do the task sees what others have typed in it, so that no word is lost when it changes hands. */
export const getTaskDrafts = endpoint({
  method: 'get',
  path: '/api/tasks/:taskKey/drafts',
  summary: 'What others have typed in the form of this task',
  tag: 'tasks',
  access: 'signed-in',
  params: taskKey,
  reply: z.object({ drafts: z.array(z.object({ person, data: personal(z.record(z.string(), z.unknown())), version: z.int32(), updatedAt: instant })) }),
  problems: ['not-found', 'not-permitted'],
});

/** F14: the letter as the client will get it, of the form as it stands; of a proposed decision for whoever confirms it. Nothing is kept. */
export const previewLetter = endpoint({
  method: 'post',
  path: '/api/tasks/:taskKey/letter',
  summary: 'The letter this decision would send, as a PDF marked as a draft',
  tag: 'tasks',
  access: 'signed-in',
  params: taskKey,
  body: z.object({ data: personal(z.record(z.string(), z.unknown())) }),
  produces: 'application/pdf',
  streams: ['client'],
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict'],
});

const version = z.object({ version: z.int32() });
const changed = taskSummary;

export const claimTask = endpoint({
  method: 'post',
  path: '/api/tasks/:taskKey/claim',
  summary: 'I take it',
  tag: 'tasks',
  access: 'signed-in',
  params: taskKey,
  body: version,
  reply: changed,
  problems: ['not-found', 'not-permitted', 'state-conflict'],
});
export const releaseTask = endpoint({
  method: 'post',
  path: '/api/tasks/:taskKey/release',
  summary: 'Back to the team',
  tag: 'tasks',
  access: 'signed-in',
  params: taskKey,
  body: version,
  reply: changed,
  problems: ['not-found', 'not-permitted', 'state-conflict'],
});
export const assignTask = endpoint({
  method: 'post',
  path: '/api/tasks/:taskKey/assign',
  summary: 'Hand to a colleague, or to another team of the case, with a note (B7.1)',
  tag: 'tasks',
  access: 'signed-in',
  idempotent: true,
  params: taskKey,
  /** Either a colleague or a team. Whoever is away is stood in for by their substitute. */
  body: version.extend({
    assigneeId: z.string().min(1).nullable().default(null),
    team: z.string().min(1).nullable().default(null),
    note: z.string().trim().max(2000).nullable().default(null),
  }),
  reply: changed,
  problems: ['not-found', 'not-permitted', 'state-conflict', 'invalid-form', 'key-reused'],
});
export const giveTaskBack = endpoint({
  method: 'post',
  path: '/api/tasks/:taskKey/give-back',
  summary: 'Give a task that was handed to me back to who handed it over, with a reason',
  tag: 'tasks',
  access: 'signed-in',
  idempotent: true,
  params: taskKey,
  body: version.extend({ reason: z.string().trim().min(3).max(2000) }),
  reply: changed,
  problems: ['not-found', 'not-permitted', 'state-conflict', 'key-reused'],
});
export const takeTaskOver = endpoint({
  method: 'post',
  path: '/api/tasks/:taskKey/take-over',
  summary: 'Take over a colleague’s task, with a reason; the colleague is told at once',
  tag: 'tasks',
  access: 'signed-in',
  idempotent: true,
  params: taskKey,
  body: version.extend({ reason: z.string().trim().min(3).max(2000) }),
  reply: changed,
  problems: ['not-found', 'not-permitted', 'state-conflict', 'key-reused'],
});
export const standInForTask = endpoint({
  method: 'post',
  path: '/api/tasks/:taskKey/stand-in',
  summary: 'Take a task of a colleague who is away and whose substitute I am',
  tag: 'tasks',
  access: 'signed-in',
  idempotent: true,
  params: taskKey,
  body: version,
  reply: changed,
  problems: ['not-found', 'not-permitted', 'state-conflict', 'key-reused'],
});
export const listReceivers = endpoint({
  method: 'get',
  path: '/api/tasks/:taskKey/receivers',
  summary: 'Whom a task may be handed to: colleagues, with who stands in for those who are away, and teams where the diagram allows',
  tag: 'tasks',
  access: 'signed-in',
  params: taskKey,
  reply: z.object({
    people: z.array(person.extend({ away: z.object({ untilOn: day, standIn: person.nullable() }).nullable() })),
    teams: z.array(z.object({ id: z.string(), title: text })),
  }),
  problems: ['not-found', 'not-permitted'],
});
export const completeTask = endpoint({
  method: 'post',
  path: '/api/tasks/:taskKey/complete',
  summary: 'Finish the task with its form; the case moves on',
  tag: 'tasks',
  access: 'signed-in',
  params: taskKey,
  idempotent: true,
  body: version.extend({ data: personal(z.record(z.string(), z.unknown())) }),
  /** `nextTask`: the next task for me, of this case if there is one already, else of my queue. */
  reply: z.object({ caseId: z.uuid(), nextTask: taskSummary.nullable() }),
  problems: ['not-found', 'not-permitted', 'state-conflict', 'invalid-form', 'already-done', 'not-acknowledged', 'original-needed', 'only-decider', 'key-reused'],
});

/** An open task of a case, for whoever looks at the case: whose it is, and whether one may go there. */
export const caseTask = z
  .object({
    key: z.string(),
    title: text,
    team: z.object({ id: z.string(), title: text }),
    assignee: person.nullable(),
    /** `work`: mine, or mine to take; `look`: I may see it; `none`: it is somebody else's. */
    access: z.enum(['work', 'look', 'none']),
  })
  .meta({ id: 'CaseTask' });

export const listCaseTasks = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/open-tasks',
  summary: 'What is to be done in a case now, by whom, and which of it one may open',
  tag: 'tasks',
  access: 'signed-in',
  params: z.object({ caseId: z.uuid() }),
  reply: z.object({ tasks: z.array(caseTask) }),
  problems: ['not-found', 'not-permitted'],
});

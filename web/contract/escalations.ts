import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { caseCode, instant, text } from './words.ts';
import { personal, worker as person } from './personal.ts';

const agency = z.object({ id: z.string(), title: text });

/** Why it was escalated: handed over for execution; asked by a person; a deadline missed; nobody to take it; a complaint about handling. */
export const ESCALATION_KINDS = ['execution', 'manual', 'deadline', 'nobody', 'complaint'] as const;
export const ESCALATION_DECISIONS = ['reassign', 'extend', 'take-over', 'instruct'] as const;

export const escalationView = z
  .object({
    id: z.uuid(),
    type: z.enum(['functional', 'hierarchical']),
    kind: z.enum(ESCALATION_KINDS),
    /** A person, or the agency whose work it was; null: the system. */
    from: z.object({ person: person.nullable(), agency: agency.nullable() }),
    /** The agency that works on it (functional), or whose lead decides (hierarchical). */
    to: agency,
    /** The words of whoever escalated; null when the kind says it all. */
    reason: personal(z.string().nullable()),
    at: instant,
    /** The complaint that caused it. */
    linkedCase: z.object({ id: z.uuid(), code: caseCode }).nullable(),
    decision: z
      .object({
        what: z.enum(ESCALATION_DECISIONS),
        note: personal(z.string().nullable()),
        /** Who got the work: a colleague, or a team. */
        person: person.nullable(),
        team: agency.nullable(),
        by: person.nullable(),
        at: instant,
      })
      .nullable(),
    /** What the lead told the worker. */
    instruction: z.object({ id: z.uuid(), words: personal(z.string()), acknowledgedAt: instant.nullable(), acknowledgedBy: person.nullable() }).nullable(),
    /** The management task, while it is open. */
    task: z.object({ key: z.string(), assignee: person.nullable() }).nullable(),
  })
  .meta({ id: 'Escalation' });

export const listCaseEscalations = endpoint({
  method: 'get',
  path: '/api/cases/:caseId/escalations',
  summary: 'Every hand-over between levels and every escalation to management, oldest first',
  tag: 'people',
  access: 'signed-in',
  params: z.object({ caseId: z.uuid() }),
  reply: z.object({ escalations: z.array(escalationView) }),
  problems: ['not-found', 'not-permitted'],
});

export const listOpenEscalations = endpoint({
  method: 'get',
  path: '/api/escalations',
  summary: 'Open escalations that my team’s lead has to decide, or of cases we own, oldest first',
  tag: 'people',
  access: 'signed-in',
  query: z.object({ cursor: z.string().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  reply: z.object({
    escalations: z.array(
      escalationView.extend({ case: z.object({ id: z.uuid(), code: caseCode, title: text, overdue: z.boolean(), dueAt: instant.nullable() }) }),
    ),
    next: z.string().nullable(),
  }),
  problems: ['not-permitted'],
});

export const instructionView = z.object({ id: z.uuid(), words: personal(z.string()), by: person, at: instant }).meta({ id: 'Instruction' });

export const listInstructions = endpoint({
  method: 'get',
  path: '/api/tasks/:taskKey/instructions',
  summary: 'What the lead has told the one who works on the task, not acknowledged yet',
  tag: 'people',
  access: 'signed-in',
  params: z.object({ taskKey: z.string().regex(/^\d+$/) }),
  reply: z.object({ instructions: z.array(instructionView), mayAcknowledge: z.boolean() }),
  problems: ['not-found', 'not-permitted'],
});

export const acknowledgeInstruction = endpoint({
  method: 'put',
  path: '/api/tasks/:taskKey/instructions/:instructionId/acknowledged',
  summary: 'I have read the instruction and act by it',
  tag: 'people',
  access: 'signed-in',
  params: z.object({ taskKey: z.string().regex(/^\d+$/), instructionId: z.uuid() }),
  status: 204,
  problems: ['not-found', 'not-permitted'],
});

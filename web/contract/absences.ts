import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { day, instant, text } from './words.ts';
import { employment, worker as person } from './personal.ts';


/** What an absence covers: all work, applications of one kind, or one service. The narrower one counts where both do. */
export const covers = z.string().regex(/^(all|kind:[a-z-]+|service:[a-z0-9-]+)$/);

export const absenceView = z
  .object({
    id: z.uuid(),
    person,
    fromOn: day,
    /** The last day, inclusive. */
    toOn: day,
    covers,
    /** Service, where the absence covers one. */
    service: z.object({ id: z.string(), title: text }).nullable(),
    substitute: person.nullable(),
    note: employment(z.string().nullable()),
    createdBy: person,
    createdAt: instant,
    version: z.int32(),
    may: z.array(z.enum(['change', 'cancel'])),
  })
  .meta({ id: 'Absence' });

export const listAbsences = endpoint({
  method: 'get',
  path: '/api/absences',
  summary: 'Who of my team is away between two days, and who stands in',
  tag: 'people',
  access: 'signed-in',
  query: z.object({ from: day, to: day }),
  reply: z.object({
    absences: z.array(absenceView),
    /** Those of my team who can have tasks: rows of the calendar, and who can stand in. */
    people: z.array(person),
    /** For whom I may enter absences. */
    mayEnterFor: z.array(z.string()),
    services: z.array(z.object({ id: z.string(), title: text })),
  }),
  problems: ['not-permitted', 'invalid-request'],
});

export const listMyAbsences = endpoint({
  method: 'get',
  path: '/api/my/absences',
  summary: 'My own absences, this and coming ones first, then those of the last year',
  tag: 'people',
  access: 'signed-in',
  oneself: true,
  reply: z.object({ absences: z.array(absenceView) }),
  problems: ['not-permitted'],
});

const body = z.object({
  fromOn: day,
  toOn: day,
  covers: covers.default('all'),
  /** Absent: nobody stands in, and what would need somebody goes to the lead at once. */
  substituteId: z.string().min(1).nullable().default(null),
  note: z.string().trim().max(500).nullable().default(null),
});

export const enterAbsence = endpoint({
  method: 'post',
  path: '/api/absences',
  summary: 'Enter days away, for oneself or, as lead, for one of the team',
  tag: 'people',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: body.extend({ userId: z.string().min(1) }).meta({ id: 'NewAbsence' }),
  reply: absenceView,
  problems: ['not-permitted', 'invalid-form', 'key-reused'],
});

const absenceId = z.object({ absenceId: z.uuid() });

export const changeAbsence = endpoint({
  method: 'put',
  path: '/api/absences/:absenceId',
  summary: 'Change days, substitute or what it covers',
  tag: 'people',
  access: 'signed-in',
  params: absenceId,
  body: body.extend({ version: z.int32() }),
  reply: absenceView,
  problems: ['not-found', 'not-permitted', 'invalid-form', 'state-conflict'],
});

export const cancelAbsence = endpoint({
  method: 'delete',
  path: '/api/absences/:absenceId',
  summary: 'Cancel an absence that has not begun, or end one today; tasks not begun come back if asked',
  tag: 'people',
  access: 'signed-in',
  params: absenceId,
  query: z.object({ version: z.coerce.number().int().max(2_147_483_647), takeBack: z.enum(['true', 'false']).default('false') }),
  reply: z.object({ takenBack: z.number().int() }),
  problems: ['not-found', 'not-permitted', 'state-conflict', 'invalid-form'],
});

export const takeTasksBack = endpoint({
  method: 'post',
  path: '/api/my/tasks-back',
  summary: 'I am back: tasks that went to my substitute and have not been begun come back to me',
  tag: 'people',
  access: 'signed-in',
  idempotent: true,
  reply: z.object({ takenBack: z.number().int() }),
  problems: ['not-permitted', 'state-conflict', 'key-reused'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { caseCode, instant, text, WORKING_ROLES, type Role } from './words.ts';
import { personal, worker as person } from './personal.ts';

/** What colleagues are told about their work. */
export const STAFF_NOTICES = ['taken-over', 'handed-over', 'handed-back', 'taken-back', 'instructed', 'acknowledged', 'major-incident', 'change-vote', 'change-agreement', 'change-interruption', 'target-review', 'agreement-ends'] as const;

/** Whom colleagues' acts and major incidents are told: who works, and who manages a service. */
export const NOTICED_ROLES: readonly Role[] = WORKING_ROLES;


export const staffNotice = z
  .object({
    id: z.uuid(),
    name: z.enum(STAFF_NOTICES),
    /** null: it is of the levels of services (P10), no case. */
    case: z.object({ id: z.uuid(), code: caseCode }).nullable(),
    task: z.object({ key: z.string(), title: text }).nullable(),
    by: person.nullable(),
    /** The colleague's own words: note, reason or instruction. */
    words: personal(z.string().nullable()),
    at: instant,
  })
  .meta({ id: 'StaffNotice' });

export const listStaffNotices = endpoint({
  method: 'get',
  path: '/api/my/staff-notices',
  summary: 'What I have been told about my work and have not read yet, newest first',
  tag: 'me',
  access: 'signed-in',
  reply: z.object({ notices: z.array(staffNotice) }),
  problems: ['not-permitted'],
});

export const readStaffNotice = endpoint({
  method: 'put',
  path: '/api/my/staff-notices/:noticeId/read',
  summary: 'I have read it',
  tag: 'me',
  access: 'signed-in',
  params: z.object({ noticeId: z.uuid() }),
  status: 204,
  problems: ['not-found', 'not-permitted'],
});

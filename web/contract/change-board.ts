import { z } from 'zod';
import { RISK_LEVELS } from './changes.ts';
import { endpoint } from './endpoint.ts';
import { day, instant, text } from './words.ts';
import { worker as person } from './personal.ts';

const service = z.object({ id: z.string(), title: text });
const words = (most: number) => z.string().trim().min(3).max(most);

export const boardMember = z
  .object({
    id: z.uuid(),
    person,
    /** null: for all services of the agency. */
    service: service.nullable(),
    /** Sits on the smaller board of urgent changes too. */
    urgent: z.boolean(),
    from: day,
    to: day.nullable(),
  })
  .meta({ id: 'BoardMember' });

export const standardChange = z
  .object({
    id: z.uuid(),
    title: z.string(),
    what: z.string(),
    acceptedRisk: z.enum(RISK_LEVELS),
    approvedBy: person,
    approvedAt: instant,
    validTo: day,
    valid: z.boolean(),
  })
  .meta({ id: 'StandardChange' });

/** How long board and parties have, in days of the calendar and hours; whether diagrams are published by an approved change only. */
const setting = {
  boardDays: z.number().int().min(1).max(60),
  urgentHours: z.number().int().min(1).max(168),
  agreementDays: z.number().int().min(1).max(60),
  publishByChange: z.boolean(),
};

export const getChangeBoard = endpoint({
  method: 'get',
  path: '/api/change-board',
  summary: 'Members of the agency’s advisory board, its standard changes and what it has set about changes (P5.4)',
  tag: 'changes',
  access: 'signed-in',
  reply: z.object({
    agency: z.object({ id: z.string(), title: text }),
    members: z.array(boardMember),
    standards: z.array(standardChange),
    setting: z.object({ ...setting, version: z.int32() }),
    /** Whom one may name, and for what. */
    colleagues: z.array(person),
    services: z.array(service),
    may: z.array(z.enum(['edit'])),
  }),
  problems: ['not-permitted'],
});

export const addBoardMember = endpoint({
  method: 'post',
  path: '/api/change-board/members',
  summary: 'From that day on this person sits on the board, for one service or for all',
  tag: 'changes',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z.object({
    userId: z.string().min(1).max(100),
    serviceId: z.string().max(100).nullable().default(null),
    urgent: z.boolean().default(false),
    from: day,
  }),
  reply: z.object({ id: z.uuid() }),
  problems: ['not-permitted', 'not-found', 'already-done', 'invalid-request', 'key-reused'],
});

export const endBoardMember = endpoint({
  method: 'delete',
  path: '/api/change-board/members/:memberId',
  summary: 'This person sits on the board no longer, from today on',
  tag: 'changes',
  access: 'signed-in',
  params: z.object({ memberId: z.uuid() }),
  status: 204,
  problems: ['not-found', 'not-permitted', 'already-done'],
});

export const addStandardChange = endpoint({
  method: 'post',
  path: '/api/standard-changes',
  summary: 'Approve a kind of change beforehand, until a day',
  tag: 'changes',
  access: 'signed-in',
  idempotent: true,
  status: 201,
  body: z.object({ title: words(200), what: words(4000), acceptedRisk: z.enum(RISK_LEVELS), validTo: day }),
  reply: z.object({ id: z.uuid() }),
  problems: ['not-permitted', 'invalid-request', 'key-reused'],
});

export const withdrawStandardChange = endpoint({
  method: 'delete',
  path: '/api/standard-changes/:standardId',
  summary: 'Such changes go to the board again',
  tag: 'changes',
  access: 'signed-in',
  params: z.object({ standardId: z.uuid() }),
  status: 204,
  problems: ['not-found', 'not-permitted', 'already-done'],
});

export const setChangeSetting = endpoint({
  method: 'put',
  path: '/api/change-board/setting',
  summary: 'How long board and parties have, and whether the agency’s diagrams are published by an approved change only',
  tag: 'changes',
  access: 'signed-in',
  body: z.object({ ...setting, version: z.int32() }),
  reply: z.object({ version: z.int32() }),
  problems: ['not-permitted', 'state-conflict', 'invalid-request'],
});

import { z } from 'zod';

/** A text in both languages. Latvian first. */
export const text = z.object({ lv: z.string(), en: z.string() }).meta({ id: 'Text' });
export type Text = z.infer<typeof text>;

/** Kinds of application (B29.2; PROCESSES §1.3). Suggestion is what complaints handling also takes in. */
export const KINDS = [
  'information-request',
  'work-order',
  'inter-agency-request',
  'service-request',
  'change-request',
  'incident',
  'problem',
  'complaint',
  'suggestion',
] as const;
export const kind = z.enum(KINDS);
/** What people may write to us for themselves, online. Problems, changes, work orders and requests between agencies are made inside. */
export const PORTAL_KINDS = ['service-request', 'information-request', 'incident', 'complaint', 'suggestion'] as const;

/** Statuses of an application (PROCESSES §1.6); `submitted` = we have it, the engine has not started it yet. */
export const STATUSES = [
  'submitted',
  'registered',
  'classified',
  'level1',
  'handed_over',
  'returned',
  'in_progress',
  'waiting_applicant',
  'waiting_level3',
  'done',
  'closed',
] as const;
export const status = z.enum(STATUSES);
export const stage = z.enum(['application', 'execution', 'delivery']);
export const outcome = z.enum(['fulfilled', 'refused', 'withdrawn', 'duplicate', 'void']);
/** `inside`: registered by a worker of an agency for the agency itself, no client behind it. */
export const channel = z.enum(['online', 'counter', 'phone', 'post', 'e-mail', 'inside']);
export const impact = z.enum(['wide', 'limited', 'one']);
export const urgency = z.enum(['high', 'medium', 'low']);
export const resultWay = z.enum(['e-account', 'counter']);

/** Realm roles of Keycloak (PLATFORM §1; REQUIREMENTS §1 "Roles"). */
export const ROLES = [
  'resident',
  'kac-specialist',
  'specialist',
  'partner-worker',
  'team-lead',
  'service-manager',
  'process-owner',
  'agency-admin',
  'platform-admin',
  'content-editor',
  'auditor',
  'analyst',
  'developer',
] as const;
export const role = z.enum(ROLES);
export type Role = z.infer<typeof role>;
/** Roles with lists of tasks: whoever works on cases, leads those who do, or decides on changes of their services (P5.5). */
export const WORKING_ROLES: readonly Role[] = ['kac-specialist', 'specialist', 'partner-worker', 'team-lead', 'service-manager'];

/** Acts a user task may carry (zeebe property `act`): what finishing it does besides moving the token. */
export const ACTS = [
  'decision-confirmation',
  'classification',
  'reply',
  'decision',
  'escalation-decision',
  'hand-out',
  'terms',
  'work',
  'partner-work',
  'suggestion',
  'incident-acceptance',
  'incident-diagnosis',
  'incident-restoration',
  'incident-verification',
  'incident-child',
  'problem-classification',
  'problem-investigation',
  'problem-error',
  'problem-options',
  'problem-check',
  'problem-review',
  'change-classification',
  'change-assessment',
  'change-decision',
  'change-plan',
  'change-step',
  'change-bring-in',
  'change-back-out',
  'change-evaluation',
] as const;

/** Slug of an agency, equal to its Keycloak group. */
export const agencyId = z.string().regex(/^[a-z][a-z0-9-]*$/);
/** PostgreSQL has no year 0, and nobody means the year 26. */
const isOurs = (typed: string) => !typed.startsWith('0');
/** A day in Riga, "2026-11-22". */
export const day = z.iso.date().refine(isOurs);
export const instant = z.iso.datetime({ offset: true }).refine(isOurs);
const CASE_CODE = /^\d{4} \d{4,}$/;
export const caseCode = z.string().regex(CASE_CODE);
/** Whether somebody has typed a case code (B1.2), spaces around it aside. For the browser, which has no parsers. */
export const isCaseCode = (typed: string): boolean => CASE_CODE.test(typed.trim());

/** Lists of call backs. Here and not beside their endpoint: the routes of the client name them before it asks for anything. */
export const CALL_BACK_STATES = ['open', 'mine', 'missed', 'done'] as const;

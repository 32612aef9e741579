import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { agencyId, instant } from './words.ts';
import { official } from './personal.ts';

export const engineIncident = z
  .object({
    key: z.string(),
    caseId: z.uuid().nullable(),
    caseCode: z.string().nullable(),
    processId: z.string(),
    elementId: z.string(),
    elementName: z.string(),
    errorType: z.string(),
    message: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'EngineIncident' });

export const listEngineIncidents = endpoint({
  method: 'get',
  path: '/api/engine-incidents',
  summary: 'Technical trouble that waits for an operator',
  tag: 'operations',
  access: 'signed-in',
  reply: z.object({ incidents: z.array(engineIncident) }),
  problems: ['not-permitted'],
});

export const retryEngineIncident = endpoint({
  method: 'post',
  path: '/api/engine-incidents/:key/retry',
  summary: 'The cause is gone: try again',
  tag: 'operations',
  access: 'signed-in',
  params: z.object({ key: z.string().regex(/^\d+$/) }),
  status: 204,
  problems: ['not-found', 'not-permitted', 'already-done'],
});

/** KAC owns every case until it is closed: both numbers must be 0 (G2, P1 measures). */
export const getRegisterHealth = endpoint({
  method: 'get',
  path: '/api/register-health',
  summary: 'Open cases that nobody owns, and open cases with which nothing would ever happen',
  tag: 'operations',
  access: 'signed-in',
  reply: z.object({ ownerless: z.number().int(), withoutTask: z.number().int(), at: instant }),
  problems: ['not-permitted'],
});

const agencySettings = z.object({ reopenWorkingDays: z.number().int().min(0).max(120) }).meta({ id: 'AgencySettings' });
const agency = z.object({ agencyId });

export const getAgencySettings = endpoint({
  method: 'get',
  path: '/api/agencies/:agencyId/settings',
  summary: 'What an agency has set for its cases',
  tag: 'operations',
  access: 'signed-in',
  params: agency,
  reply: agencySettings,
  problems: ['not-found', 'not-permitted'],
});

/** `reopenWorkingDays`: how long after closing a case may be opened again, by its client or the front office (PROCESSES §1.6); 0 = never. */
export const setAgencySettings = endpoint({
  method: 'put',
  path: '/api/agencies/:agencyId/settings',
  summary: 'Change what the agency sets for its cases (agency administrator)',
  tag: 'operations',
  access: 'signed-in',
  params: agency,
  body: agencySettings,
  reply: agencySettings,
  problems: ['not-found', 'not-permitted'],
});

export const listAudit = endpoint({
  method: 'get',
  path: '/api/audit',
  summary: 'Acts and looks, newest first: all (auditor, platform administrator), or one’s agency’s part (agency administrator)',
  tag: 'operations',
  access: 'signed-in',
  query: z.object({ caseId: z.uuid().optional(), cursor: z.string().optional() }),
  reply: z.object({ entries: z.array(z.object({ seq: z.string(), at: instant, actor: official(z.string()), did: z.string(), caseId: z.uuid().nullable(), purpose: z.string().nullable() })), next: z.string().nullable() }),
  problems: ['not-found', 'not-permitted'],
});

/** What is watched; each has its chapter in docs/operations.md, its metric and its alerts (docker/alerts.yaml). */
export const CHECKS = [
  'engine',
  'outbox-age',
  'outbox-parked',
  'journal',
  'incidents',
  'dead-jobs',
  'agency-tokens',
  'sign-in',
  'deliveries',
  'register',
  'disk',
  'certificates',
  'backup-age',
  'log-archive',
] as const;
export const CHECK_STATES = ['ok', 'warning', 'critical', 'unknown'] as const;

/** `value` in `unit`: seconds, a count, or a share of 1. Trouble begins at `warning`; above it or, where `worse` says so, below. `since`: when it began, as far as is known. */
export const check = z
  .object({
    id: z.enum(CHECKS),
    state: z.enum(CHECK_STATES),
    value: z.number().nullable(),
    unit: z.enum(['seconds', 'count', 'share']),
    worse: z.enum(['above', 'below']),
    warning: z.number(),
    critical: z.number(),
    since: instant.nullable(),
  })
  .meta({ id: 'OperationCheck' });

export const listChecks = endpoint({
  method: 'get',
  path: '/api/operations/checks',
  summary: 'What is wrong with the platform now, and what is not: numbers with their limits',
  tag: 'operations',
  access: 'signed-in',
  reply: z.object({ at: instant, checks: z.array(check) }),
  problems: ['not-permitted'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant } from './words.ts';

export const engineIncident = z
  .object({ key: z.string(), caseId: z.uuid().nullable(), caseCode: z.string().nullable(), processId: z.string(), elementId: z.string(), elementName: z.string(), errorType: z.string(), message: z.string(), createdAt: instant })
  .meta({ id: 'EngineIncident' });

export const listEngineIncidents = endpoint({ method: 'get', path: '/api/engine-incidents', summary: 'Technical trouble that waits for an operator', tag: 'operations', access: 'signed-in', reply: z.object({ incidents: z.array(engineIncident) }), problems: ['not-permitted'] });

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

export const listAudit = endpoint({
  method: 'get',
  path: '/api/audit',
  summary: 'Acts and looks, newest first (auditor, platform administrator)',
  tag: 'operations',
  access: 'signed-in',
  query: z.object({ caseId: z.uuid().optional(), cursor: z.string().optional() }),
  reply: z.object({ entries: z.array(z.object({ seq: z.string(), at: instant, actor: z.string(), did: z.string(), caseId: z.uuid().nullable(), purpose: z.string().nullable() })), next: z.string().nullable() }),
  problems: ['not-permitted'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const clientView = z.object({ id: z.uuid(), name: z.string(), personalCodeMasked: z.string(), email: z.string().nullable(), phone: z.string().nullable(), alive: z.boolean(), openCases: z.number().int() }).meta({ id: 'Client' });

/** J4, B4.2, B4.3: look a client up at the counter, in PMLP's register; the look is audited with its purpose. */
export const lookUpClient = endpoint({
  method: 'post',
  path: '/api/clients/look-up',
  summary: 'Find the person who is here, by personal code',
  tag: 'clients',
  access: 'signed-in',
  body: z.object({ personalCode: z.string().min(1).max(20), purpose: z.enum(['application', 'enquiry']), identifiedBy: z.enum(['id-card', 'passport', 'eid']) }),
  reply: clientView,
  problems: ['invalid-request', 'not-found', 'not-permitted', 'agency-unavailable'],
});

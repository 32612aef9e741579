import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant } from './words.ts';

/** Why something was not delivered, in one word; the screens say it in full. */
export const DELIVERY_REASONS = ['address-unknown', 'mailbox-full', 'refused', 'unreachable', 'switched-off'] as const;
export const deliveryReason = z.enum(DELIVERY_REASONS);
export const deliveryChannel = z.enum(['email', 'sms']);

/** The way of a message beside the e-account: waits for its hour or for the server, has been taken by it, will never be, or was not sent at all. */
export const messageDelivery = z
  .object({
    id: z.uuid(),
    channel: deliveryChannel,
    state: z.enum(['waiting', 'sent', 'failed', 'dropped']),
    at: instant.nullable(),
    reason: deliveryReason.nullable(),
  })
  .meta({ id: 'MessageDelivery' });

export const undelivered = z
  .object({
    id: z.uuid(),
    caseId: z.uuid().nullable(),
    caseCode: z.string().nullable(),
    channel: deliveryChannel,
    notice: z.string(),
    reason: deliveryReason,
    /** Codes of the server: "550 5.1.1". */
    detail: z.string().nullable(),
    attempts: z.number().int(),
    at: instant,
  })
  .meta({ id: 'Undelivered' });

export const listUndelivered = endpoint({
  method: 'get',
  path: '/api/deliveries/undelivered',
  summary: 'Notices that could not be delivered, newest first: ids and codes, no addresses (operators)',
  tag: 'operations',
  access: 'signed-in',
  reply: z.object({ deliveries: z.array(undelivered), more: z.boolean(), mail: z.enum(['on', 'off']), sms: z.enum(['on', 'off']), waiting: z.number().int() }),
  problems: ['not-permitted'],
});

export const retryDelivery = endpoint({
  method: 'post',
  path: '/api/deliveries/:deliveryId/retry',
  summary: 'The cause is gone: send it again, to the address the client has now',
  tag: 'operations',
  access: 'signed-in',
  params: z.object({ deliveryId: z.uuid() }),
  status: 204,
  problems: ['not-found', 'not-permitted', 'already-done'],
});

export const takeReturned = endpoint({
  method: 'post',
  path: '/api/deliveries/returned',
  summary: 'A mail that came back, as the mail server got it; its token goes in the header X-Bounce-Token',
  tag: 'operations',
  access: 'public',
  consumes: 'message/rfc822',
  /** The address it came back to, as the mail server knows it; else its headers are asked. */
  query: z.object({ to: z.string().max(320).optional() }),
  reply: z.object({ taken: z.enum(['not-delivered', 'known', 'ignored']) }),
  problems: ['not-permitted', 'too-large', 'unsupported-type', 'too-many-requests', 'invalid-request'],
});

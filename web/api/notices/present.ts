import type { z } from 'zod';
import type { Delivery } from '../../../prisma/generated/client.ts';
import type { messageDelivery } from '../../contract/deliveries.ts';

type View = z.input<typeof messageDelivery>;

const STATES: Record<string, View['state']> = { sent: 'sent', failed: 'failed', dropped: 'dropped' };

/** The way of one message by one channel; what has not ended yet waits. */
export const presentDelivery = ({ id, channel, state, endedAt, reason }: Delivery): View => ({
  id,
  channel: channel as View['channel'],
  state: STATES[state] ?? 'waiting',
  at: endedAt?.toISOString() ?? null,
  reason: reason as View['reason'],
});

import type { Tx } from '../../../platform/database.ts';
import { withinHours } from '../../../platform/mail/hours.ts';
import type { Delivery } from '../../../prisma/generated/client.ts';

export type Carried = { carrierId: string; rows: Delivery[] };
export type Policy = { MAIL_HOURS: string; MAIL_HOLD_SECONDS: number };

/** At most so many letters in one round: twice as many as connections, so that a slow server does not outlast the lease. */
export const ROUND = 8;
/** Longer than SMTP's own time limits for two letters together: nobody else takes a letter up while it is under way. */
const LEASE_MS = 120_000;

/** When a notice may leave: after the time in which others of its case may join it, and in the day's hours unless urgent or asked for. */
export function plannedAt(
  { caseId, createdAt, urgent, anyHour }: Pick<Delivery, 'caseId' | 'createdAt' | 'urgent' | 'anyHour'>,
  { MAIL_HOURS, MAIL_HOLD_SECONDS }: Policy,
): Date {
  // a code somebody waits for at the keyboard: nothing can join it
  if (caseId === null) return createdAt;
  const held = new Date(createdAt.getTime() + MAIL_HOLD_SECONDS * 1000);
  return urgent || anyHour ? held : withinHours(held, MAIL_HOURS);
}

/** Gives every new row its time. */
export async function planNew(tx: Tx, policy: Policy): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM delivery WHERE state = 'new' ORDER BY next_at LIMIT 500 FOR UPDATE SKIP LOCKED`;
  for (const row of await tx.delivery.findMany({ where: { id: { in: rows.map(it => it.id) } } }))
    await tx.delivery.update({ where: { id: row.id }, data: { state: 'waiting', nextAt: plannedAt(row, policy) } });
}

/**
 * Takes what is due, and with each first attempt everything else that waits for the same person about the same case: one mail.
 * What a mail carries is fixed from then on. `sending` rows whose lease is over are due too: whoever had them died before it could say
 * how it ended, so they are sent again, with the same Message-ID.
 */
export async function claimDue(tx: Tx, now: Date): Promise<Carried[]> {
  const leads = await tx.$queryRaw<{ id: string; carrierId: string | null }[]>`
    SELECT id, carrier_id AS "carrierId" FROM delivery
    WHERE state IN ('waiting', 'sending') AND next_at <= ${now} AND (carrier_id IS NULL OR carrier_id = id)
    ORDER BY next_at, id LIMIT ${ROUND} FOR UPDATE SKIP LOCKED`;
  const carried: Carried[] = [];
  const joined = new Set<string>();
  for (const { id, carrierId } of leads) {
    if (joined.has(id)) continue;
    const ids = carrierId ? [] : await othersWaiting(tx, id);
    for (const other of ids) joined.add(other);
    await tx.delivery.updateMany({ where: { id: { in: [id, ...ids] } }, data: { carrierId: id } });
    const where = { carrierId: id, state: { in: ['waiting', 'sending'] } };
    await tx.delivery.updateMany({ where, data: { state: 'sending', attempts: { increment: 1 }, nextAt: new Date(now.getTime() + LEASE_MS) } });
    carried.push({ carrierId: id, rows: await tx.delivery.findMany({ where: { carrierId: id, state: 'sending' } }) });
  }
  return carried;
}

async function othersWaiting(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT other.id FROM delivery lead JOIN delivery other ON other.case_id = lead.case_id
    WHERE lead.id = ${id}::uuid AND other.id <> lead.id AND other.state = 'waiting' AND other.carrier_id IS NULL
      AND other.channel = lead.channel AND other.recipient = lead.recipient
    FOR UPDATE OF other SKIP LOCKED`;
  return rows.map(it => it.id);
}

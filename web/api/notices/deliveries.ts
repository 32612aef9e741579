import type { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db } from '../../../platform/database.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Delivery } from '../../../prisma/generated/client.ts';
import type { listUndelivered, retryDelivery, undelivered } from '../../contract/deliveries.ts';
import { audit } from '../audit/audit.ts';
import type { UseCase } from '../http/bind.ts';

type Deps = { db: Db; now: Clock; config: Pick<Config, 'SMTP_URL' | 'SMS_PROVIDER'> };

/** An operator reads a page of them; the newest say what is wrong now. */
const LISTED = 100;

export type Deliveries = ReturnType<typeof makeDeliveries>;

/** What did not reach a client, for operators: ids, codes and reasons; no address, no words (platform administrators see no content). */
export function makeDeliveries({ db, now, config }: Deps) {
  const list: UseCase<typeof listUndelivered> = async () => {
    const rows = await db.delivery.findMany({ where: { state: 'failed', caseId: { not: null } }, orderBy: { endedAt: 'desc' }, take: LISTED + 1 });
    const waiting = await db.delivery.count({ where: { state: { in: ['new', 'waiting', 'sending'] } } });
    const caseIds = rows.flatMap(it => (it.caseId ? [it.caseId] : []));
    const cases = await db.case.findMany({ where: { id: { in: caseIds } }, select: { id: true, code: true } });
    const codes = new Map(cases.map(it => [it.id, it.code]));
    return {
      deliveries: rows.slice(0, LISTED).map(row => present(row, codes.get(row.caseId ?? '') ?? null)),
      more: rows.length > LISTED,
      mail: config.SMTP_URL ? 'on' : 'off',
      sms: config.SMS_PROVIDER === 'off' ? 'off' : 'on',
      waiting,
    };
  };

  /** All that the mail carried goes again, to the address the client has now: putting it right is the usual reason to try again. */
  const retry: UseCase<typeof retryDelivery> = async ({ deliveryId }, { user }) => {
    const found = await db.delivery.findUnique({ where: { id: deliveryId } });
    if (!found?.caseId) throw new Problem('not-found', `No delivery ${deliveryId}`);
    const { caseId } = found;
    await db.$transaction(async tx => {
      const client = await tx.client.findUnique({ where: { id: found.clientId }, select: { email: true, phone: true } });
      const recipient = (found.channel === 'sms' ? client?.phone : client?.email) ?? found.recipient;
      const { count } = await tx.delivery.updateMany({
        where: { carrierId: found.carrierId, state: 'failed' },
        data: { state: 'waiting', attempts: 0, nextAt: now(), createdAt: now(), recipient, reason: null, detail: null, endedAt: null },
      });
      if (count === 0) throw new Problem('already-done', 'It does not wait for anybody');
      await notifyCase(tx, caseId);
      await audit(tx, { who: user.id, did: 'delivery.retry', at: now(), caseId, data: { deliveryId } });
    });
  };

  return { list, retry };
}

const present = (
  { id, caseId, channel, notice, reason, detail, attempts, endedAt, createdAt }: Delivery,
  caseCode: string | null,
): z.input<typeof undelivered> => ({
  id,
  caseId,
  caseCode,
  channel: channel as 'email' | 'sms',
  notice,
  reason: (reason ?? 'refused') as 'refused',
  detail,
  attempts,
  at: (endedAt ?? createdAt).toISOString(),
});

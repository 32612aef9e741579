import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Clock } from '../../../platform/clock.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import type { Logger } from '../../../platform/logger.ts';
import { MOST_BYTES, readReport, type Failure, type Report } from '../../../platform/mail/delivery-report.ts';
import { isSameMaking, readReturnAddress, type Returned } from '../../../platform/mail/return-address.ts';
import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { takeReturned } from '../../contract/deliveries.ts';
import { recordEvent } from '../cases/record.ts';
import type { UseCase } from '../http/bind.ts';

type Deps = { db: Db; now: Clock; log: Logger; config: Pick<Config, 'MAIL_BOUNCE' | 'MAIL_BOUNCE_TOKEN'> };

/**
 * Mails that come back hours or days after a server has taken them (RFC 3464). The mail server hands them over, raw; only a mail that
 * came back to an address we have signed, and that reports a failure for good, says anything. The same one twice says it once.
 */
export function makeReturned({ db, now, log, config }: Deps): UseCase<typeof takeReturned> {
  return async ({ to }, { req }) => {
    if (!config.MAIL_BOUNCE || !isToken(req.get('x-bounce-token') ?? '', config.MAIL_BOUNCE_TOKEN))
      throw new Problem('not-permitted', 'Only the mail server hands over mails that came back');
    if (!req.is('message/rfc822')) throw new Problem('unsupported-type', 'Send the mail as it is: message/rfc822');
    const report = await reportOf(await readAll(req));
    const returned = readReturnAddress(config, `${to ?? ''} ${report.sentTo}`);
    if (!returned || !report.failure) return { taken: 'ignored' };
    const { failure } = report;
    const taken = await db.$transaction(tx => record(tx, returned, failure, now()));
    if (taken === 'not-delivered') log.warn({ deliveryId: returned.carrierId, ...failure }, 'a notice came back');
    return { taken };
  };
}

function isToken(shown: string, token: string): boolean {
  const [one, other] = [Buffer.from(shown), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** @throws Problem too-large; the rest is not even read */
async function readAll(req: Request): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Problem('too-large', `At most ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function reportOf(raw: Buffer): Promise<Report> {
  try {
    return await readReport(raw);
  } catch {
    throw new Problem('invalid-request', 'This is no mail');
  }
}

/** Every notice the mail carried has not arrived; staff see it on the case, operators in their list. One that is under way again is let be. */
async function record(tx: Tx, { carrierId, madeAt }: Returned, { reason, detail }: Failure, at: Date): Promise<'not-delivered' | 'known' | 'ignored'> {
  await tx.$queryRaw`SELECT 1 FROM delivery WHERE id = ${carrierId}::uuid FOR UPDATE`;
  const rows = await tx.delivery.findMany({ where: { carrierId, channel: 'email' } });
  const carrier = rows.find(row => row.id === carrierId);
  if (!carrier || !isSameMaking(carrier.createdAt, madeAt)) return 'ignored';
  const { count } = await tx.delivery.updateMany({
    where: { carrierId, state: 'sent' },
    data: { state: 'failed', reason, detail: detail || null, endedAt: at },
  });
  if (count === 0) return 'known';
  const { caseId } = carrier;
  if (!caseId) return 'not-delivered';
  const notices = rows.map(row => row.notice);
  await recordEvent(tx, { caseId, name: 'not-delivered', at, data: { channel: 'email', reason, notices }, public: false });
  await notifyCase(tx, caseId);
  return 'not-delivered';
}

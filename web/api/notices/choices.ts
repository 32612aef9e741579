import { createHash, randomInt } from 'node:crypto';
import type { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Config } from '../../../platform/config.ts';
import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { changeEmail, confirmEmail, getNotifications, notificationsView, saveNotifications } from '../../contract/notifications.ts';
import { audit } from '../audit/audit.ts';
import { languageOf } from '../documents/format.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';

type Deps = { db: Db; now: Clock; newId(): string; config: Pick<Config, 'SMTP_URL' | 'SMS_PROVIDER' | 'MAIL_HOURS'> };
type View = z.input<typeof notificationsView>;

const CODE_HOLDS_MS = 30 * 60_000;
/** Not more than one code a minute goes to an address, which may be a stranger's. */
const BETWEEN_CODES_MS = 60_000;
const TRIES = 5;

const CONFIRM = {
  lv: (code: string) => ({
    subject: 'Apstipriniet e-pasta adresi',
    body: `Jūsu kods: ${code}\n\nIerakstiet to sava e-konta sadaļā “Paziņojumi”. Kods der 30 minūtes. Ja to neesat lūdzis, nekas nav jādara.`,
  }),
  en: (code: string) => ({
    subject: 'Confirm your e-mail address',
    body: `Your code: ${code}\n\nType it under “Notifications” in your e-account. It holds for 30 minutes. If you have not asked for it, you need do nothing.`,
  }),
};

/** A person's own choice only; staff have none but as clients. */
function clientIdOf(user: User): string {
  if (!user.clientId) throw new Problem('not-permitted', 'Only clients are notified');
  return user.clientId;
}

/** How a client wants to be told: channels, hours, language, address (B12.6). The e-account always has everything. */
export function makeChoices({ db, now, newId, config }: Deps) {
  const view = async (at: Db | Tx, clientId: string): Promise<View> => {
    const { email, phone, language, notification: it } = await at.client.findUniqueOrThrow({ where: { id: clientId }, include: { notification: true } });
    return {
      email,
      pendingEmail: it?.pendingEmail ?? null,
      emailOn: it?.emailOn ?? true,
      phone,
      smsOn: it?.smsOn ?? false,
      anyHour: it?.anyHour ?? false,
      language: languageOf(language),
      channels: { email: config.SMTP_URL !== '', sms: config.SMS_PROVIDER !== 'off' },
      hours: config.MAIL_HOURS,
    };
  };

  const get: UseCase<typeof getNotifications> = (_input, { user }) => view(db, clientIdOf(user));

  const save: UseCase<typeof saveNotifications> = async ({ emailOn, smsOn, anyHour, language }, { user }) => {
    const clientId = clientIdOf(user);
    return db.$transaction(async tx => {
      const choice = { emailOn, smsOn, anyHour };
      await tx.notificationChoice.upsert({ where: { clientId }, create: { clientId, ...choice }, update: choice });
      await tx.client.update({ where: { id: clientId }, data: { language } });
      const saved = await view(tx, clientId);
      await audit(tx, { who: user.id, did: 'notifications.change', at: now(), clientId, data: { ...choice, language } });
      return saved;
    });
  };

  const change: UseCase<typeof changeEmail> = async ({ email }, { user }) => {
    const clientId = clientIdOf(user);
    return db.$transaction(async tx => {
      const at = now();
      const { language, notification: before } = await tx.client.findUniqueOrThrow({ where: { id: clientId }, include: { notification: true } });
      const sentAt = before?.codeUntil ? before.codeUntil.getTime() - CODE_HOLDS_MS : 0;
      if (before?.pendingEmail && at.getTime() - sentAt < BETWEEN_CODES_MS) throw new Problem('too-many-requests', 'One code a minute');
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      const pending = { pendingEmail: email, codeHash: hashOf(clientId, code), codeUntil: new Date(at.getTime() + CODE_HOLDS_MS), codeTries: 0 };
      await tx.notificationChoice.upsert({ where: { clientId }, create: { clientId, ...pending }, update: pending });
      const spoken = languageOf(language);
      await tx.delivery.create({
        data: {
          id: newId(),
          clientId,
          channel: 'email',
          notice: 'confirm-email',
          language: spoken,
          recipient: email,
          ...CONFIRM[spoken](code),
          urgent: true,
          nextAt: at,
          createdAt: at,
        },
      });
      const said = await view(tx, clientId);
      await audit(tx, { who: user.id, did: 'email.ask', at, clientId });
      return said;
    });
  };

  const confirm: UseCase<typeof confirmEmail> = async ({ code }, { user }) => {
    const clientId = clientIdOf(user);
    const confirmed = await db.$transaction(async tx => {
      await tx.$queryRaw`SELECT 1 FROM notification_choice WHERE client_id = ${clientId}::uuid FOR UPDATE`;
      const it = await tx.notificationChoice.findUnique({ where: { clientId } });
      const at = now();
      if (!it?.pendingEmail || !it.codeUntil || it.codeUntil < at || it.codeTries >= TRIES)
        throw new Problem('already-done', 'The code has expired; ask for another');
      if (it.codeHash !== hashOf(clientId, code)) {
        // kept although the answer is a refusal: guessing must end
        await tx.notificationChoice.update({ where: { clientId }, data: { codeTries: { increment: 1 } } });
        return null;
      }
      await tx.client.update({ where: { id: clientId }, data: { email: it.pendingEmail } });
      await tx.notificationChoice.update({ where: { clientId }, data: { pendingEmail: null, codeHash: null, codeUntil: null, codeTries: 0 } });
      const said = await view(tx, clientId);
      await audit(tx, { who: user.id, did: 'email.change', at, clientId });
      return said;
    });
    if (!confirmed) throw new Problem('invalid-form', 'Another code was sent', [{ path: 'code', code: 'wrong' }]);
    return confirmed;
  };

  return { get, save, change, confirm };
}

const hashOf = (clientId: string, code: string) => createHash('sha256').update(`${clientId} ${code}`).digest('hex');

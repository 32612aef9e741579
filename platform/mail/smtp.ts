import { createTransport, type SentMessageInfo } from 'nodemailer';
import type { Config } from '../config.ts';
import { returnAddress } from './return-address.ts';
import { Refused, type Channel, type Letter, type Refusal } from './channel.ts';

type Settings = Pick<Config, 'SMTP_URL' | 'MAIL_FROM'> & Partial<Pick<Config, 'MAIL_BOUNCE' | 'MAIL_BOUNCE_TOKEN'>>;
type SmtpError = Error & { responseCode?: number; response?: string; command?: string };

/**
 * Shorter than the lease of a delivery: nobody else takes it up while this one still tries. A server that is silent for longer has lost
 * its connection, as far as we can know; also while nobody uses it.
 */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
const AT_ONCE = 4;

/** E-mail by SMTP; null when no server is configured: mail is switched off. */
export function makeSmtp(settings: Settings, timeouts = TIMEOUTS): Channel | null {
  const { SMTP_URL, MAIL_FROM } = settings;
  if (!SMTP_URL) return null;
  const transport = createTransport({ url: SMTP_URL, pool: true, maxConnections: AT_ONCE, ...timeouts });
  return {
    async send(letter) {
      try {
        await (transport.sendMail({ ...messageOf(letter, MAIL_FROM), ...envelopeOf(letter, settings) }) as Promise<SentMessageInfo>);
      } catch (error) {
        throw refusalOf(error as SmtpError) ?? error;
      }
    },
    close: () => transport.close(),
  };
}

/** What cannot be delivered later comes back to an address of this very mail; where none is set up, to where it came from. */
export const envelopeOf = ({ id, to, madeAt }: Letter, { MAIL_BOUNCE, MAIL_BOUNCE_TOKEN }: Settings) =>
  MAIL_BOUNCE && MAIL_BOUNCE_TOKEN ? { envelope: { from: returnAddress({ MAIL_BOUNCE, MAIL_BOUNCE_TOKEN }, { carrierId: id, madeAt }), to } } : {};

/** As nodemailer wants it. Message-ID follows from the letter's id alone, so that a retry is recognised as the same mail. */
export function messageOf({ id, to, fromName, subject, text, html, language, thread, notices }: Omit<Letter, 'madeAt'>, from: string) {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    messageId: `<${id}@${domain}>`,
    from: { name: fromName, address: from },
    to: { name: '', address: to },
    subject,
    text,
    html,
    ...(thread && { references: [`<case-${thread}@${domain}>`] }),
    headers: {
      // RFC 3834: no holiday replies, no loops
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
      'X-Pietura-Notices': notices.join(' '),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * A 5xx to this recipient or this content is for good. A 5xx at any other moment (greeting, TLS, sign-in, our own sender address)
 * is trouble of the configuration: it would hit every mail, and is tried again when mended.
 */
export function refusalOf({ responseCode = 0, response = '', command = '' }: SmtpError): Refused | null {
  if (responseCode < 500 || responseCode > 599 || !/^(RCPT TO|DATA)$/.test(command)) return null;
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(response)?.[0] ?? '';
  return new Refused(reasonOf(responseCode, enhanced), `${responseCode} ${enhanced}`.trim());
}

function reasonOf(code: number, enhanced: string): Refusal {
  if (enhanced === '5.2.2' || code === 552) return 'mailbox-full';
  if (/^5\.1\.[1236]$|^5\.1\.10$/.test(enhanced) || (!enhanced && [550, 551, 553].includes(code))) return 'address-unknown';
  return 'refused';
}

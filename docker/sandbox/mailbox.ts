import type { AddressInfo } from 'node:net';

/** A mail as the sandbox keeps it: until it stops, the newest first. */
export interface KeptMail {
  messageId: string;
  from: string;
  to: string;
  subject: string;
  /** Header X-Pietura-Notices: which notices it carries. */
  notices: string[];
  language: string;
  text: string;
  html: string;
  at: string;
}

export interface Mailbox {
  port: number;
  all(): KeptMail[];
  close(): Promise<void>;
}

const KEPT = 500;

/**
 * The mailbox of everybody: an SMTP server that takes every mail and delivers none, so that those who try Pietura see what people get.
 * Its packages are loaded only when it is wanted: a production installation has neither.
 */
export async function openMailbox({ host, port, now }: { host: string; port: number; now: () => Date }): Promise<Mailbox> {
  const [{ SMTPServer }, { simpleParser }] = await Promise.all([import('smtp-server'), import('mailparser')]);
  const mails: KeptMail[] = [];

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    size: 5_000_000,
    onData(stream, session, done) {
      void simpleParser(stream).then(
        mail => {
          const header = (name: string) => String(mail.headers.get(name) ?? '');
          const to = session.envelope.rcptTo.map(it => it.address).join(', ');
          const { messageId = '', subject = '', text = '', html } = mail;
          const notices = header('x-pietura-notices').split(' ').filter(Boolean);
          mails.unshift({
            messageId,
            from: mail.from?.text ?? '',
            to,
            subject,
            notices,
            language: header('content-language'),
            text,
            html: html || '',
            at: now().toISOString(),
          });
          mails.length = Math.min(mails.length, KEPT);
          done();
        },
        (error: Error) => done(error),
      );
    },
  });
  // a sender that breaks off is no reason to end
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.server.address() as AddressInfo).port, all: () => mails, close: () => new Promise(resolve => server.close(() => resolve())) };
}

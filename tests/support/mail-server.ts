import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

type Refusal = { code: number; text: string };

/** A real SMTP server in the test's process. It takes every mail unless told to refuse a recipient or all mails; `mails` are what has arrived, `senders` where each would come back to. */
export function useMailServer() {
  const mails: ParsedMail[] = [];
  const senders: string[] = [];
  const refused = new Map<string, Refusal>();
  let answer: 'takes' | 'refuses later' | 'loses the answer' = 'takes';
  let server: SMTPServer;

  const refuse = ({ code, text }: Refusal) => Object.assign(new Error(text), { responseCode: code });

  beforeAll(async () => {
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo({ address }, _session, done) {
        const refusal = refused.get(address);
        done(refusal ? refuse(refusal) : null);
      },
      onData(stream, session, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          if (answer === 'refuses later') return done(refuse({ code: 451, text: '4.7.1 come again' }));
          void simpleParser(Buffer.concat(parts)).then(mail => {
            mails.push(mail);
            senders.push(session.envelope.mailFrom ? session.envelope.mailFrom.address : '');
            done(answer === 'loses the answer' ? refuse({ code: 421, text: '4.4.2 connection lost' }) : null);
          });
        });
      },
    });
    server.on('error', () => {}); // connections that a test breaks
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
  });
  afterEach(() => {
    mails.length = 0;
    senders.length = 0;
    refused.clear();
    answer = 'takes';
  });
  afterAll(() => new Promise<void>(resolve => server.close(() => resolve())));

  return {
    mails,
    senders,
    get url() {
      return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    },
    /** This address is refused at RCPT TO. */
    refuse: (address: string, code: number, text: string) => void refused.set(address, { code, text }),
    /** How it answers once it has the whole mail. */
    answers(how: typeof answer) {
      answer = how;
    },
  };
}

import { pino, type Logger } from 'pino';

export type { Logger };

/** The second net under "no personal data in logs" (the first is not to log it): these keys never reach the output. */
const HIDDEN = ['personalCode', 'personal_code', 'givenName', 'familyName', 'authorization', 'cookie', 'password', 'token', 'data', 'variables', 'body'];

/** What cannot be written, to a full disk say, waits; beyond this it is dropped (bytes). */
const MOST_WAITING = 1024 * 1024;

/**
 * One JSON line an entry: a constant message and fields. error = someone must act, warn = retried, info = state changed,
 * debug = off in production. Ids only, never names, codes or form values. A program does not end because its log cannot be written.
 */
export function makeLogger(level: string, name = 'pietura'): Logger {
  const paths = HIDDEN.flatMap(key => [key, `*.${key}`, `*.*.${key}`]);
  // at once: what still waits at the end of a program would hold it up for as long as there is no room
  const output = pino.destination({ dest: process.stdout.fd, sync: true, maxLength: MOST_WAITING });
  output.on('error', () => {});
  return pino({ name, level, redact: { paths, censor: '[hidden]' }, base: { name, pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, output);
}

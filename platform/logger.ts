import { pino, type Logger } from 'pino';

export type { Logger };

/** The second net under "no personal data in logs" (the first is not to log it): these keys never reach the output. */
const HIDDEN = ['personalCode', 'personal_code', 'givenName', 'familyName', 'authorization', 'cookie', 'password', 'token', 'data', 'variables', 'body'];

/**
 * One JSON line an entry: a constant message and fields. error = someone must act, warn = retried, info = state changed,
 * debug = off in production. Ids only, never names, codes or form values.
 */
export function makeLogger(level: string, name = 'pietura'): Logger {
  const paths = HIDDEN.flatMap(key => [key, `*.${key}`, `*.*.${key}`]);
  return pino({ name, level, redact: { paths, censor: '[hidden]' }, base: { name, pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime });
}

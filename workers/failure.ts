import { z } from 'zod';

/** PostgreSQL away, restarting, busy beyond the pool, or without disk or memory: our own trouble, no fault of the job. */
const AWAY = /ECONN|EPIPE|ETIMEDOUT|terminat|closed|timeout|timed out|not.?reach|Can't reach|starting up|shutting down|P1001|P1002|P1008|P1017|P2024|P2028|P2034|P2037|53\d00|No space left|57P0|08\d\d\d|40001|40P01/i;
const CODES = /\b\d{6}[-–]?\d{5}\b/g;

/** Does the failure lie between us and our own database? Then the job keeps its retries. */
export function isOurDatabase(error: unknown): boolean {
  const { name = '', message = '', code = '' } = (error ?? {}) as { name?: string; message?: string; code?: string };
  const isDatabase = /^(Prisma|DriverAdapter|PostgresError)/.test(name) || /^(P\d{4}|[0-9A-Z]{5})$/.test(code);
  return isDatabase && AWAY.test(`${code} ${message}`);
}

/**
 * What may be said of a failure to the engine, to operators and in logs: never what was asked or answered. Database errors carry
 * values in their messages, so only their code is told; personal codes are masked in all others.
 */
export function sayFailure(error: unknown): string {
  if (error instanceof z.ZodError) return `Not as declared: ${error.issues.map(issue => `${issue.path.join('.') || 'value'} (${issue.code})`).join(', ')}`;
  if (!(error instanceof Error)) return 'Unknown failure';
  if (/^(Prisma|DriverAdapter|PostgresError)/.test(error.name)) return `${error.name} ${(error as { code?: string }).code ?? ''}`.trim();
  return error.message.split('\n', 1)[0]!.replace(CODES, '[code]').slice(0, 300);
}

/** The places of a stack, without the message on top. */
export const placesOf = (error: unknown): string[] =>
  ((error as Error | undefined)?.stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .slice(0, 8)
    .map(line => line.trim());

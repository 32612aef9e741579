import type { Finding, Result } from './fuzz.ts';
import type { Told } from './play.ts';
import { reason } from './shrink.ts';

const LONGEST = 700;
const HIDDEN = new Set(['authorization', 'content-length']);

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text);
/** Bytes as a shell could write them; what is no UTF-8 as \x.. */
const quoted = (text: string) =>
  `'${cut(text)
    .replaceAll("'", `'\\''`)
    .replace(/[\u0000-\u001f\u007f]/g, it => `\\x${it.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`;

function step({ who, method, path, headers, body, dress, answer }: Told, n: number): string {
  const shown = Object.entries(headers).filter(([name]) => !HIDDEN.has(name));
  const lines = [
    `${n + 1}. ${who || 'nobody'}${dress ? ` (${dress.name})` : ''} → ${answer ? `${answer.status} in ${Math.round(answer.ms)} ms` : 'no answer'}`,
    `   curl -X ${method} ${quoted(`$API${path}`)}${who ? ` -H "Authorization: Bearer $(token ${who})"` : ''}`,
    ...shown.map(([name, value]) => `     -H ${quoted(`${name}: ${value}`)}`),
    ...(body.length > 0 ? [`     --data-binary ${quoted(body.toString('utf8'))}`] : []),
    ...(answer && answer.status >= 400 ? [`   ${cut(answer.body.toString('utf8'))}`] : []),
  ];
  return lines.join('\n');
}

/** A finding as steps that a person can repeat by hand. */
export function printFinding({ found }: Finding, n: number): string {
  const { message, stack, code } = reason(found.errors);
  const why =
    message || stack
      ? [
          `   the log says: ${[code, message].filter(Boolean).join(' ')}`,
          ...(stack ?? '')
            .split('\n')
            .slice(0, 6)
            .map(line => `     ${line.trim()}`),
        ]
      : [];
  return [`── ${n + 1}. ${found.fault.kind} at ${found.step.operation}: ${cut(found.fault.what)}`, ...found.told.map(step), ...why].join('\n');
}

/** One table for people. */
export function printResult({ seed, findings, tally, sequences, ms }: Result): string {
  const statuses = tally.byStatus().map(([status, count]) => `${String(status).padStart(6)} ${String(count).padStart(8)}`);
  const slowest = tally.slowest();
  const never = tally.neverDone();
  return [
    ...findings.map(printFinding),
    '',
    'status    answers',
    ...statuses,
    '',
    `seed ${seed}: ${tally.requests} requests in ${sequences} sequences, ${Math.round(ms / 1_000)} s, ${Math.round(tally.requests / (ms / 1_000))}/s`,
    `time of an answer: median ${tally.percentile(0.5).toFixed(1)} ms, p99 ${tally.percentile(0.99).toFixed(0)} ms, longest ${slowest.ms.toFixed(0)} ms (${slowest.operation})`,
    `operations: ${tally.counts.size}, of which ${tally.counts.size - never.length} have said yes at least once${never.length > 0 && never.length <= 60 ? `; not yet: ${never.join(', ')}` : ''}`,
    `findings: ${findings.length}`,
  ].join('\n');
}

/** One line for machines. */
export const line = ({ seed, findings, tally, sequences, ms }: Result) => ({
  fuzz: 'api',
  seed,
  requests: tally.requests,
  sequences,
  ms,
  statuses: Object.fromEntries(tally.byStatus()),
  operations: tally.counts.size,
  saidYes: tally.counts.size - tally.neverDone().length,
  p50Ms: tally.percentile(0.5),
  p99Ms: tally.percentile(0.99),
  longestMs: tally.slowest().ms,
  findings: findings.map(({ found }) => ({ kind: found.fault.kind, operation: found.step.operation, steps: found.told.length })),
});

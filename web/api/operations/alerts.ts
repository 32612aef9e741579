import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LIMITS, type Limit } from './limits.ts';

type Rule = { alert: string; expr: string; lasting: string; severity: 'warning' | 'critical'; summary: string; chapter: string };

/** Beside the checks: what only Prometheus can see. */
const OF_PROMETHEUS: Rule[] = [
  {
    alert: 'PieturaProgramAway',
    expr: 'up{job=~"pietura.*"} == 0',
    lasting: '1m',
    severity: 'critical',
    summary: 'A program does not answer',
    chapter: 'program-away',
  },
  {
    alert: 'PieturaRequestsFail',
    expr: 'sum(rate(pietura_http_request_seconds_count{status=~"5.."}[5m])) / sum(rate(pietura_http_request_seconds_count[5m])) > 0.01',
    lasting: '5m',
    severity: 'critical',
    summary: 'More than one request in a hundred fails',
    chapter: 'requests-fail',
  },
  {
    alert: 'PieturaSlow',
    expr: 'histogram_quantile(0.95, sum by (le) (rate(pietura_http_request_seconds_bucket{method="POST"}[5m]))) > 1',
    lasting: '10m',
    severity: 'warning',
    summary: 'One act in twenty takes more than a second',
    chapter: 'requests-fail',
  },
  {
    alert: 'PieturaJobsFail',
    expr: 'sum by (type) (increase(pietura_job_seconds_count{result="failed"}[15m])) > 10',
    lasting: '1m',
    severity: 'warning',
    summary: 'Jobs of one type fail again and again',
    chapter: 'dead-jobs',
  },
];

/** The alert rules as a file for Prometheus: each check with its limits, each with the chapter of docs/operations.md that says what to do. */
export function alertRules(): string {
  const rules = [...Object.entries(LIMITS).flatMap(([id, limit]) => rulesOf(id, limit)), ...OF_PROMETHEUS];
  return (
    [
      '# Printed by `node web/api/operations/alerts.ts`; a test compares. Limits: web/api/operations/limits.ts',
      'groups:',
      '  - name: pietura',
      '    rules:',
      ...rules.map(asYaml),
    ].join('\n') + '\n'
  );
}

function rulesOf(id: string, { metric, help, worse, warning, critical, lasting }: Limit): Rule[] {
  const name = `Pietura${id
    .split('-')
    .map(word => word[0]?.toUpperCase() + word.slice(1))
    .join('')}`;
  const sign = worse === 'above' ? '>' : '<';
  const rule = { lasting, summary: help, chapter: id };
  const wake: Rule = { ...rule, alert: `${name}Critical`, expr: `max(${metric}) ${sign} ${critical}`, severity: 'critical' };
  const warn: Rule = { ...rule, alert: name, expr: `max(${metric}) ${sign} ${warning}`, severity: 'warning' };
  // several API programs say the same of one database; the worst counts
  const both = warning === critical ? [wake] : [warn, wake];
  return worse === 'below' ? both.map(it => ({ ...it, expr: it.expr.replace('max(', 'min(') })) : both;
}

const asYaml = ({ alert, expr, lasting, severity, summary, chapter }: Rule): string =>
  [
    `      - alert: ${alert}`,
    `        expr: '${expr.replaceAll("'", "''")}'`,
    `        for: ${lasting}`,
    `        labels: { severity: ${severity} }`,
    `        annotations: { summary: '${summary.replaceAll("'", "''")}', runbook: 'docs/operations.md#${chapter}' }`,
  ].join('\n');

export const ALERTS_FILE = join(import.meta.dirname, '../../../docker/alerts.yaml');

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(ALERTS_FILE, alertRules());

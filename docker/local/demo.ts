import { parseArgs } from 'node:util';
import { makeApi } from '../demo/api.ts';
import { playMainJob } from '../demo/main-job.ts';
import type { Story, Timeline } from '../demo/main-job.ts';

/**
 * `npm run demo [-- --json] [--url http://…] [--within seconds]`: plays the main job against the running installation,
 * through the public API only. Exit 0 only if the case was delivered and everything a person should have received is there.
 */
const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    url: { type: 'string', default: `http://localhost:${process.env.PIETURA_PORT ?? 8800}` },
    within: { type: 'string', default: '300' },
  },
});

interface Step {
  name: string;
  ms: number;
  seen?: string;
}
const report: { ok: boolean; caseId: string | null; code: string | null; steps: Step[]; timeline: Timeline; missing: string[]; error?: string } = {
  ok: false,
  caseId: null,
  code: null,
  steps: [],
  timeline: [],
  missing: [],
};
const say = (line: string) => void (options.json || console.log(line));

const over = new AbortController();
const limit = setTimeout(() => over.abort(), Number(options.within) * 1000);

const story: Story = {
  api: makeApi(options.url, over.signal),
  over: over.signal,
  began: it => Object.assign(report, it),
  async step(name, act) {
    const from = performance.now();
    let seen: string | undefined;
    const end = (mark: string) => {
      const ms = Math.round(performance.now() - from);
      report.steps.push({ name, ms, ...(seen && { seen }) });
      say(`${mark} ${(ms / 1000).toFixed(1).padStart(5)} s  ${name}${seen ? `: ${seen}` : ''}`);
    };
    try {
      const result = await act(text => (seen = text));
      end('✓');
      return result;
    } catch (fault) {
      end('✗');
      throw fault;
    }
  },
};

say(`The main job on ${options.url}: a funeral benefit, from application to payment`);
try {
  const { timeline, missing } = await playMainJob(story);
  Object.assign(report, { timeline, missing, ok: missing.length === 0 });
} catch (fault) {
  report.error = fault instanceof Error ? fault.message : String(fault);
}
clearTimeout(limit);
over.abort();
tell();
process.exitCode = report.ok ? 0 : 1;

function tell() {
  if (options.json) return void console.log(JSON.stringify(report, null, 2));
  if (report.timeline.length > 0) console.log(`\nTimeline of case ${report.code}`);
  for (const { at, name, actor, data } of report.timeline)
    console.log(`  ${at.replace('T', ' ').slice(0, 19)}  ${name.padEnd(18)} ${[actor, ...facts(data)].filter(Boolean).join(', ')}`);
  if (report.ok) return void console.log(`\nDelivered: ${options.url}/cases/${report.caseId}`);
  console.log(`\nNot delivered${report.code ? `, case ${report.code}` : ''}: ${report.error ?? `missing ${report.missing.join('; ')}`}`);
}

function facts(data: Record<string, unknown>): string[] {
  return Object.entries(data)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([key, value]) => `${key} ${String(value)}`);
}

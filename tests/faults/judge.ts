import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { z } from 'zod';
import { openTasks, submit } from '../../docker/demo/acts.ts';
import type { Api, Visitor } from '../../docker/demo/api.ts';
import { missingFrom } from '../../docker/demo/main-job.ts';
import { getCase, getTimeline, listMyCases } from '../../web/contract/cases.ts';
import { atOnce } from '../support/at-once.ts';
import { APPLICANT, type Acknowledged } from './crowd.ts';

export type Verdict = { lost: string[]; twice: string[]; stuck: string[]; wrong: string[] };
/** As the mail server has it. */
export type Mail = { messageId: string; notices: string[]; subject: string };

const AT_ONCE = 8;
/** Of the applications, how many are sent once more with their key at the end (F4). */
const SENT_AGAIN = 20;

/** All cases of the applicant, in their own eyes. */
export async function casesOf(applicant: Visitor): Promise<Set<string>> {
  const found = new Set<string>();
  for (let cursor: string | undefined, more = true; more;) {
    const { cases, next } = await applicant.call(listMyCases, { query: { limit: 100, cursor } as z.input<typeof listMyCases.query & object> });
    for (const { id } of cases) found.add(id);
    more = next !== null;
    cursor = next ?? undefined;
  }
  return found;
}

type Of = { api: Api; acknowledged: Acknowledged[]; before: Set<string>; mails: Map<string, Mail>; payments: string; databaseUrl: string; serviceId: string };

/**
 * The invariant of BARS.md from outside: the public API as the applicant and as a team lead, what the payment system and the mail server
 * have themselves written down, and the log of the engine's journal. Every acknowledged application is one case and one process run, each
 * effect happened once at its receiver, nothing is stuck.
 */
export async function judge({ api, acknowledged, before, mails, payments, databaseUrl, serviceId }: Of): Promise<Verdict> {
  const verdict: Verdict = { lost: [], twice: [], stuck: [], wrong: [] };
  const applicant = api.signIn(APPLICANT);
  const [made, ids] = [await casesOf(applicant), new Set(acknowledged.map(it => it.id))];

  for (const { id, code } of acknowledged) if (!made.has(id)) verdict.lost.push(`${code} was acknowledged and is not there`);
  if (ids.size < acknowledged.length) verdict.wrong.push(`${acknowledged.length - ids.size} applications share a case with another`);
  for (const id of made) if (!ids.has(id) && !before.has(id)) verdict.twice.push(`${id} is a case that nobody was told of`);

  await atOnce(AT_ONCE, acknowledged, async ({ id, code }) => {
    const params = { caseId: id };
    const [it, { entries }] = [await applicant.call(getCase, { params }), await applicant.call(getTimeline, { params })];
    if (it.status !== 'closed') return void verdict.stuck.push(`${code} is ${it.status}`);
    for (const fault of missingFrom(it, entries, { asked: false })) (/\((?!0)\d+ times\)/.test(fault) ? verdict.twice : verdict.lost).push(`${code}: ${fault}`);
  });
  await atOnce(AT_ONCE, acknowledged.slice(0, SENT_AGAIN), async ({ id, code, key, data }) => {
    const again = await submit(applicant, serviceId, data, key);
    if (again.id !== id) verdict.twice.push(`${code}: the same key made ${again.code}`);
  });

  countEach(paymentsOf(payments), acknowledged, ({ id }) => id, 'payment', verdict);
  for (const notice of ['N1', 'N5']) {
    const codes = [...mails.values()].filter(it => it.notices.includes(notice)).flatMap(({ subject }) => /\b\d{4} \d{4,}\b/.exec(subject)?.[0] ?? []);
    countEach(codes, acknowledged, ({ code }) => code, `mail ${notice}`, verdict);
  }
  await runsOnce(databaseUrl, acknowledged, verdict);
  await nothingLeft(api, ids, verdict);
  return verdict;
}

/** Each of the acknowledged has left this once in `seen`; what it left by nobody's order is not looked for here. */
export function countEach(seen: string[], acknowledged: Acknowledged[], keyOf: (it: Acknowledged) => string, what: string, verdict: Verdict) {
  const times = new Map<string, number>();
  for (const key of seen) times.set(key, (times.get(key) ?? 0) + 1);
  for (const it of acknowledged) {
    const n = times.get(keyOf(it)) ?? 0;
    if (n === 0) verdict.lost.push(`${it.code}: ${what}`);
    if (n > 1) verdict.twice.push(`${it.code}: ${what}, ${n} times`);
  }
}

/** What the payment system wrote down before it answered: the case each order is for. */
const paymentsOf = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => z.object({ payment: z.object({ reference: z.string() }) }).parse(JSON.parse(line)).payment.reference);

export const paymentsFile = (sandboxData: string) => join(sandboxData, 'payments.jsonl');

/** One instance of P1 for each, as the engine's journal has told: however often the message that starts it was sent. */
async function runsOnce(databaseUrl: string, acknowledged: Acknowledged[], verdict: Verdict) {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    const rows = await sql<
      { id: string }[]
    >`select case_id as id from process_run where parent_key is null and case_id = any(${acknowledged.map(it => it.id)}::uuid[])`;
    countEach(
      rows.map(it => it.id),
      acknowledged,
      ({ id }) => id,
      'process run',
      verdict,
    );
  } finally {
    await sql.end();
  }
}

/** No task of theirs is left with anybody. */
async function nothingLeft(api: Api, ids: Set<string>, verdict: Verdict) {
  for (const lead of ['vija', 'karlis']) {
    for await (const task of openTasks(api.signIn(lead), ['all']))
      if (ids.has(task.case.id)) verdict.stuck.push(`${task.case.code}: ${task.title.en} is still open`);
  }
}

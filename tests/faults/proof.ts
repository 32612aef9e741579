import { setTimeout as wait } from 'node:timers/promises';
import type { PartName } from '../../docker/local/layout.ts';
import { makeApi } from '../../docker/demo/api.ts';
import { leverOf, type StackFile } from '../support/stack-file.ts';
import { APPLICANT, gather } from './crowd.ts';
import { casesOf, judge, paymentsFile, type Mail, type Verdict } from './judge.ts';
import { playLinks, type Links } from './links.ts';
import { planFaults, planLinks, type BrokenLink, type LinkName } from './plan.ts';
import { playFaults, type Happened } from './player.ts';

export type Size = { seed: number; cases: number; faults: number; ratePerSecond: number; parts: PartName[] };
/** Links to break as well: which, how often, and by what. */
export type Broken = { links: readonly LinkName[]; faults: number; by: Links };
export type Proof = { acknowledged: number; closed: number; gaveUp: string[]; faults: Happened[]; broken: BrokenLink[]; verdict: Verdict; tookMs: number };

/** When no case has ended for so long, none will: longer than the journal takes to come again after the engine was killed on a busy machine. */
const IDLE_MS = 600_000;
/** What is not there by then after the last application has ended is stuck (F1). */
const STUCK_AFTER_MS = 60_000;
const JUDGED_WITHIN_MS = 900_000;
/** The mail server of the sandbox keeps the newest five hundred. */
const MAILS_EVERY_MS = 5_000;
/** Of the numbers of the sandbox's made-up dead, those the demo and the journeys leave alone. */
const FIRST_DECEASED = 200_000;
/** So far apart lie those of two seeds, so that a stack may be tried more than once. */
const APART = 1_009;
const MOST = 700_000;

export const isClean = (verdict: Verdict): boolean => Object.values(verdict).every(found => found.length === 0);

/** F1 and F2 of BARS.md: people apply at a steady rate while parts die and freeze, and links break; then everything is looked at from outside. */
export async function prove(stack: StackFile, size: Size, say: (line: string) => void, broken?: Broken): Promise<Proof> {
  const { urls, environment } = stack;
  const began = Date.now();
  const withinMs = (size.cases / size.ratePerSecond) * 1000;
  const ending = new AbortController();
  const over = ending.signal;
  const idle = setTimeout(() => ending.abort(), IDLE_MS);
  const before = await casesOf(makeApi(urls.web, over).signIn(APPLICANT));
  const mails = new Map<string, Mail>();
  const collect = async () => {
    const kept = (await (await fetch(`${urls.sandbox}/mail.json`)).json()) as Mail[];
    for (const mail of kept) mails.set(mail.messageId, mail);
  };
  const collecting = setInterval(() => void collect().catch(() => {}), MAILS_EVERY_MS);

  const planned = planFaults({ seed: size.seed, faults: size.faults, withinMs, parts: size.parts });
  const breaks = broken ? planLinks({ seed: size.seed, faults: broken.faults, withinMs, links: broken.links }) : [];
  let told = 0;
  const [crowd, faults] = await Promise.all([
    gather({
      web: urls.web,
      cases: size.cases,
      ratePerSecond: size.ratePerSecond,
      firstDeceased: FIRST_DECEASED + ((size.seed * APART) % MOST),
      over,
      told: ({ closed, acknowledged }) => {
        idle.refresh();
        const share = Math.floor((closed.size / size.cases) * 10);
        if (share > told) say(`${closed.size} of ${size.cases} closed, ${acknowledged.length} acknowledged`);
        told = Math.max(told, share);
      },
    }),
    playFaults(planned, leverOf(stack), say, over),
    broken && playLinks(breaks, broken.by, say, over),
  ]);
  clearTimeout(idle);
  const look = async () => {
    await collect();
    return judge({
      api: makeApi(urls.web, AbortSignal.timeout(JUDGED_WITHIN_MS)),
      acknowledged: crowd.acknowledged,
      serviceId: crowd.serviceId,
      before,
      mails,
      payments: paymentsFile(environment.SANDBOX_DATA ?? ''),
      databaseUrl: environment.DATABASE_URL ?? '',
    });
  };
  const stuckFrom = Date.now() + STUCK_AFTER_MS;
  let verdict = await look();
  while (!isClean(verdict) && Date.now() < stuckFrom) {
    await wait(MAILS_EVERY_MS);
    verdict = await look();
  }
  clearInterval(collecting);
  return {
    acknowledged: crowd.acknowledged.length,
    closed: crowd.closed.size,
    gaveUp: crowd.gaveUp,
    faults,
    broken: breaks,
    verdict,
    tookMs: Date.now() - began,
  };
}

import type { Visitor } from '../../docker/demo/api.ts';
import { getCase, getTimeline, listCases, listMyCases } from '../../web/contract/cases.ts';
import { getPrefill, getServiceForm, listServices } from '../../web/contract/catalogue.ts';
import { saveDraft } from '../../web/contract/me.ts';
import { listCaseTasks, listTasks } from '../../web/contract/tasks.ts';
import { median } from './compare.ts';
import { memoryOf } from './memory.ts';
import { openCases } from './open-cases.ts';
import { saying } from './open-loop.ts';
import type { Bench } from './run.ts';
import { withTown, type Town } from './town.ts';

const BARS = { mostMb: 180, growth: 0.1, requests: 1_000_000 };
const MB = 1024 ** 2;
/** Memory is looked at so many times; each figure is the median of some neighbouring looks, because a heap breathes. */
const LOOKS = 200;
const NEIGHBOURS = 10;
const OPEN = 20;

/** E1: memory of the API (PSS) after so many requests of all kinds, and how much it grew since a tenth of them. */
export const benchEndurance: Bench = (stack, { requests, hands }, say) =>
  withTown(stack, async ({ town, sql }) => {
    const { made } = await openCases({ town, sql, open: OPEN, hands: 4, say });
    const caseId = made[0] ?? (await newest(town));
    const asks = asksOf(town, caseId);
    const pids = await stack.pids('api');
    const looks: number[] = [];
    const failed: Record<string, number> = {};
    let [begun, done] = [0, 0];
    const every = Math.max(1, Math.floor(requests / LOOKS));
    const began = performance.now();
    say(`endurance: ${requests} requests, ${hands} hands`);
    const progress = saying(say, () => `${done} of ${requests}, ${((looks.at(-1) ?? 0) / MB).toFixed(0)} MiB`);
    const hand = async () => {
      while (begun < requests) {
        const ask = asks[begun++ % asks.length]!;
        await ask().catch((fault: unknown) => (failed[String(fault)] = (failed[String(fault)] ?? 0) + 1));
        if (++done % every === 0) looks.push(memoryOf(pids) ?? NaN);
      }
    };
    await Promise.all(Array.from({ length: hands }, hand)).finally(() => progress.stop());

    const perSecond = requests / ((performance.now() - began) / 1000);
    const at = (share: number) => median(looks.slice(Math.max(0, Math.round(looks.length * share) - NEIGHBOURS), Math.round(looks.length * share)));
    const [tenth, end] = [at(0.1), at(1)];
    const growth = end / tenth - 1;
    say(
      `\nE1  memory of the API (PSS), MiB: ${[0.1, 0.25, 0.5, 0.75, 1].map(share => `${Math.round(share * requests)} requests ${(at(share) / MB).toFixed(0)}`).join(', ')}; ${perSecond.toFixed(0)}/s`,
    );
    const isReached = end <= BARS.mostMb * MB && growth <= BARS.growth;
    say(
      `  growth since a tenth ${(growth * 100).toFixed(1)} %: ${isReached ? 'must reached' : 'must not reached'}${requests < BARS.requests ? ', after fewer requests' : ''} (must ≤ ${BARS.mostMb} MB and ≤ 10 % after 1 000 000, best ≤ 110 MB and ≤ 2 %)`,
    );
    say(`  failed: ${JSON.stringify(failed)}\n`);
    return { tenthMb: tenth / MB, endMb: end / MB, growth, perSecond, failed, looksMb: looks.map(it => Math.round(it / MB)) };
  });

async function newest({ applicants }: Town): Promise<string> {
  const { cases } = await applicants[0]!.call(listMyCases, { query: { limit: 1 } });
  if (!cases[0]) throw new Error('There is no case to look at');
  return cases[0].id;
}

/** What a specialist and an applicant ask while they work: lists most of all, pages, the catalogue, and a draft that is kept. */
function asksOf({ applicants, specialist, serviceId }: Town, caseId: string): (() => Promise<unknown>)[] {
  const applicant = applicants[0]!;
  const params = { caseId };
  const tasks = (visitor: Visitor, queue: 'mine' | 'unassigned') => () => visitor.call(listTasks, { query: { queue, limit: 50 } });
  return [
    tasks(specialist, 'unassigned'),
    () => specialist.call(getCase, { params }),
    () => specialist.call(listCaseTasks, { params }),
    () => applicant.call(listMyCases, { query: { limit: 20 } }),
    tasks(specialist, 'mine'),
    () => specialist.call(listCases, { query: { limit: 50 } }),
    () => specialist.call(getTimeline, { params }),
    () => applicant.call(listServices, { query: { q: 'bēres' } }),
    () => applicant.call(getServiceForm, { params: { serviceId } }),
    () => applicant.call(getPrefill, { params: { serviceId }, query: {} }),
    () => applicant.call(saveDraft, { params: { subject: `reply:${caseId}` }, body: { data: { text: 'Paldies par ziņu!' } } }),
  ];
}

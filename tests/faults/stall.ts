import { setTimeout as wait } from 'node:timers/promises';
import { FUNERAL_BENEFIT, fillIn, findService, submit } from '../../docker/demo/acts.ts';
import { makeApi } from '../../docker/demo/api.ts';
import { syntheticCode } from '../../docker/sandbox/people.ts';
import { APPLICANT } from './crowd.ts';
import type { Links } from './links.ts';

/** How long after somebody applied the stall was noticed, and how long after the link was whole again it had healed, in ms. */
export type Stall = { noticedMs: number; healedMs: number };

const LOOK_EVERY_MS = 200;
/** Twice what F5 allows: then it is not noticed, or not healed, at all. */
const GIVEN_UP_MS = 120_000;

/** F5 of BARS.md: the engine's journal does not come through while somebody applies. Noticed: the API's own health says so. */
export async function stallJournal(web: string, deceased: number, links: Pick<Links, 'breaks' | 'mend'>): Promise<Stall> {
  const over = AbortSignal.timeout(2 * GIVEN_UP_MS);
  const applicant = makeApi(web, over).signIn(APPLICANT);
  const service = await findService(applicant, 'bēres', FUNERAL_BENEFIT);
  const { data } = await fillIn(applicant, service.id, syntheticCode(deceased));
  const untilShown = async (flows: boolean) => {
    const began = Date.now();
    while ((await isFlowing(web)) !== flows && Date.now() - began < GIVEN_UP_MS) await wait(LOOK_EVERY_MS);
    return Date.now() - began;
  };
  await untilShown(true);
  links.breaks('journal', 'stall');
  await submit(applicant, service.id, data);
  const noticedMs = await untilShown(false);
  links.mend('journal');
  return { noticedMs, healedMs: await untilShown(true) };
}

async function isFlowing(web: string): Promise<boolean | undefined> {
  const answer = await fetch(`${web}/health/ready`).catch(() => undefined);
  return ((await answer?.json().catch(() => undefined)) as { shown?: { journal?: boolean } } | undefined)?.shown?.journal;
}

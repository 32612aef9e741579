import fc from 'fast-check';
import { ACTS, type Act, type Does } from './acts.ts';
import { afterCommit, atTheEnd, checkMails, whenQuiet } from './invariants.ts';
import { World, type Ground } from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** `begins`: how far the first case has come when the acts begin. `chance`: seed of everything the acts do not say: who goes first, which process is asked. 0: everything in order. */
export type Schedule = { begins: number; acts: Act[]; chance: number };
/** `seed` and `schedules` as in fast-check: the same seed makes the same schedules. */
export type Outcome = { failed: false; schedules: number } | { failed: true; schedules: number; seed: number; path: string; story: string };

const OFTEN: Record<Does, number> = {
  submit: 8,
  work: 22,
  answer: 5,
  clock: 5,
  absence: 4,
  'hand on': 3,
  twice: 3,
  restart: 5,
  withdraw: 2,
  rate: 3,
  reopen: 2,
  escalate: 3,
  'minutes pass': 6,
  'hours pass': 5,
  'days pass': 8,
  'a program dies': 5,
  'a connection breaks': 4,
  'a program stalls': 5,
  'the engine goes': 3,
  'the mail server goes': 1,
  'the database goes': 2,
  'answers get lost': 3,
  'the journal stops': 2,
};

type Done = [Does, number, number];
const ASKED: Done[] = [['submit', 0, 0]]; // prettier-ignore
const FOR_ANOTHER: Done[] = [['submit', 2, 0]]; // prettier-ignore
const TAKEN_OVER: Done[] = [...FOR_ANOTHER, ['work', 0, 0]]; // prettier-ignore
const CLIENT_ASKED: Done[] = [...TAKEN_OVER, ['work', 0, 1]]; // prettier-ignore
const ANSWERED: Done[] = [...ASKED, ['work', 0, 0]]; // prettier-ignore
const DISPUTED: Done[] = [...ANSWERED, ['rate', 0, 0]]; // prettier-ignore
const REOPENED: Done[] = [...DISPUTED, ['work', 0, 1], ['work', 0, 0]]; // prettier-ignore
const SOMEBODY_AWAY: Done[] = [...FOR_ANOTHER, ['hand on', 0, 2], ['absence', 3, 3]]; // prettier-ignore
const WITHDRAWN: Done[] = [...ASKED, ['withdraw', 0, 0]]; // prettier-ignore
/** How far the first case has come, without any trouble: what is done, and how. */
const BEGINNINGS = [ASKED, FOR_ANOTHER, TAKEN_OVER, CLIENT_ASKED, ANSWERED, DISPUTED, REOPENED, SOMEBODY_AWAY, WITHDRAWN];
export const ANSWERED_AT = BEGINNINGS.indexOf(ANSWERED);

const does = fc.oneof(...(Object.entries(OFTEN) as [Does, number][]).map(([name, weight]) => ({ weight, arbitrary: fc.constant(name) })));
const act: fc.Arbitrary<Act> = fc.record({
  does,
  a: fc.nat(29),
  b: fc.nat(59),
  rush: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(40) }),
});
export const schedule: fc.Arbitrary<Schedule> = fc.record({
  begins: fc.nat(BEGINNINGS.length - 1),
  acts: fc.array(act, { minLength: 1, maxLength: 14, size: 'max' }),
  chance: fc.nat(0x7fffffff),
});

/** Plays one schedule: the acts, then the end of all trouble and time for everything to end. Throws at what must not be. */
export async function play(ground: Ground, { begins, acts, chance }: Schedule): Promise<World> {
  const world = new World(ground, chance, afterCommit);
  try {
    for (const [name, a, b] of BEGINNINGS[begins]!) {
      void ACTS[name](world, a, b);
      await world.settle();
    }
    for (const { does: name, a, b, rush } of acts) {
      const doing = ACTS[name](world, a, b);
      if (name.endsWith('pass')) await doing;
      else void Promise.resolve(doing).catch(error => world.broken(error));
      if (rush > 0) await world.rush(rush);
      else await world.settle();
      see(world, rush === 0 && name.endsWith('pass'));
    }
    await world.heal();
    see(world, true);
    atTheEnd(world);
    // whoever must be told of a date by now is told; then the year goes on
    await world.pass(12 * DAY);
    see(world, true);
    atTheEnd(world);
    checkMails(world);
  } catch (error) {
    world.broken(error);
  }
  if (world.fault) {
    world.fault.message = `${world.fault.message}\n${world.told.map(it => `    ${it}`).join('\n')}`;
    throw world.fault;
  }
  return world;
}

function see(world: World, quiet: boolean): void {
  if (quiet) whenQuiet(world);
  if (world.fault) throw world.fault;
}

/** Plays many schedules; of one that fails, the shortest story found. */
export async function simulate(
  ground: Ground,
  {
    seed,
    schedules,
    progress = () => {},
    path,
    shrinks = true,
  }: { seed: number; schedules: number; progress?: (played: number) => void; path?: string; shrinks?: boolean },
): Promise<Outcome> {
  let played = 0;
  const property = fc.asyncProperty(schedule, async it => {
    await play(ground, it);
    progress(++played);
  });
  const result = await fc.check(property, { seed, numRuns: schedules, endOnFailure: !shrinks, ...(path && { path }) });
  if (!result.failed) return { failed: false, schedules: result.numRuns };
  const error = result.errorInstance as Error;
  return {
    failed: true,
    schedules: result.numRuns,
    seed: result.seed,
    path: result.counterexamplePath ?? '',
    story: error.name === 'Violation' ? error.message : `${error.message}\n${error.stack}`,
  };
}

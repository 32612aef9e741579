import type { Arbitrary } from 'fast-check';
import { makeChance, type Chance } from '../seed-large/random.ts';
import type { Api, Operation } from './document.ts';
import { PEOPLE } from './people.ts';
import { grow, type Plan } from './plan.ts';
import type { Sequence, Step } from './play.ts';
import type { World } from './world.ts';

/** How long the clock goes on between two requests: mostly a second, at times hours, so that terms pass. */
const PACES = [
  [6, 1_000],
  [2, 60_000],
  [1, 5 * 3_600_000],
] as const;
const LONGEST_SCENE = 10;

/** What a sequence is made of: `n`-th of a run, the same for the same seed. */
export function makeCompose(api: Api, plans: Map<string, Arbitrary<Plan>>, world: Pick<World, 'admitted'>) {
  const groups = Map.groupBy(api.operations, it => it.path.split('/').slice(2, 3)[0] ?? '');
  const names = [...groups].map(([name, all]) => [Math.sqrt(all.length), name] as const);
  const weighed = (operations: Operation[]) => operations.map(it => [it.method === 'GET' ? 1 : 2, it] as const);

  return function compose(seed: number, n: number, length: number): Sequence {
    const chance = makeChance(seed * 1_000_003 + n);
    const steps: Step[] = [];
    while (steps.length < length) {
      const operations = groups.get(chance.weighed(names))!;
      const actors = actorsOf(chance, operations);
      const most = Math.min(length - steps.length, 2 + chance.whole(LONGEST_SCENE));
      for (let left = most; left > 0; left -= 1) steps.push(...stepsOf(chance, operations, actors));
    }
    return { steps: steps.slice(0, length), paceMs: chance.weighed(PACES) };
  };

  /** Two people who have something to do here, and may get into each other's way. */
  function actorsOf(chance: Chance, operations: Operation[]): string[] {
    return [0, 1].map(() => {
      const admitted = world.admitted.get(chance.one(operations).name) ?? [];
      return chance.one(admitted.length > 0 ? admitted : PEOPLE);
    });
  }

  function stepsOf(chance: Chance, operations: Operation[], actors: string[]): Step[] {
    const operation = chance.weighed(weighed(operations));
    const admitted = world.admitted.get(operation.name) ?? [];
    const fitting = actors.filter(it => admitted.includes(it));
    const who = chance.share() < 0.15 ? chance.one(PEOPLE) : chance.one(fitting.length > 0 ? fitting : admitted.length > 0 ? admitted : PEOPLE);
    const grown = grow(plans.get(operation.name)!, chance.whole(2 ** 31));
    const step: Step = { grown, who, key: chance.id(new Date(0)) };
    if (chance.share() > 0.15) return [step];
    const [key, other] = chance.weighed([
      [5, [step.key, who]],
      [3, [chance.id(new Date(0)), who]],
      [2, [step.key, chance.one(PEOPLE)]],
    ] as const);
    return [step, { grown, who: other, key }];
  }
}

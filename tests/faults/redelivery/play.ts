import type { Gate } from './gate.ts';
import { whatChanged, type Keeper } from './rows.ts';

/** One try of something: `live` is one life of the program that does it, `outside` what has arrived at those it speaks to. */
export type Performance = {
  live(): Promise<void>;
  outside(): string[];
  /** How far it has come for good: when that has changed, the points before the next death are other ones. */
  progress(): Promise<number> | number;
  /** Everything is done; and yet it is asked for once more. */
  again?(): void;
  close?(): Promise<void>;
};
export type Play = {
  name: string;
  perform(): Performance | Promise<Performance>;
  /** Columns that tell when and how often something was tried, by table: they differ with the deaths, and may. */
  ignored?: Record<string, string[]>;
};
export type Played = { points: readonly string[]; deaths: number; difference: string[] };
type Stage = { gate: Gate; keeper: Keeper; recover(): Promise<void> };

/** No program has so many ways out: a life that never ends is a fault of its own. */
const MOST = 2_000;

/**
 * F3 of BARS.md. Plays once undisturbed, which shows the points and what is to come of it; puts everything back; then plays it again and
 * again, dying at the first point, at the second … from the first again whenever something has been done for good, until a life ends before
 * the next point comes; and once more, as if its answer had been lost. What has changed, in the database and outside, is to be what the undisturbed play has changed.
 */
export async function playOut({ gate, keeper, recover }: Stage, { perform, ignored }: Play): Promise<Played> {
  const before = await keeper.read();
  const look = async ({ outside }: Performance) => {
    const now = await keeper.read();
    return { now, told: [...whatChanged(before, now, ignored), ...outside().sort()] };
  };

  const undisturbed = await perform();
  gate.begin();
  await undisturbed.live();
  const points = [...gate.met()];
  const wanted = await look(undisturbed);
  await undisturbed.close?.();
  await keeper.putBack(before, wanted.now);

  const disturbed = await perform();
  let [deaths, at, come] = [0, 0, await disturbed.progress()];
  for (;;) {
    at += 1;
    if (deaths > MOST) throw new Error(`More than ${MOST} points: ${gate.met().slice(-5).join(' · ')}`);
    gate.begin(at);
    await disturbed.live().catch((error: unknown) => {
      if (gate.isAlive()) throw error;
    });
    if (gate.isAlive()) break;
    deaths += 1;
    gate.begin();
    await recover();
    const now = await disturbed.progress();
    if (now !== come) [come, at] = [now, 0];
  }
  const found = await look(disturbed);
  disturbed.again?.();
  gate.begin();
  await disturbed.live();
  const again = await look(disturbed);
  await disturbed.close?.();
  await keeper.putBack(before, again.now);
  return { points, deaths, difference: [...difference(wanted.told, found.told), ...difference(found.told, again.told).map(it => `again: ${it}`)] };
}

/** − what should have come of it and has not, + what should not have. */
function difference(wanted: string[], found: string[]): string[] {
  const [left, more] = [[...wanted], [] as string[]];
  for (const it of found) {
    const at = left.indexOf(it);
    if (at < 0) more.push(`+ ${it}`);
    else left.splice(at, 1);
  }
  return [...left.map(it => `− ${it}`), ...more];
}

import type { Found, Played, Sequence, Step } from './play.ts';

/** Is it the same finding? Numbers and ids in its words may differ. */
export const signature = ({ step, fault, errors }: Pick<Found, 'step' | 'fault' | 'errors'>): string => {
  const { message = '', stack = '' } = reason(errors);
  const place = /at (?!.*node_modules).*?((?:web|platform|processes)\/[\w./-]+:\d+)/.exec(stack)?.[1] ?? '';
  return [fault.kind, step.operation, fault.kind === '5xx' ? `${message.slice(0, 60)} ${place}` : fault.what.slice(0, 120)]
    .join(' · ')
    .replace(/[0-9a-f]{6,}|\d+/gi, '#');
};

/** What the API's log says of the failure. */
export function reason(errors: string[]): { message?: string; stack?: string; code?: string } {
  const last = errors.at(-1);
  if (!last) return {};
  try {
    return (JSON.parse(last) as { err?: { message?: string; stack?: string; code?: string } }).err ?? {};
  } catch {
    return { stack: last };
  }
}

/**
 * Makes a finding short: leaves out steps as long as it is still found, by halves and then one by one; then lets fast-check make the values
 * simpler. Every try begins in a fresh copy of the world.
 */
export async function shrink(
  sequence: Sequence,
  found: Found,
  play: (sequence: Sequence) => Promise<Played>,
  plays: number,
): Promise<{ sequence: Sequence; found: Found }> {
  const wanted = signature(found);
  let best = { sequence: { ...sequence, steps: sequence.steps.slice(0, found.at + 1) }, found };
  let left = plays;
  const still = async (steps: Step[]): Promise<boolean> => {
    if (left <= 0 || steps.length === 0) return false;
    left -= 1;
    const again = { ...sequence, steps };
    const { found: next } = await play(again);
    if (!next || signature(next) !== wanted) return false;
    best = { sequence: { ...again, steps: steps.slice(0, next.at + 1) }, found: next };
    return true;
  };

  // most findings need nothing but their own step
  if (!(await still(best.sequence.steps.slice(-1)))) await leaveOut();
  await simplify();
  return best;

  async function leaveOut(): Promise<void> {
    for (let size = Math.ceil(best.sequence.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
      for (let from = best.sequence.steps.length - 1 - size; from > -size; from -= size) {
        const { steps } = best.sequence;
        await still([...steps.slice(0, Math.max(0, from)), ...steps.slice(Math.max(0, from) + size)]);
      }
  }

  async function simplify(): Promise<void> {
    for (let at = best.sequence.steps.length - 1; at >= 0; at -= 1) for (let better = true; better && left > 0;) better = await simpler(at);
  }

  async function simpler(at: number): Promise<boolean> {
    const { steps } = best.sequence;
    const old = steps[at]!.grown;
    let tries = 12;
    for (const grown of old.simpler()) {
      if ((tries -= 1) < 0) return false;
      if (await still(steps.map(each => (each.grown === old ? { ...each, grown } : each)))) return true;
    }
    return false;
  }
}

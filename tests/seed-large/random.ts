/** Chance that comes out the same each time: a batch made again after an interruption is the same batch. */
export interface Chance {
  /** 0 ≤ x < 1. */
  share(): number;
  /** A whole number from 0 to `below` − 1. */
  whole(below: number): number;
  one<T>(of: readonly T[]): T;
  /** One of `[weight, value]`, the heavier the likelier. */
  weighed<T>(of: readonly (readonly [number, T])[]): T;
  /** A UUID v7 of that moment. */
  id(at: Date): string;
}

/** Mulberry32: small, quick, and good enough to invent a country. `seed` is any whole number. */
export function makeChance(seed: number): Chance {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number) => Math.floor(share() * below);
  const hex = (digits: number) =>
    whole(16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return {
    share,
    whole,
    one: of => of[whole(of.length)]!,
    weighed(of) {
      let left = share() * of.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, value] of of) if ((left -= weight) < 0) return value;
      return of.at(-1)![1];
    },
    id(at) {
      const time = at.getTime().toString(16).padStart(12, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${(8 + whole(4)).toString(16)}${hex(3)}-${hex(6)}${hex(6)}`;
    },
  };
}

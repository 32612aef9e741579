/** How long and how much. `hands`: people at work at once; `peak`: arrivals a second; `open`: cases that are open; `starts`: cases begun one by one. */
export type Size = {
  pairs: number;
  seconds: number;
  hands: number;
  rate: number;
  peak: number;
  posts: number;
  open: number;
  starts: number;
  requests: number;
};

const NAMES = ['pairs', 'seconds', 'hands', 'rate', 'peak', 'posts', 'open', 'starts', 'requests'] as const;
const USUAL: Size = { pairs: 5, seconds: 5, hands: 8, rate: 5, peak: 100, posts: 1000, open: 500, starts: 100, requests: 10_000 };
/** Never without end. */
const MOST: Size = { pairs: 30, seconds: 1800, hands: 64, rate: 250, peak: 500, posts: 100_000, open: 100_000, starts: 10_000, requests: 2_000_000 };
/** What a benchmark needs of its own to mean anything. */
const OWN: Record<string, Partial<Size>> = {
  flow: { seconds: 60, hands: 32 },
  peak: { seconds: 20, rate: 42 },
};

/** Options of the command line, all of them sizes: each by itself, all short unless said otherwise. */
export const SIZE_OPTIONS = Object.fromEntries(NAMES.map(name => [name, { type: 'string' as const }])) as Record<keyof Size, { type: 'string' }>;

/** The size of one benchmark. @throws Error for what lies outside its limits */
export function sizeOf(bench: string, given: Partial<Record<keyof Size, string | undefined>>): Size {
  const one = (name: keyof Size): number => {
    const value = given[name] === undefined ? (OWN[bench]?.[name] ?? USUAL[name]) : Number(given[name]);
    if (!(value > 0 && value <= MOST[name])) throw new Error(`--${name} must lie between 0 and ${MOST[name]}, not ${given[name]}`);
    if (name !== 'rate' && name !== 'seconds' && name !== 'peak' && !Number.isInteger(value))
      throw new Error(`--${name} must be a whole number, not ${given[name]}`);
    return value;
  };
  return Object.fromEntries(NAMES.map(name => [name, one(name)])) as Size;
}

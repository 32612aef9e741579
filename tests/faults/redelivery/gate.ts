/** The program that is being tried has died at this point: whatever it still does must have no effect. */
export class Died extends Error {
  constructor() {
    super('The program has died');
  }
}

export type Gate = ReturnType<typeof makeGate>;

/**
 * Every way out of the code under test leads through here: each statement to the database, each call to the engine, an agency, the mail
 * server. Each is a point, counted from 1 in the order in which they come. A life of the program either meets all its points, or dies at
 * the one it was told: before what happens there (and, for what lies outside, perhaps after it, before it hears of it). From then on
 * nothing it does gets out, as if it had been killed.
 */
export function makeGate() {
  let points: string[] = [];
  let diesAt = Number.POSITIVE_INFINITY;
  let alive = true;
  const deaths = new Set<() => void>();

  function die(): void {
    alive = false;
    for (const end of deaths) end();
  }

  /** True when what happens here may happen. */
  function point(what: string): boolean {
    if (!alive) return false;
    points.push(what);
    if (points.length === diesAt) die();
    return alive;
  }

  return {
    /** A new life, which dies at this point; without one it lives to its end. */
    begin(at = Number.POSITIVE_INFINITY): void {
      [points, diesAt, alive] = [[], at, true];
    },
    /** What this life has met so far. */
    met: (): readonly string[] => points,
    isAlive: () => alive,
    point,
    /** Called at each death, until it is called off: connections are cut. */
    onDeath(end: () => void): () => void {
      deaths.add(end);
      return () => void deaths.delete(end);
    },
    /** An effect outside: two points, one before it and one after it, when nobody has heard of it yet. */
    async outside<T>(what: string, effect: () => T | Promise<T>): Promise<T> {
      if (!point(`before ${what}`)) throw new Died();
      const result = await effect();
      if (!point(`after ${what}`)) throw new Died();
      return result;
    },
  };
}

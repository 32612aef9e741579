import type { Clock } from '../../../platform/clock.ts';

/** What each person has been shown today by this process, so that what is read again at every change is written down once. */
export type DayMemory = {
  /** Those of the keys that are new to this person today. */
  fresh(userId: string, keys: readonly string[]): string[];
  /** Call it once they are written down: a failed transaction is tried again at the next reading. */
  keep(userId: string, keys: readonly string[]): void;
};

/** Days are those of UTC: a day that ends at two in the morning of Riga splits nobody's work. Forgotten when the day or the process ends. */
export function makeDayMemory(now: Clock): DayMemory {
  const today = new Map<string, Set<string>>();
  let day = '';

  function seenBy(userId: string): Set<string> {
    const date = now().toISOString().slice(0, 10);
    if (date !== day) today.clear();
    day = date;
    return today.get(userId) ?? new Set<string>();
  }

  return {
    fresh(userId, keys) {
      const seen = seenBy(userId);
      return [...new Set(keys)].filter(key => !seen.has(key));
    },
    keep(userId, keys) {
      const seen = seenBy(userId);
      for (const key of keys) seen.add(key);
      today.set(userId, seen);
    },
  };
}

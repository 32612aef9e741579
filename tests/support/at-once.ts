/** Does this for each, `most` at once. */
export async function atOnce<T>(most: number, of: Iterable<T>, work: (it: T) => Promise<void>): Promise<void> {
  const waiting = of[Symbol.iterator]() as IteratorObject<T>;
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (const it of waiting) await work(it);
    }),
  );
}

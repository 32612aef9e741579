/**
 * A reading that many ask for and that is dear to make: it is kept for `ms` after it has come, and whoever asks while it is under way waits
 * for the same one. One that fails is not kept: those who waited for it hear so, and the next to ask begins another.
 */
export function remembered<T>(ms: number, read: () => Promise<T>, nowMs: () => number = () => performance.now()): () => Promise<T> {
  let known: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (known && nowMs() < until) return known;
    until = Infinity;
    known = read();
    known.then(
      () => (until = nowMs() + ms),
      () => (known = undefined),
    );
    return known;
  };
}

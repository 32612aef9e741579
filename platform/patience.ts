/**
 * Pauses (ms) between the attempts at a job. A service's jobs ask agencies, which may be away for minutes: some 21 minutes in all.
 * Shared jobs touch nothing but our own database, whose absence costs no attempt: what fails there three times is a fault of ours.
 */
export const PATIENCE = {
  service: [2_000, 10_000, 60_000, 300_000, 900_000],
  shared: [1_000, 5_000],
} as const satisfies Record<string, readonly number[]>;

/** One attempt more than there are pauses. What a diagram gives a service's job (a rule checks it), and what an operator's "again" gives any. */
export const attemptsOf = (pausesMs: readonly number[]): number => pausesMs.length + 1;

/**
 * What is left after a failed attempt: `retries` 0 means an incident. The pauses begin with the first, however many retries the engine
 * still counts; whoever has fewer begins further on, because only the last ones are left.
 */
export function afterFailure(retriesBefore: number, pausesMs: readonly number[]): { retries: number; retryBackOffMs: number } {
  const retries = Math.max(0, Math.min(retriesBefore - 1, pausesMs.length));
  return { retries, retryBackOffMs: retries === 0 ? 0 : (pausesMs[pausesMs.length - retries] ?? 0) };
}

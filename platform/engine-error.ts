/** The engine does not answer, or not now (starting, overloaded, partition without a leader). The same call again will do. */
export class EngineUnavailable extends Error {
  override name = 'EngineUnavailable';
}

/** The engine has understood and will never accept this. Somebody must look. */
export class EngineRefused extends Error {
  override name = 'EngineRefused';
}

const GRPC = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  FAILED_PRECONDITION: 9,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
} as const;
const FOR_GOOD: number[] = [GRPC.INVALID_ARGUMENT, GRPC.PERMISSION_DENIED, GRPC.FAILED_PRECONDITION, GRPC.OUT_OF_RANGE, GRPC.UNIMPLEMENTED];

const codeOf = (error: unknown): number | undefined => (error as { code?: number }).code;
export const isNotFound = (error: unknown): boolean => codeOf(error) === GRPC.NOT_FOUND;
export const alreadyExists = (error: unknown): boolean => codeOf(error) === GRPC.ALREADY_EXISTS;

/** Sorts an error of a gRPC call into the two kinds. What is unknown may pass: it is tried again. */
export function asEngineError(error: unknown, what: string): Error {
  if (error instanceof EngineUnavailable || error instanceof EngineRefused) return error;
  const message = `${what}: ${error instanceof Error ? error.message : String(error)}`;
  return FOR_GOOD.includes(codeOf(error) ?? -1) ? new EngineRefused(message, { cause: error }) : new EngineUnavailable(message, { cause: error });
}

/** Puts a limit on a call: the client library sets none, and a half-open connection would hold it for minutes. */
export async function within<T>(limitMs: number, what: string, call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new EngineUnavailable(`${what}: no answer in ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([call, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** The engine may still be starting: it says UNAVAILABLE for a moment after it is ready. */
const PATIENCE_MS = 30_000;

/** Repeats a call while the engine is still coming up. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (let waitMs = 200; ; waitMs = Math.min(2000, waitMs * 2)) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof EngineUnavailable) || Date.now() > until) throw error;
      await new Promise(resolve => setTimeout(resolve, waitMs));
    }
  }
}

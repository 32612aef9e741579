import type { Sql } from './database.ts';

/** An engine's own number has at most so many digits (2^63). */
const RAW_DIGITS = 19;

/**
 * Keys as we write them. An engine whose data were thrown away counts from the beginning again: its numbers would be those of other
 * tasks and jobs, long done. So each life of the engine writes its own number before them (decision record 0034).
 */
export type EngineKeys = {
  /** 0 = the engine has never begun anew. */ life: number;
  ours(raw: string): string;
  /** Null for a key of an earlier life: the engine of today knows nothing of it. */
  raw(ours: string): string | null;
};

/** The keys of one life of the engine. */
export function makeEngineKeys(life: number): EngineKeys {
  if (life === 0) return { life, ours: raw => raw, raw: key => (key.length > RAW_DIGITS ? null : key) };
  const prefix = String(life);
  return {
    life,
    ours: raw => prefix + raw.padStart(RAW_DIGITS, '0'),
    raw: key => (key.length === prefix.length + RAW_DIGITS && key.startsWith(prefix) ? BigInt(key.slice(prefix.length)).toString() : null),
  };
}

export const FIRST_LIFE = makeEngineKeys(0);

/** The keys of the engine that runs now. It begins anew only while our programs are stopped: read once, at their start. */
export async function readEngineKeys(sql: Sql): Promise<EngineKeys> {
  const [row] = await sql<{ life: number }[]>`SELECT coalesce(max(life), 0)::int AS life FROM engine_life`;
  return makeEngineKeys(row?.life ?? 0);
}

const sorted = (it: object) => Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)));

/** JSON with sorted keys, for hashes: neither PostgreSQL's jsonb nor a client keeps the order of keys. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, it: unknown) => (it && typeof it === 'object' && !Array.isArray(it) ? sorted(it) : it));

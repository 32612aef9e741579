import type { Tx } from '../../../platform/database.ts';

/** Information requests that concern no service. */
const NO_SERVICE = '0000';

/** B1.2: service code and running number, "0008 1234". The counter's row is locked until the commit, so no number is given twice or lost. */
export async function nextCode(tx: Tx, prefix: string = NO_SERVICE): Promise<string> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    INSERT INTO case_counter (prefix, next) VALUES (${prefix}, 2)
    ON CONFLICT (prefix) DO UPDATE SET next = case_counter.next + 1 RETURNING next - 1 AS number`;
  return `${prefix} ${String(rows[0]?.number).padStart(4, '0')}`;
}

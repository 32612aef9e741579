import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import type { User } from '../http/user.ts';
import { audit } from './audit.ts';

export type Shown = ReturnType<typeof makeShown>;

/**
 * Rows of lists carry names, so showing them is a look (B4.3): who was shown which cases, and in which list. Lists are read again
 * at every change; a case is therefore written down when a person is first shown it that day by this process, not at every refresh.
 */
export function makeShown({ db, now }: { db: Db; now: Clock }) {
  const today = new Map<string, Set<string>>();
  let day = '';

  return async (
    user: User,
    list: 'case.list' | 'task.list' | 'original.list' | 'case.search' | 'call-back.list' | 'client.search',
    codes: string[],
  ): Promise<void> => {
    const at = now();
    const date = at.toISOString().slice(0, 10);
    if (date !== day) today.clear();
    day = date;
    const seen = today.get(user.id) ?? new Set<string>();
    const fresh = codes.filter(code => !seen.has(code));
    if (fresh.length === 0) return;
    await db.$transaction(tx => audit(tx, { who: user.id, did: list, at, purpose: list.endsWith('.search') ? 'search' : 'overview', data: { shown: fresh } }));
    // only once it is written: a failed transaction is tried again at the next reading
    today.set(user.id, new Set([...seen, ...fresh]));
  };
}

import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/database.ts';
import type { User } from '../http/user.ts';
import { audit } from './audit.ts';
import { makeDayMemory } from './day-memory.ts';

export type Shown = ReturnType<typeof makeShown>;

/** Lists that carry names or words, and why they are read. `absence.list` and `work-time.list` are about workers: their ids are written. */
const PURPOSE = {
  'case.list': 'overview',
  'task.list': 'overview',
  'original.list': 'overview',
  'call-back.list': 'overview',
  'notice.list': 'overview',
  'case.search': 'search',
  'client.search': 'search',
  'absence.list': 'planning',
  'work-time.list': 'planning',
} as const;

/**
 * Rows of lists carry names, so showing them is a look (B4.3): who was shown whose, and in which list. Lists are read again at every
 * change; what stands in one is therefore written down when a person is first shown it there that day by this process, not at every refresh.
 */
export function makeShown({ db, now }: { db: Db; now: Clock }) {
  const memory = makeDayMemory(now);

  return async (user: User, list: keyof typeof PURPOSE, codes: string[], about: { caseId?: string } = {}): Promise<void> => {
    const place = `${list} ${about.caseId ?? ''} `;
    const fresh = memory.fresh(user.id, codes.map(code => place + code)); // prettier-ignore
    if (fresh.length === 0) return;
    const data = { shown: fresh.map(key => key.slice(place.length)) };
    await db.$transaction(tx => audit(tx, { who: user.id, did: list, at: now(), ...about, purpose: PURPOSE[list], data }));
    memory.keep(user.id, fresh);
  };
}

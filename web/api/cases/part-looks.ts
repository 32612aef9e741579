import type { Case } from '../../../prisma/generated/client.ts';
import { audit } from '../audit/audit.ts';
import { makeDayMemory } from '../audit/day-memory.ts';
import type { User } from '../http/user.ts';
import { purposeOf } from './access.ts';
import type { CaseDeps } from './deps.ts';

export type PartLooks = ReturnType<typeof makePartLooks>;
/** Parts of a case that are read beside it, or without it. */
type Part = 'log' | 'timeline' | 'links' | 'instructions' | 'escalations';

/**
 * Writes down that somebody has read a part of a case (B4.3): who, whose, why, and which part; once a day for each person and part, because
 * pages read them anew at every change. `shown`: codes of other cases that stand in it.
 */
export function makePartLooks({ db, now }: Pick<CaseDeps, 'db' | 'now'>) {
  const memory = makeDayMemory(now);

  return async (user: User, it: Case, part: Part, shown: string[] = []): Promise<void> => {
    const purpose = purposeOf(user, it);
    const keys = memory.fresh(user.id, [`${it.id} ${part}`, ...shown.map(code => `${it.id} ${part} ${code}`)]);
    if (!purpose || keys.length === 0) return;
    const data = { part, ...(shown.length > 0 && { shown }) };
    await db.$transaction(tx => audit(tx, { who: user.id, did: 'case.part', at: now(), caseId: it.id, clientId: it.clientId, purpose, data }));
    memory.keep(user.id, keys);
  };
}

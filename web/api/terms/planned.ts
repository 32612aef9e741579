import { Problem } from '../../../platform/problem.ts';
import type { Term as TermRow } from '../../../prisma/generated/client.ts';
import type { cancelTerm, correctTerm } from '../../contract/terms.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayChangeTerm } from './policy.ts';
import { factsOf, presentTerm } from './present.ts';
import { addVersion, cancelVersion, type Proposed } from './versions.ts';

/** What has not begun yet is taken back or corrected, with a reason. `check`: throws when a term cannot be. */
export function makePlanned({ db, now }: Pick<CaseDeps, 'db' | 'now'>, check: (term: Proposed) => void) {
  /** @throws Problem not-permitted */
  async function mustChange(termId: string, user: User): Promise<TermRow> {
    const row = await db.term.findUnique({ where: { id: termId } });
    if (!row) throw new Problem('state-conflict', 'There is no such term any more');
    if (!mayChangeTerm(user, row)) throw new Problem('not-permitted', 'The administrator of the agency sets its terms');
    return row;
  }

  const cancel: UseCase<typeof cancelTerm> = async ({ termId, reason }, { user, once }) => {
    await mustChange(termId, user);
    return once(async tx => {
      const at = now();
      const row = await cancelVersion(tx, termId, { by: user.id, at, reason });
      await audit(tx, { who: user.id, did: 'term.cancel', at, data: { term: row.id, ...factsOf(row), reason } });
      return presentTerm(row, { user, now: at, names: () => user.name });
    });
  };

  /** For the same cases as before: to which a term applies is no matter of correction. */
  const correct: UseCase<typeof correctTerm> = async ({ termId, reason, ...term }, { user, once }) => {
    const before = await mustChange(termId, user);
    const facts = factsOf(before);
    for (const path of ['purpose', 'agencyId', 'serviceId', 'kind', 'priority'] as const)
      if (term[path] !== facts[path]) throw new Problem('invalid-form', 'Another scope is another term', [{ path, code: 'fixed' }]);
    check(term);
    return once(async tx => {
      const at = now();
      await cancelVersion(tx, termId, { by: user.id, at, reason });
      const row = await addVersion(tx, term, { by: user.id, at, replaces: reason });
      await audit(tx, { who: user.id, did: 'term.correct', at, data: { term: row.id, before: termId, ...facts, reason } });
      return presentTerm(row, { user, now: at, names: () => user.name });
    });
  };

  return { cancel, correct };
}

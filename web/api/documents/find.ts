import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { User } from '../http/user.ts';
import { mergedInto } from '../links/link.ts';
import { documentsVisibleTo } from './policy.ts';
import { presentDocument, readWhole, type DocumentView, type WholeDocument } from './read.ts';

/** One document of a case, for somebody who may see it. */
export function makeFind({ config }: Pick<CaseDeps, 'config'>) {
  const policy = { required: config.VIRUS_CHECK === 'required' };

  /** @throws Problem not-found, also for what this person may not see */
  async function one(db: Db | Tx, it: Case, documentId: string, user: User): Promise<WholeDocument> {
    const [whole] = await readWhole(db, it.id, { AND: [{ id: documentId }, documentsVisibleTo(user, it)] });
    if (!whole) throw new Problem('not-found', `No document ${documentId}`);
    return whole;
  }

  /**
   * One document that is shown in a case: its own, or of a duplicate that is merged into it.
   * @throws Problem not-found, also for what this person may not see
   */
  async function shown(db: Db, it: Case, documentId: string, user: User): Promise<{ whole: WholeDocument; merged: ReadonlyMap<string, string> }> {
    const seen = { AND: [{ id: documentId }, documentsVisibleTo(user, it)] };
    const [own] = await readWhole(db, it.id, seen);
    if (own) return { whole: own, merged: new Map() };
    const merged = await mergedInto(db, it.id);
    const [whole] = merged.size > 0 ? await readWhole(db, [...merged.keys()], seen) : [];
    if (!whole) throw new Problem('not-found', `No document ${documentId}`);
    return { whole, merged };
  }

  const decidedOf = async (db: Db | Tx, it: Case) => ({ ...it, decided: (await db.decision.count({ where: { caseId: it.id } })) > 0 });

  async function present(db: Db | Tx, it: Case, documentId: string, user: User): Promise<DocumentView> {
    return presentDocument(await one(db, it, documentId, user), await decidedOf(db, it), user, policy);
  }

  return { one, shown, decidedOf, present, policy };
}

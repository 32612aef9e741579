import type { Db, Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { User } from '../http/user.ts';
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

  const decidedOf = async (db: Db | Tx, it: Case) => ({ ...it, decided: (await db.decision.count({ where: { caseId: it.id } })) > 0 });

  async function present(db: Db | Tx, it: Case, documentId: string, user: User): Promise<DocumentView> {
    return presentDocument(await one(db, it, documentId, user), await decidedOf(db, it), user, policy);
  }

  return { one, decidedOf, present, policy };
}

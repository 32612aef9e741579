import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/change-board.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { UseCase } from '../http/bind.ts';
import { ownBoard, wrongSaid } from './keep-board.ts';
import { rankOf } from './status.ts';

/** Kinds of change approved beforehand: until a day, or until somebody takes it back. */
export function makeStandardKeeping({ db, now, newId }: Pick<CaseDeps, 'db' | 'now' | 'newId'>) {
  const addStandard: UseCase<typeof contract.addStandardChange> = async ({ title, what, acceptedRisk, validTo }, { user, once }) => {
    const agency = ownBoard(user);
    const at = now();
    if (validTo <= localDate(at)) throw wrongSaid('validTo', 'past');
    return once(async tx => {
      const id = newId();
      await tx.standardChange.create({
        data: { id, agency, title, what, acceptedRisk: rankOf(acceptedRisk), approvedBy: user.id, approvedAt: at, validTo: new Date(validTo) },
      });
      await audit(tx, { who: user.id, did: 'standard-change.approve', at, data: { id } });
      return { id };
    });
  };

  const withdrawStandard: UseCase<typeof contract.withdrawStandardChange> = async ({ standardId }, { user, once }) => {
    const agency = ownBoard(user);
    const at = now();
    const found = await db.standardChange.findUnique({ where: { id: standardId } });
    if (found?.agency !== agency) throw new Problem('not-found', `No standard change ${standardId}`);
    await once(async tx => {
      const { count } = await tx.standardChange.updateMany({ where: { id: standardId, withdrawnAt: null }, data: { withdrawnAt: at, withdrawnBy: user.id } });
      if (count === 0) throw new Problem('already-done', 'It has been withdrawn');
      await audit(tx, { who: user.id, did: 'standard-change.withdraw', at, data: { id: standardId } });
    });
  };

  return { addStandard, withdrawStandard };
}

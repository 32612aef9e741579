import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/change-board.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { serviceOf } from '../cases/find.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayEditBoard } from './policy.ts';

const DAY_MS = 86_400_000;
export const wrongSaid = (path: string, code: string) => new Problem('invalid-request', `${path}: ${code}`, [{ path, code }]);

/** The agency whose board this person keeps. @throws Problem not-permitted for everybody else */
export function ownBoard(user: User): string {
  if (!user.agencyId || !mayEditBoard(user, user.agencyId))
    throw new Problem('not-permitted', 'Whoever answers for the services of the agency keeps its board');
  return user.agencyId;
}

/** Who sits on the board, and what the agency has set: kept by those who answer for its services. */
export function makeBoardKeeping({ db, now, newId, processes }: Pick<CaseDeps, 'db' | 'now' | 'newId' | 'processes'>) {
  const addMember: UseCase<typeof contract.addBoardMember> = async ({ userId, serviceId, urgent, from }, { user, once }) => {
    const agency = ownBoard(user);
    const at = now();
    if (from < localDate(at)) throw wrongSaid('from', 'past');
    const person = await db.userAccount.findUnique({ where: { id: userId } });
    if (person?.agencyId !== agency) throw new Problem('not-found', 'Members are people of the agency');
    if (serviceId && serviceOf(processes, serviceId)?.description.holder !== agency) throw wrongSaid('serviceId', 'option');
    return once(async tx => {
      const sits = await tx.boardMember.count({ where: { agency, userId, serviceId, OR: [{ validTo: null }, { validTo: { gte: new Date(from) } }] } });
      if (sits > 0) throw new Problem('already-done', 'They sit on the board for this already');
      const id = newId();
      await tx.boardMember.create({ data: { id, agency, userId, serviceId, urgent, validFrom: new Date(from), addedBy: user.id, addedAt: at } });
      await audit(tx, { who: user.id, did: 'change-board.add', at, data: { id, userId, serviceId } });
      return { id };
    });
  };

  /** The last day is yesterday: from today on nobody asks them. Voices they have given stay. */
  const endMember: UseCase<typeof contract.endBoardMember> = async ({ memberId }, { user, once }) => {
    const agency = ownBoard(user);
    const at = now();
    const found = await db.boardMember.findUnique({ where: { id: memberId } });
    if (found?.agency !== agency) throw new Problem('not-found', `No member ${memberId}`);
    const yesterday = new Date(Date.parse(localDate(at)) - DAY_MS);
    await once(async tx => {
      // who has never sat leaves no trace but the audit; an end before the beginning would be none
      const { count } =
        found.validFrom > yesterday
          ? await tx.boardMember.deleteMany({ where: { id: memberId } })
          : await tx.boardMember.updateMany({ where: { id: memberId, validTo: null }, data: { validTo: yesterday } });
      if (count === 0) throw new Problem('already-done', 'They have left the board');
      await audit(tx, { who: user.id, did: 'change-board.end', at, data: { id: memberId, userId: found.userId } });
    });
  };

  const set: UseCase<typeof contract.setChangeSetting> = async ({ version, ...said }, { user, once }) => {
    const agency = ownBoard(user);
    return once(async tx => {
      await tx.changeSetting.createMany({ data: { agency, version: 0 }, skipDuplicates: true });
      const { count } = await tx.changeSetting.updateMany({ where: { agency, version }, data: { ...said, version: version + 1 } });
      if (count === 0) throw new Problem('state-conflict', 'Somebody has changed it');
      await audit(tx, { who: user.id, did: 'change-board.setting', at: now(), data: { ...said } });
      return { version: version + 1 };
    });
  };

  return { addMember, endMember, set };
}

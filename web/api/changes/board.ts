import { localDate } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import type * as contract from '../../contract/change-board.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { titledService } from '../cases/summaries.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { dateOf } from '../incidents/present.ts';
import { mayEditBoard, mayListChanges, maySeeBoard } from './policy.ts';
import { readSetting } from './setting.ts';
import { isStandardValid } from './standard.ts';
import { riskOf } from './status.ts';

/** Who sits on the advisory board of one's agency, which changes are approved beforehand, and what it has set. */
export function makeBoardView({ db, now, processes }: CaseDeps, directory: Directory) {
  const get: UseCase<typeof contract.getChangeBoard> = async (_none, { user }) => {
    if (!maySeeBoard(user) || !user.agencyId) throw new Problem('not-permitted', 'For those who work in an agency');
    const { agencyId } = user;
    const at = now();
    const today = new Date(localDate(at));
    const [members, standards, colleagues, agency] = await Promise.all([
      db.boardMember.findMany({
        where: { agency: agencyId, OR: [{ validTo: null }, { validTo: { gte: today } }] },
        orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
      }),
      db.standardChange.findMany({ where: { agency: agencyId, withdrawnAt: null }, orderBy: { title: 'asc' } }),
      db.userAccount.findMany({ where: { agencyId }, orderBy: { name: 'asc' }, select: { id: true, name: true, roles: true } }),
      directory.agencies(),
    ]);
    const names = new Map(colleagues.map(it => [it.id, it.name]));
    const person = (id: string) => ({ id, name: names.get(id) ?? '' });
    const { agency: _agency, ...setting } = await readSetting(db, agencyId);
    return {
      agency: agency(agencyId),
      members: members.map(it => ({
        id: it.id,
        person: person(it.userId),
        service: titledService(processes, it.serviceId),
        urgent: it.urgent,
        from: dateOf(it.validFrom)!,
        to: dateOf(it.validTo),
      })),
      standards: standards.map(it => ({
        id: it.id,
        title: it.title,
        what: it.what,
        acceptedRisk: riskOf(it.acceptedRisk) ?? 'low',
        approvedBy: person(it.approvedBy),
        approvedAt: it.approvedAt.toISOString(),
        validTo: dateOf(it.validTo)!,
        valid: isStandardValid(it, at),
      })),
      setting,
      // a voice can be given only by those who may open the register
      colleagues: colleagues
        .filter(it => mayListChanges({ id: it.id, name: it.name, roles: it.roles as User['roles'], agencyId, clientId: null }))
        .map(({ id, name }) => ({ id, name })),
      services: servicesOf(processes)
        .filter(it => it.description.holder === agencyId && !it.description.retired)
        .map(it => ({ id: it.id, title: it.description.title })),
      may: mayEditBoard(user, agencyId) ? (['edit'] as const).slice() : [],
    };
  };

  return get;
}

import { Problem } from '../../../platform/problem.ts';
import type * as contract from '../../contract/service-levels.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { maySeeCase } from '../cases/policy.ts';
import type { UseCase } from '../http/bind.ts';
import { keeperOf, lock, mustBe } from './keep.ts';
import { mayTellDemand } from './policy.ts';

/** Services people need and nobody gives (P10.2), and areas that are to be improved (P12.6). */
export function makeDemands({ db, now, newId }: CaseDeps) {
  const add: UseCase<typeof contract.addDemand> = async ({ caseCode, ...demand }, { user, once }) => {
    const agency = user.agencyId;
    if (!agency || !mayTellDemand(user, agency)) throw new Problem('not-permitted', 'Needs are told by those who work for an agency');
    const found = caseCode === null ? null : await db.case.findUnique({ where: { code: caseCode } });
    if (caseCode !== null && (!found || !maySeeCase(user, found))) throw new Problem('invalid-form', 'No such case', [{ path: 'caseCode', code: 'unknown' }]);
    return once(async tx => {
      const at = now();
      const { id } = await tx.serviceDemand.create({ data: { ...demand, id: newId(), agency, caseId: found?.id ?? null, madeBy: user.id, madeAt: at } });
      await audit(tx, { who: user.id, did: 'level.demand', at, ...(found && { caseId: found.id }), data: { demand: id } });
      return { id };
    });
  };

  const decide: UseCase<typeof contract.decideDemand> = async ({ id, decision, reason }, { user, once }) => {
    const agency = keeperOf(user);
    return once(async tx => {
      await lock(tx, id);
      mustBe(await tx.serviceDemand.findUnique({ where: { id } }), agency, ['open']);
      const at = now();
      const state = { accept: 'accepted', decline: 'declined' }[decision];
      await tx.serviceDemand.update({ where: { id }, data: { state, reason, decidedBy: user.id, decidedAt: at } });
      await audit(tx, { who: user.id, did: 'level.demand-decide', at, data: { demand: id, decision, reason } });
      return { id };
    });
  };

  const endImprovement: UseCase<typeof contract.endImprovement> = async ({ id, decision, result }, { user, once }) => {
    const agency = keeperOf(user);
    return once(async tx => {
      await lock(tx, id);
      mustBe(await tx.improvement.findUnique({ where: { id } }), agency, ['chosen']);
      const at = now();
      await tx.improvement.update({ where: { id }, data: { state: decision, result, endedBy: user.id, endedAt: at } });
      await audit(tx, { who: user.id, did: 'improvement.end', at, data: { improvement: id, decision } });
      return { id };
    });
  };

  return { addDemand: add, decideDemand: decide, endImprovement };
}

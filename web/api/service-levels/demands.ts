import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import type { ServiceDemand } from '../../../prisma/generated/client.ts';
import type * as contract from '../../contract/service-levels.ts';
import { audit } from '../audit/audit.ts';
import { beginCase } from '../cases/begin.ts';
import { nextCode } from '../cases/code.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { OWNER } from '../cases/owner.ts';
import { maySeeCase } from '../cases/policy.ts';
import type { UseCase } from '../http/bind.ts';
import { keeperOf, lock, mustBe } from './keep.ts';
import { mayTellDemand } from './policy.ts';

/** As much of a need as a case is called by; the whole of it stands in the register. */
const MOST_LETTERS = 200;

/** Services people need and nobody gives (P10.2), and areas that are to be improved (P12.6). */
export function makeDemands({ db, now, newId, processes, outbox }: CaseDeps) {
  /** M23, P10.2 → P5.1: a new service is a change like any other; it is registered inside, for the agency that would hold it. */
  async function askForChange(tx: Tx, { agency, need }: ServiceDemand, { at, by }: { at: Date; by: string }): Promise<string> {
    const subject = need.length > MOST_LETTERS ? `${need.slice(0, MOST_LETTERS - 1)}…` : need;
    const whose = { holder: agency, fromAgency: agency, owner: OWNER, team: OWNER, registrarUserId: by };
    const row = await tx.case.create({
      data: { id: newId(), code: await nextCode(tx), kind: 'change-request', channel: 'inside', subject, submittedAt: at, ...whose },
    });
    await beginCase(tx, row, { actor: by, at, processes });
    return row.id;
  }

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
    const reply = await once(async tx => {
      await lock(tx, id);
      const demand = mustBe(await tx.serviceDemand.findUnique({ where: { id } }), agency, ['open']);
      const at = now();
      const state = { accept: 'accepted', change: 'accepted', decline: 'declined' }[decision];
      const changeId = decision === 'change' ? await askForChange(tx, demand, { at, by: user.id }) : null;
      await tx.serviceDemand.update({ where: { id }, data: { state, reason, changeId, decidedBy: user.id, decidedAt: at } });
      await audit(tx, { who: user.id, did: 'level.demand-decide', at, ...(changeId && { caseId: changeId }), data: { demand: id, decision, reason } });
      return { id };
    });
    outbox.kick();
    return reply;
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

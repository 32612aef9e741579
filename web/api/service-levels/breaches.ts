import { notifyCase } from '../../../platform/notify.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import type { decideBreach } from '../../contract/service-levels.ts';
import { audit } from '../audit/audit.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { serviceOf } from '../cases/find.ts';
import type { UseCase } from '../http/bind.ts';
import { mayRaiseProblem } from '../problems/policy.ts';
import { raise } from '../problems/raise.ts';
import { lock } from './keep.ts';
import { mayDecideBreach } from './policy.ts';

type Breach = Prisma.LevelBreachGetPayload<{ include: { report: true; of: true } }>;

/** What follows from a target that was missed: an area to improve (P12.6), a problem whose cause is looked for (P4), or nothing, with why. */
export function makeBreaches({ db, now, newId, processes, outbox }: CaseDeps): UseCase<typeof decideBreach> {
  /** "Atļauja: on-time 83.33 (≥ 95), 2026-11", for whoever opens the record years later. */
  function nameOf({ report, of, fact, target }: Breach): string {
    const service = serviceOf(processes, of.serviceId)?.description.title.lv;
    return [service && `${service}: `, `${of.parameter} ${fact} (mērķis ${target}), ${report.period}`].filter(Boolean).join('');
  }

  async function follow(tx: Tx, breach: Breach, { decision, words, by, at }: { decision: string; words: string; by: string; at: Date }) {
    const { agency } = breach.report;
    if (decision === 'improvement') {
      const { id } = await tx.improvement.create({ data: { id: newId(), agency, area: nameOf(breach), reason: words, madeBy: by, madeAt: at } });
      return { improvementId: id };
    }
    if (decision !== 'problem') return {};
    const problem = { subject: `${nameOf(breach)}. ${words}`, serviceId: breach.of.serviceId, holder: agency, fromAgency: agency, source: 'trend' as const };
    const { id } = await raise(tx, problem, { at, actor: by, newId, processes });
    await notifyCase(tx, id);
    return { problemId: id };
  }

  return async ({ id, decision, words }, { user, once }) => {
    const found = await db.levelBreach.findUnique({ where: { id }, include: { report: true, of: true } });
    if (!found || found.report.agency !== user.agencyId) throw new Problem('not-found', `No breach ${id}`);
    if (!mayDecideBreach(user, found.report.agency) || (decision === 'problem' && !mayRaiseProblem(user)))
      throw new Problem('not-permitted', 'Those who lead the agency say what follows');
    const reply = await once(async tx => {
      await lock(tx, `report ${found.report.agency} ${found.report.period}`);
      const row = await tx.levelBreach.findUnique({ where: { id }, include: { report: true, of: true } });
      if (row?.state !== 'open') throw new Problem('state-conflict', 'Somebody has decided it, or it is none any more');
      const at = now();
      const more = await follow(tx, row, { decision, words, by: user.id, at });
      const state = { improvement: 'improvement', problem: 'problem', accept: 'accepted' }[decision];
      await tx.levelBreach.update({ where: { id }, data: { ...more, state, words, decidedBy: user.id, decidedAt: at } });
      await audit(tx, { who: user.id, did: 'level.breach', at, ...('problemId' in more && { caseId: more.problemId }), data: { breach: id, decision } });
      return { id };
    });
    outbox.kick();
    return reply;
  };
}

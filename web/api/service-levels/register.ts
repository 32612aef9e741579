import { localDate, shift } from '../../../platform/local-time.ts';
import { Problem } from '../../../platform/problem.ts';
import { servicesOf } from '../../../processes/load.ts';
import { kind } from '../../contract/words.ts';
import type { getServiceLevels } from '../../contract/service-levels.ts';
import type { CaseDeps } from '../cases/deps.ts';
import type { Directory } from '../cases/directory.ts';
import { visibleTo } from '../cases/policy.ts';
import { titledService } from '../cases/summaries.ts';
import { namesOf } from '../contacts/deps.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayKeepLevels, mayReadLevels, mayTellDemand } from './policy.ts';
import { presentAgreement, presentDemand, presentImprovement, presentRequirement, presentTarget } from './present.ts';
import { factOf, total } from './reckon.ts';
import { sumsOf } from './sums.ts';

/** As many of each as one reads; older ones are in the audit and in reports. */
const MOST = 100;
/** So far back one looks for what people need and nobody gives (days). */
const SIGNS_OF_DAYS = 90;
const LOW = 3;
const FEWEST_RATINGS = 3;

/** The agency one asks about: one's own, unless one says. @throws Problem not-permitted */
export function agencyOf(user: User, asked: string | undefined): string {
  const agency = asked ?? user.agencyId ?? '';
  if (!mayReadLevels(user, agency)) throw new Problem('not-permitted', 'Service levels are for those who deliver the services');
  return agency;
}

/** Everything an agency keeps about the levels of its services (P10.2 to P10.5). */
export function makeLevelRegister({ db, now, processes }: CaseDeps, directory: Directory): UseCase<typeof getServiceLevels> {
  /** P10.2: what people ask for that is no service, and what they rated low; from the counted days. */
  async function signsOf(agency: string, today: string) {
    const sums = await sumsOf(db, agency, { from: shift(today, -SIGNS_OF_DAYS), to: today });
    const none = sums.filter(it => it.serviceId === '' && it.closed > 0 && kind.safeParse(it.kind).success);
    const rated = Map.groupBy(sums, it => it.serviceId);
    return {
      withoutService: none.map(it => ({ kind: kind.parse(it.kind), count: it.closed })).sort((a, b) => b.count - a.count),
      ratedLow: [...rated].flatMap(([serviceId, of]) => {
        const { value, count } = factOf('satisfaction', total(of));
        return value !== null && value < LOW && count >= FEWEST_RATINGS ? [{ service: titledService(processes, serviceId || null), rating: value, count }] : [];
      }),
    };
  }

  return async ({ agency: asked }, { user }) => {
    const agency = agencyOf(user, asked);
    const today = localDate(now());
    const newest = { where: { agency }, orderBy: [{ madeAt: 'desc' as const }, { id: 'desc' as const }], take: MOST };
    const [requirements, targets, agreements, demands, improvements] = await Promise.all([
      db.levelRequirement.findMany(newest),
      db.levelTarget.findMany(newest),
      db.levelAgreement.findMany(newest),
      db.serviceDemand.findMany(newest),
      db.improvement.findMany(newest),
    ]);
    const deciders = [...requirements, ...agreements, ...demands].map(it => it.decidedBy);
    const makers = [...requirements, ...targets, ...agreements, ...demands, ...improvements].map(it => it.madeBy);
    const caseIds = demands.flatMap(it => [it.caseId, it.changeId].filter(id => id !== null));
    const [names, cases, agencies, signs] = await Promise.all([
      namesOf(db, [...deciders, ...makers]),
      db.case.findMany({ where: { AND: [{ id: { in: caseIds } }, visibleTo(user)] }, select: { id: true, code: true } }),
      directory.agencies(),
      signsOf(agency, today),
    ]);
    const beside = { names, processes, today, keeps: mayKeepLevels(user, agency) };
    const codes = new Map(cases.map(it => [it.id, it.code]));
    return {
      agency: agencies(agency),
      services: servicesOf(processes)
        .filter(it => it.description.holder === agency && !it.description.retired)
        .map(({ id, description }) => ({ id, title: description.title })),
      requirements: requirements.map(row => presentRequirement(row, beside)),
      targets: targets.map(row => presentTarget(row, beside)),
      agreements: agreements.map(row => presentAgreement(row, beside)),
      demands: demands.map(row => presentDemand(row, codes, beside)),
      improvements: improvements.map(row => presentImprovement(row, beside)),
      signs,
      may: [...(beside.keeps ? (['keep'] as const) : []), ...(mayTellDemand(user, agency) ? (['demand'] as const) : [])],
    };
  };
}

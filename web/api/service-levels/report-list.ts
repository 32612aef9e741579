import type { Prisma } from '../../../prisma/generated/client.ts';
import type { ReplyOf } from '../../contract/endpoint.ts';
import type { listLevelReports, Parameter } from '../../contract/service-levels.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { titledService } from '../cases/summaries.ts';
import { namesOf } from '../contacts/deps.ts';
import type { Names } from '../contacts/present.ts';
import type { UseCase } from '../http/bind.ts';
import type { User } from '../http/user.ts';
import { mayRaiseProblem } from '../problems/policy.ts';
import { mayDecideBreach, mayKeepLevels } from './policy.ts';
import { agencyOf } from './register.ts';
import type { ReportData } from './reports.ts';

const MOST_REPORTS = 13;
const WHOLE = { breaches: { include: { of: true }, orderBy: { id: 'asc' } } } as const satisfies Prisma.LevelReportInclude;
type Row = Prisma.LevelReportGetPayload<{ include: typeof WHOLE }>;
type Report = ReplyOf<typeof listLevelReports>['reports'][number];

/** A year of reports, the newest first (P10.7). */
export function makeReportList({ db, processes }: CaseDeps): UseCase<typeof listLevelReports> {
  const person = (names: Names, id: string | null) => (id === null ? null : { id, name: names(id) });

  function presentBreach(row: Row['breaches'][number], { names, user, agency }: { names: Names; user: User; agency: string }): Report['breaches'][number] {
    const mayDecide = row.state === 'open' && mayDecideBreach(user, agency);
    return {
      id: row.id,
      service: titledService(processes, row.of.serviceId),
      parameter: row.of.parameter as Parameter,
      target: row.target,
      fact: row.fact,
      state: row.state as Report['breaches'][number]['state'],
      words: row.words,
      problemId: row.problemId,
      decidedBy: person(names, row.decidedBy),
      decidedAt: row.decidedAt?.toISOString() ?? null,
      may: mayDecide ? ['improvement', ...(mayRaiseProblem(user) ? (['problem'] as const) : []), 'accept'] : [],
    };
  }

  return async ({ agency: asked }, { user }) => {
    const agency = agencyOf(user, asked);
    const rows = await db.levelReport.findMany({ where: { agency }, orderBy: { period: 'desc' }, take: MOST_REPORTS, include: WHOLE });
    const names = await namesOf(
      db,
      rows.flatMap(row => [row.madeBy, row.concludedBy, ...row.breaches.map(it => it.decidedBy)]),
    );
    return {
      reports: rows.map(row => {
        const { targets, services } = row.data as unknown as ReportData;
        return {
          id: row.id,
          period: row.period,
          madeAt: row.madeAt.toISOString(),
          madeBy: person(names, row.madeBy),
          targets: targets.map(({ serviceId, parameter, target, fact, count, met }) => ({
            ...{ service: titledService(processes, serviceId), parameter, target, fact, count, met },
          })),
          services: services.map(({ serviceId, closed, rated, facts }) => ({ service: titledService(processes, serviceId), closed, rated, facts })),
          breaches: row.breaches.map(it => presentBreach(it, { names, user, agency })),
          conclusion:
            row.conclusion && row.concludedAt ? { words: row.conclusion, by: person(names, row.concludedBy), at: row.concludedAt.toISOString() } : null,
          may: mayDecideBreach(user, agency) ? (['conclude'] as const).slice() : [],
        };
      }),
      may: mayKeepLevels(user, agency) ? ['make'] : [],
    };
  };
}

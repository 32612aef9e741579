import type { z } from 'zod';
import type { Process } from '../../../processes/load.ts';
import type { Case, Prisma } from '../../../prisma/generated/client.ts';
import type { problemLine, proposalView } from '../../contract/problems.ts';
import type { Directory } from '../cases/directory.ts';
import { iso } from '../cases/present.ts';
import { titledService } from '../cases/summaries.ts';
import { dateOf, personOf } from '../incidents/present.ts';

type Agency = Awaited<ReturnType<Directory['agencies']>>;
type Line = z.input<typeof problemLine>;
export const PROBLEM_LINE = { case: true, knownError: true, _count: { select: { incidents: true } } } as const satisfies Prisma.ProblemInclude;
export type ProblemRow = Prisma.ProblemGetPayload<{ include: typeof PROBLEM_LINE }>;

/** One line of the register. `names`: display names by user id. */
export const presentProblemLine = (
  row: ProblemRow,
  { processes, agency, names }: { processes: Process[]; agency: Agency; names: Map<string, string> },
): Line => ({
  id: row.caseId,
  code: row.case.code,
  subject: row.case.subject,
  service: titledService(processes, row.case.serviceId),
  agency: agency(row.case.holder),
  status: row.status as Line['status'],
  source: row.source as Line['source'],
  category: row.category as Line['category'],
  priority: row.case.priority,
  significant: row.significant || row.case.priority <= 2,
  owner: personOf(names, row.ownerId),
  incidents: row._count.incidents,
  hasWorkaround: row.knownError !== null && row.knownError.publishedAt !== null && row.knownError.withdrawnAt === null,
  reviewOn: dateOf(row.reviewOn),
  raisedAt: row.raisedAt.toISOString(),
});

export const PROPOSAL = { incidents: { include: { incident: { include: { case: true } } } } } as const satisfies Prisma.ProblemProposalInclude;
export type ProposalRow = Prisma.ProblemProposalGetPayload<{ include: typeof PROPOSAL }>;
type Why = { serviceId: string | null; items: string[]; words: string[]; from: string; to: string; rule: z.input<typeof proposalView>['why']['rule'] };
type Beside = { processes: Process[]; agency: Agency; names: Map<string, string>; problem: Pick<Case, 'id' | 'code'> | null; mayDecide: boolean };

/** Like incidents and what they have in common. */
export function presentProposal(row: ProposalRow, { processes, agency, names, problem, mayDecide }: Beside): z.input<typeof proposalView> {
  const { serviceId, ...why } = row.why as unknown as Why;
  const oldest = [...row.incidents].sort(
    (a, b) => a.incident.registeredAt.getTime() - b.incident.registeredAt.getTime() || (a.incidentId < b.incidentId ? -1 : 1),
  );
  return {
    id: row.id,
    agency: agency(row.holder),
    state: row.state as 'open',
    why: { ...why, service: titledService(processes, serviceId) },
    incidents: oldest.map(({ incident, score }) => ({
      id: incident.caseId,
      code: incident.case.code,
      subject: incident.case.subject,
      registeredAt: incident.registeredAt.toISOString(),
      state: incident.state,
      score,
    })),
    madeAt: row.madeAt.toISOString(),
    decidedBy: personOf(names, row.decidedBy),
    decidedAt: iso(row.decidedAt),
    reason: row.reason,
    problem: problem && { id: problem.id, code: problem.code },
    may: mayDecide && row.state === 'open' ? ['decide'] : [],
    version: row.version,
  };
}

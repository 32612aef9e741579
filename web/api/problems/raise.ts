import type { Tx } from '../../../platform/database.ts';
import type { Process } from '../../../processes/load.ts';
import type { Case } from '../../../prisma/generated/client.ts';
import { beginCase } from '../cases/begin.ts';
import { nextCode } from '../cases/code.ts';
import type { StepDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { itemsMeant } from '../configuration/meant.ts';
import { OWNER } from '../cases/owner.ts';
import { recordEvent } from '../cases/record.ts';

export type NewProblem = {
  subject: string;
  serviceId: string | null;
  holder: string;
  fromAgency: string;
  source: 'incident' | 'likeness' | 'trend' | 'prevention' | 'manual';
  items?: string[];
  risk?: string | null;
  measure?: string | null;
  significant?: boolean;
  impact?: string;
  urgency?: string;
};
type Raising = { at: Date; actor: string | null; newId(): string; processes: Process[] };

/** A problem is raised inside (P4, "Trigger"): a case of its own, and its row in the register, in the caller's transaction. */
export async function raise(tx: Tx, problem: NewProblem, { at, actor, newId, processes }: Raising): Promise<Case> {
  const { subject, serviceId, holder, fromAgency, source, items = [], risk = null, measure = null, significant = false } = problem;
  const row = await tx.case.create({
    data: {
      id: newId(),
      code: await nextCode(tx),
      kind: 'problem',
      serviceId,
      holder,
      fromAgency,
      channel: 'inside',
      subject,
      registrarUserId: actor,
      owner: OWNER,
      team: OWNER,
      ...(problem.impact && { impact: problem.impact }),
      ...(problem.urgency && { urgency: problem.urgency }),
      submittedAt: at,
    },
  });
  const named = await itemsMeant(tx, items, holder);
  await tx.problem.create({ data: { caseId: row.id, source, items: named, risk, measure, significant, raisedAt: at } });
  await beginCase(tx, row, { actor, at, processes });
  await recordEvent(tx, { caseId: row.id, name: 'problem-registered', at, actor, public: false });
  return row;
}

/** Links incidents to a problem, each once; their histories say so. */
export async function linkIncidents(
  tx: Tx,
  problem: Pick<Case, 'id' | 'code'>,
  incidentIds: string[],
  { at, by }: { at: Date; by: string | null },
): Promise<number> {
  const { count } = await tx.problemIncident.createMany({
    data: incidentIds.map(incidentId => ({ problemId: problem.id, incidentId, by, at })),
    skipDuplicates: true,
  });
  for (const caseId of incidentIds) await recordEvent(tx, { caseId, name: 'problem-linked', at, actor: by, data: { code: problem.code }, public: false });
  return count;
}

/**
 * M11, P3.3 → P4.1: the cause of a restored incident is not removed. One whose workaround was used belongs to that problem; one that
 * already belongs to an open problem stays there; otherwise a problem is raised.
 */
export async function raiseProblem({ caseId }: { caseId: string }, { tx, now, newId, processes }: StepDeps) {
  const it = await lockCase(tx, caseId);
  const incident = await tx.incident.findUniqueOrThrow({ where: { caseId } });
  const at = now();
  const open = await tx.problemIncident.findFirst({ where: { incidentId: caseId, problem: { status: { notIn: ['closed', 'solved'] } } } });
  if (open) return { problemId: open.problemId };
  const known = incident.knownErrorId
    ? await tx.knownError.findFirst({
        where: { id: incident.knownErrorId, problem: { status: { not: 'closed' } } },
        include: { problem: { include: { case: true } } },
      })
    : null;
  const team = it.team ?? it.holder;
  const row =
    known?.problem.case ??
    (await raise(
      tx,
      {
        subject: it.subject ?? it.code,
        serviceId: it.serviceId,
        holder: team,
        fromAgency: team,
        source: 'incident',
        items: incident.items,
        impact: it.impact,
        urgency: it.urgency,
        significant: incident.majorAt !== null,
      },
      { at, actor: null, newId, processes },
    ));
  const children = await tx.incident.findMany({ where: { parentId: caseId }, select: { caseId: true } });
  await linkIncidents(tx, row, [caseId, ...children.map(child => child.caseId)], { at, by: null });
  return { problemId: row.id };
}

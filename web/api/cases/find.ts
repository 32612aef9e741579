import type { Tx } from '../../../platform/database.ts';
import { Problem } from '../../../platform/problem.ts';
import { servicesOf, type Process, type Service } from '../../../processes/load.ts';
import type { Case, Prisma } from '../../../prisma/generated/client.ts';
import { mayFollow, type Status } from './status.ts';

/**
 * The support process that works on a kind of application at level 2 (PROCESSES §1.3): the one whose `process.json` lists the kind
 * under `handles`.
 * @throws Error when no process handles the kind
 */
export function requestProcessOf(processes: Process[], kind: string): string {
  const found = processes.find(({ description }) => description.kind === 'support' && (description.handles as string[]).includes(kind));
  if (!found) throw new Error(`No process handles the kind ${kind}`);
  return found.id;
}

/** The public service of a case; undefined when it has none, or when its folder has been removed. */
export const serviceOf = (processes: Process[], serviceId: string | null): Service | undefined => servicesOf(processes).find(it => it.id === serviceId);

/** The case, its row locked until the transaction ends: steps of one case never interleave. */
export async function lockCase(tx: Tx, caseId: string): Promise<Case> {
  await tx.$queryRaw`SELECT 1 FROM "case" WHERE id = ${caseId}::uuid FOR UPDATE`;
  const found = await tx.case.findUnique({ where: { id: caseId } });
  if (!found) throw new Problem('not-found', `No case ${caseId}`);
  return found;
}

/** Moves a case to another status, with what changes beside it. @throws Error when the status may not follow (PROCESSES §1.6). */
export async function moveCase(tx: Tx, it: Pick<Case, 'id' | 'status'>, to: Status, beside: Prisma.CaseUncheckedUpdateInput = {}): Promise<Case> {
  const from = it.status as Status;
  // only reopening leaves `closed`, and it says so; a step that comes late must not open a case by the way
  const opensByTheWay = from === 'closed' && beside.closedAt !== null;
  if (opensByTheWay || (from !== to && !mayFollow(from, to))) throw new Error(`Case ${it.id} may not go from ${from} to ${to}`);
  return tx.case.update({ where: { id: it.id }, data: { ...beside, status: to, version: { increment: 1 } } });
}

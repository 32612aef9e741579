import { Problem as Refusal } from '../../../platform/problem.ts';
import type { Tx } from '../../../platform/database.ts';
import type { Case, Prisma, Problem } from '../../../prisma/generated/client.ts';
import { readDeadline } from '../clock/clock.ts';
import { pauseClock, resumeClock } from '../clock/pause.ts';
import type { StepDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { recordEvent } from '../cases/record.ts';
import { acceptCase } from '../cases/steps/execution.ts';
import { mayProblemGo, type ProblemStatus } from './status.ts';

const SIGNIFICANT_PRIORITY = 2;

/** P4.1: the problem is in the register; one that was raised as an application gets its row now, a reopened one begins again. */
export async function openProblem({ caseId }: { caseId: string }, { tx, now }: StepDeps) {
  const it = await lockCase(tx, caseId);
  const known = await tx.problem.findUnique({ where: { caseId } });
  if (!known) await tx.problem.create({ data: { caseId, raisedAt: it.submittedAt } });
  else if (known.status === 'closed') await setStatus(tx, known, 'registered', { closedAt: null, solvedAt: null });
  if (!known || known.status === 'closed') await recordEvent(tx, { caseId, name: 'problem-registered', at: now(), public: false });
  return {};
}

type Move = { caseId: string; to: ProblemStatus };

/** The only way from one status of a problem to another; beside it what belongs to the new one. */
export async function moveProblem({ caseId, to }: Move, deps: StepDeps) {
  const { tx, now } = deps;
  const it = await lockCase(tx, caseId);
  const found = await tx.problem.findUniqueOrThrow({ where: { caseId } });
  if (it.status === 'handed_over' && to === 'investigating') await acceptCase({ caseId }, deps);
  const significant = found.significant || it.priority <= SIGNIFICANT_PRIORITY;
  if (found.status === to) return { significant }; // the same job again, or the status it has stayed in
  const at = now();
  await setStatus(tx, found, to, besides(to, at));
  await ARRIVALS[to]?.({ tx, it, found, at, deps });
  await recordEvent(tx, { caseId, name: 'problem-moved', at, data: { from: found.status, to }, public: false });
  return { significant };
}

/** @throws Error when the status may not follow; the database would refuse it too */
async function setStatus(tx: Tx, found: Problem, to: ProblemStatus, beside: Prisma.ProblemUncheckedUpdateInput): Promise<void> {
  if (!mayProblemGo(found.status as ProblemStatus, to)) throw new Error(`Problem ${found.caseId} may not go from ${found.status} to ${to}`);
  await tx.problem.update({ where: { caseId: found.caseId }, data: { ...beside, status: to, version: { increment: 1 } } });
}

function besides(to: ProblemStatus, at: Date): Prisma.ProblemUncheckedUpdateInput {
  if (to === 'cause-found') return { causeFoundAt: at };
  if (to === 'solved') return { solvedAt: at };
  if (to === 'closed') return { closedAt: at };
  if (to === 'investigating') return { deferredReason: null, reviewOn: null, solvedAt: null };
  return {};
}

type Arrival = (arrived: { tx: Tx; it: Case; found: Problem; at: Date; deps: StepDeps }) => Promise<void>;

/** What a status brings with it. */
const ARRIVALS: Partial<Record<ProblemStatus, Arrival>> = {
  // nobody works on it until the day it is looked at again: its clock stands
  deferred: async ({ tx, it, found, at, deps }) => {
    const { state } = await readDeadline(tx, it.id, at);
    if (state !== 'running') return;
    const id = deps.newId();
    await tx.problem.update({ where: { caseId: it.id }, data: { pauseId: id } });
    const until = found.reviewOn && found.reviewOn > at ? { until: found.reviewOn } : {};
    await pauseClock(tx, { caseId: it.id, pause: { id, for: 'date', ...until }, at, now: at });
  },
  investigating: async ({ tx, it, found, at }) => {
    if (!found.pauseId) return;
    const { waits } = await readDeadline(tx, it.id, at);
    if (waits.some(wait => wait.id === found.pauseId)) await resumeClock(tx, { caseId: it.id, ids: [found.pauseId], at, now: at });
    await tx.problem.update({ where: { caseId: it.id }, data: { pauseId: null } });
  },
  // M12: from now on the front office and level 2 find it
  'known-error': async ({ tx, it, at }) => {
    await tx.knownError.updateMany({ where: { problemId: it.id, publishedAt: null }, data: { publishedAt: at } });
    await recordEvent(tx, { caseId: it.id, name: 'known-error-published', at, public: false });
  },
  closed: async ({ tx, it, at }) => {
    await tx.knownError.updateMany({ where: { problemId: it.id, withdrawnAt: null }, data: { withdrawnAt: at } });
  },
};

/** What a person asks for that the status does not allow. */
export function refuseProblemStep(status: string, allowed: readonly string[]): void {
  if (!allowed.includes(status)) throw new Refusal('state-conflict', `The problem is ${status}`);
}

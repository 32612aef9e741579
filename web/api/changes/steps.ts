import type { Tx } from '../../../platform/database.ts';
import type { Case, Change, Prisma } from '../../../prisma/generated/client.ts';
import { readDeadline } from '../clock/clock.ts';
import { pauseClock, resumeClock } from '../clock/pause.ts';
import type { StepDeps } from '../cases/deps.ts';
import { lockCase } from '../cases/find.ts';
import { recordEvent } from '../cases/record.ts';
import { missingAtGate } from './gate.ts';
import { mayChangeGo, type ChangeStatus } from './status.ts';
import { tellDecided, tellEnded } from './tell.ts';

type Of = { caseId: string };

/** What is decided, planned and told anew when a closed change is opened again; what was assessed, and every decision, stays to be read. */
const AGAIN = {
  status: 'registered',
  class: null,
  standardId: null,
  approvalId: null,
  acceptedRisk: null,
  toldAt: null,
  endedAt: null,
  deferUntil: null,
  pauseId: null,
  plannedStart: null,
  plannedEnd: null,
  startedAt: null,
  implementedAt: null,
  closedAt: null,
  itemsSet: [] as Prisma.InputJsonArray,
};

/** P5.1: the change is in the register from the first moment of its case; one that is opened again begins again. */
export async function openChange({ caseId }: Of, { tx, now }: StepDeps) {
  await lockCase(tx, caseId);
  const known = await tx.change.findUniqueOrThrow({ where: { caseId } });
  if (known.status === 'closed') await tx.change.update({ where: { caseId }, data: { ...AGAIN, version: { increment: 1 } } });
  if (known.status === 'closed' || known.status === 'registered') await recordEvent(tx, { caseId, name: 'change-registered', at: now(), public: false });
  return {};
}

/** The only way from one status of a change to another; beside it what belongs to the new one. The case is locked by the caller. */
export async function setChangeStatus(tx: Tx, found: Change, to: ChangeStatus, at: Date, beside: Prisma.ChangeUncheckedUpdateInput = {}): Promise<Change> {
  if (found.status === to) return tx.change.update({ where: { caseId: found.caseId }, data: beside });
  if (!mayChangeGo(found.status as ChangeStatus, to)) throw new Error(`Change ${found.caseId} may not go from ${found.status} to ${to}`);
  const moved = await tx.change.update({ where: { caseId: found.caseId }, data: { ...beside, status: to, version: { increment: 1 } } });
  await recordEvent(tx, { caseId: found.caseId, name: 'change-moved', at, data: { from: found.status, to }, public: false });
  return moved;
}

/** A job of the diagram: the change goes to the status it names. The same job again, or the status it has stayed in, changes nothing. */
export async function moveChange({ caseId, to }: Of & { to: ChangeStatus }, deps: StepDeps) {
  const { tx, now } = deps;
  const it = await lockCase(tx, caseId);
  const found = await tx.change.findUniqueOrThrow({ where: { caseId } });
  if (found.status === to) return {};
  const at = now();
  await ARRIVALS[to]?.before?.({ tx, it, found, at, deps });
  const moved = await setChangeStatus(tx, found, to, at, BESIDE[to]?.(found, at));
  await ARRIVALS[to]?.after?.({ tx, it, found: moved, at, deps });
  return {};
}

const BESIDE: Partial<Record<ChangeStatus, (found: Change, at: Date) => Prisma.ChangeUncheckedUpdateInput>> = {
  // it is decided again: what was approved before does not hold any more
  'with-board': () => ({ approvalId: null, acceptedRisk: null, deferUntil: null }),
  implementing: (_found, at) => ({ startedAt: at }),
  'backed-out': found => ({ backedOut: found.backedOut + 1, implementedAt: null }),
};

type Arrived = { tx: Tx; it: Case; found: Change; at: Date; deps: StepDeps };
type Arrival = { before?(arrived: Arrived): Promise<void>; after?(arrived: Arrived): Promise<void> };

/** What a status asks for, and what it brings with it. */
const ARRIVALS: Partial<Record<ChangeStatus, Arrival>> = {
  approved: {
    before: async ({ found }) => {
      if (!found.approvalId) throw new Error(`Change ${found.caseId} has no decision that approves it`);
    },
    // M10, M14
    after: async ({ tx, it, found, at }) => {
      await recordEvent(tx, { caseId: it.id, name: 'change-decided', at, data: { decision: 'approved' } });
      await tellDecided(tx, it, found, { decision: 'approved', at });
    },
  },
  refused: {
    after: async ({ tx, it, found, at }) => {
      await recordEvent(tx, { caseId: it.id, name: 'change-decided', at, data: { decision: 'refused' } });
      await tellDecided(tx, it, found, { decision: 'refused', at });
      await tellEnded(tx, it, found, { result: 'refused', at });
    },
  },
  evaluated: { after: async ({ tx, it, found, at }) => tellEnded(tx, it, found, { result: 'implemented', at }) },
  implementing: {
    // the gate once more, at the moment it begins: the diagram and the database hold it too
    before: async ({ found, at, tx }) => {
      const missing = missingAtGate(found, { objections: await objectionsTo(tx, found.caseId), at });
      if (missing.length > 0) throw new Error(`Change ${found.caseId} may not begin: ${missing.join(', ')}`);
    },
  },
  deferred: { after: defer },
  'with-board': { before: takeUp },
};

/** Nobody works on it until its day: its clock stands. */
async function defer({ tx, it, found, at, deps }: Arrived): Promise<void> {
  const { state } = await readDeadline(tx, it.id, at);
  if (state !== 'running') return;
  const id = deps.newId();
  await tx.change.update({ where: { caseId: it.id }, data: { pauseId: id } });
  const until = found.deferUntil && found.deferUntil > at ? { until: found.deferUntil } : {};
  await pauseClock(tx, { caseId: it.id, pause: { id, for: 'date', ...until }, at, now: at });
}

async function takeUp({ tx, it, found, at }: Arrived): Promise<void> {
  if (!found.pauseId) return;
  const { waits } = await readDeadline(tx, it.id, at);
  if (waits.some(wait => wait.id === found.pauseId)) await resumeClock(tx, { caseId: it.id, ids: [found.pauseId], at, now: at });
  await tx.change.update({ where: { caseId: it.id }, data: { pauseId: null } });
}

/** Parties affected who are against the newest plan. */
export async function objectionsTo(tx: Pick<Tx, 'changeRound'>, changeId: string): Promise<number> {
  const round = await tx.changeRound.findFirst({
    where: { changeId, kind: 'agreement' },
    orderBy: [{ openedAt: 'desc' }, { id: 'desc' }],
    include: { voices: true },
  });
  return round?.voices.filter(it => it.vote === 'against').length ?? 0;
}

/** P5.7: whether the gate is open. A closed one sends the change back to its plan, and says what is missing. */
export async function checkGate({ caseId }: Of, { tx, now }: StepDeps) {
  await lockCase(tx, caseId);
  // who has not answered by now is taken to have nothing against it
  await tx.changeRound.updateMany({ where: { changeId: caseId, kind: 'agreement', closedAt: null }, data: { closedAt: now() } });
  const found = await tx.change.findUniqueOrThrow({ where: { caseId } });
  const missing = missingAtGate(found, { objections: await objectionsTo(tx, caseId), at: now() });
  if (missing.length > 0) await recordEvent(tx, { caseId, name: 'change-gate-closed', at: now(), data: { missing: missing.join(', ') }, public: false });
  return { gateOpen: missing.length === 0 };
}

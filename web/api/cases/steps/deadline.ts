import { NEVER, type Alarm, type Deadline } from '../../../../platform/deadline.ts';
import type { Tx } from '../../../../platform/database.ts';
import { askClock, CLOCKS, nextAlarmFor, type ClockName } from '../../clock/clock.ts';
import { endPlannedPauses } from '../../clock/pause.ts';
import type { StepDeps } from '../deps.ts';
import { lockCase } from '../find.ts';
import { iso } from '../present.ts';
import { recordEvent } from '../record.ts';
import { isOver } from '../status.ts';

/** The keeper's alarm has rung: the database's clock is the truth, so ask it. A date that has moved meanwhile gives `none`. */
export async function checkDeadline({ caseId }: { caseId: string }, { tx, now }: StepDeps) {
  await lockCase(tx, caseId);
  const at = now();
  await endPlannedPauses(tx, caseId, at);
  const asked = await Promise.all(CLOCKS.map(async clock => ({ clock, ...(await askClock(tx, caseId, at, clock)) })));
  for (const it of asked) await tell(tx, caseId, it, at);
  const [main] = asked;
  const alarm = ALARMS.find(name => asked.some(it => it.alarm === name)) ?? 'none';
  // somebody has decided in time, and the engine is still carrying it out: that is no silence
  if (alarm === 'silence') return { alarm: (await isDecided(tx, caseId)) ? ('none' as const) : alarm, nextAlarmAt: NEVER.toISOString() };
  return { alarm, nextAlarmAt: (await nextAlarmFor(tx, caseId, main!.deadline, at)).toISOString() };
}

async function isDecided(tx: Tx, caseId: string): Promise<boolean> {
  const it = await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { outcome: true, decisions: { select: { id: true }, take: 1 } } });
  return it.outcome !== null || it.decisions.length > 0;
}

/** Gravest first: of two clocks, the engine hears the graver alarm. */
const ALARMS: readonly Alarm[] = ['silence', 'missed', 'warning', 'none'];

/** A missed acceptance is the agency's and ours: the client has been promised nothing by it. */
async function tell(tx: Tx, caseId: string, { clock, alarm, deadline }: { clock: ClockName; alarm: Alarm; deadline: Deadline }, at: Date): Promise<void> {
  const data = { dueAt: iso(deadline.dueAt), ...(clock !== 'main' && { clock }) };
  if (alarm === 'warning') await recordEvent(tx, { caseId, name: 'deadline-warning', at, data, public: false });
  if (alarm === 'missed') await recordEvent(tx, { caseId, name: 'deadline-missed', at, data, public: clock === 'main' });
  if (alarm === 'missed' && clock === 'main') await tx.case.update({ where: { id: caseId }, data: { overdue: true, version: { increment: 1 } } });
}

/**
 * Hierarchical escalation (PROCESSES §1.4): a flag and a task for the team lead, not a status. What a person, a complaint or the
 * system has escalated was written with its words when it happened; here only its id is looked up, because words never enter the
 * engine. Messages of a case come in the order of their escalations, so the oldest one the engine has not heard of is meant.
 */
export async function recordEscalation({ caseId, reasonKind }: { caseId: string; reasonKind: 'deadline' | 'manual' }, { tx, now }: StepDeps) {
  const found = await lockCase(tx, caseId);
  const team = found.team ?? found.owner;
  const at = now();
  if (reasonKind === 'manual') {
    const said = { caseId, type: 'hierarchical', engineAt: null, kind: { not: 'deadline' } };
    const raised = await tx.escalation.findFirst({ where: said, orderBy: [{ at: 'asc' }, { id: 'asc' }] });
    if (raised) {
      await tx.escalation.update({ where: { id: raised.id }, data: { engineAt: at } });
      return { escalationId: raised.id };
    }
  }
  // withdrawn, or found to be a mistake, in this very moment: the engine is about to end the run, and nobody has anything to decide
  if (isOver(found)) return { escalationId: '' };
  if (reasonKind === 'deadline') {
    // answered, or the client asked in time, while the engine was away and told us only now: nobody has anything to decide
    const { state, dueAt } = (await askClock(tx, caseId, at, 'main')).deadline;
    if (state === 'stopped' || !dueAt || dueAt > at) return { escalationId: '' };
  }
  const made = await tx.escalation.create({
    data: { caseId, type: 'hierarchical', kind: reasonKind, team, from: team, to: `${team}/team-lead`, reason: reasonKind, at, engineAt: at },
  });
  await tx.case.update({ where: { id: caseId }, data: { escalated: true, version: { increment: 1 } } });
  const data = { reason: reasonKind, kind: reasonKind, to: team, by: reasonKind === 'deadline' ? 'timer' : 'person' };
  await recordEvent(tx, { caseId, name: 'escalated', at, data });
  return { escalationId: made.id };
}

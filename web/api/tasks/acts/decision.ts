import { monthsAfter } from '../../../../platform/days.ts';
import { Problem, type FieldFault } from '../../../../platform/problem.ts';
import type { ServiceDescription } from '../../../../processes/schema.ts';
import { serviceOf } from '../../cases/find.ts';
import { recordEvent } from '../../cases/record.ts';
import { refuseWithoutPaper } from '../../originals/paper.ts';
import { readCalendar } from '../../calendars/read.ts';
import { proposalOf, type Proposal } from '../view.ts';
import { wordsIn, type Act, type Completion } from './act.ts';

export type Decided = { outcome: 'grant' | 'refuse'; grounds: string[]; reason: string | null; amountCents: number | null };

/**
 * Judges what the decider put in (F14): grounds of the service that fit the outcome, an amount where something is granted, and a
 * reason in own words wherever the decision differs from what the tables propose. Pure.
 */
export function judgeDecision(
  data: Record<string, unknown>,
  service: Pick<ServiceDescription, 'grounds'> | undefined,
  proposal: Proposal | undefined,
): { decided: Decided; faults: FieldFault[] } {
  const outcome = data['outcome'] === 'grant' ? 'grant' : 'refuse';
  const fitting = (service?.grounds ?? []).filter(it => it.outcome === outcome).map(it => it.id);
  const grounds = Array.isArray(data['grounds']) ? [...new Set(data['grounds'].filter(it => typeof it === 'string'))] : [];
  const proposed = proposal?.result === outcome ? proposal : undefined;
  const given = typeof data['amountCents'] === 'number' ? data['amountCents'] : (proposed?.amountCents ?? null);
  const amountCents = outcome === 'grant' ? given : null;
  const reason = wordsIn(data, 'reason');
  const differs = !proposed || (outcome === 'grant' && amountCents !== proposed.amountCents);

  const faults: FieldFault[] = [
    ...(fitting.length > 0 && grounds.length === 0 ? [{ path: 'grounds', code: 'required' }] : []),
    ...(grounds.some(id => !fitting.includes(id)) ? [{ path: 'grounds', code: 'does-not-fit' }] : []),
    ...(outcome === 'grant' && !(Number.isSafeInteger(amountCents) && amountCents! > 0) ? [{ path: 'amountCents', code: 'required' }] : []),
    ...(differs && (reason?.length ?? 0) < 3 ? [{ path: 'reason', code: 'required' }] : []),
  ];
  return { decided: { outcome, grounds, reason, amountCents }, faults };
}

/** Whether a second person must confirm it, as the service asks: every decision, or grants of more than an amount. */
export function asksFourEyes(
  service: Pick<ServiceDescription, 'decision'> | undefined,
  { outcome, amountCents }: Pick<Decided, 'outcome' | 'amountCents'>,
): boolean {
  const rule = service?.decision?.fourEyes;
  if (rule === undefined) return false;
  return rule === 'always' || (outcome === 'grant' && (amountCents ?? 0) > rule.overCents);
}

/** Until when a decision of this day may be contested, by the service's law; null where the case has no service. */
export async function appealUntil({ tx, it, at, deps }: Pick<Completion, 'tx' | 'it' | 'at' | 'deps'>): Promise<Date | null> {
  const service = serviceOf(deps.processes, it.serviceId)?.description;
  return service ? monthsAfter(at, service.appeal.months, await readCalendar(tx, it.calendar)) : null;
}

/** Writes the decision down: one row, one per task. */
export async function recordDecision(completion: Completion, decided: Decided, by: { decidedBy: string; confirmedBy?: string }): Promise<void> {
  const { tx, it, task, at } = completion;
  await tx.decision.create({ data: { caseId: it.id, taskKey: task.key, ...decided, appealUntil: await appealUntil(completion), ...by, decidedAt: at } });
  await recordEvent(tx, { caseId: it.id, name: 'decided', at, actor: by.decidedBy, data: { outcome: decided.outcome, automatic: false }, public: false });
}

/**
 * M14: a decision is one act. Not public before the result is (P1.6). Where the service asks for four eyes it is only proposed:
 * the diagram hears `confirmDecision` and brings it to another person.
 */
export const decide: Act = async completion => {
  const { tx, it, task, data, user, at, deps } = completion;
  if (data['outcome'] === 'withdrawn') {
    await recordEvent(tx, { caseId: it.id, name: 'withdrawn', at, actor: user.id, data: { by: 'agency' } });
    return {};
  }
  if (data['outcome'] !== 'grant' && data['outcome'] !== 'refuse') return {};

  const service = serviceOf(deps.processes, it.serviceId)?.description;
  await refuseWithoutPaper(tx, it.id, service);
  const { decided, faults } = judgeDecision(data, service, proposalOf(it.proposal));
  if (faults.length > 0) throw new Problem('invalid-form', 'The decision is not complete', faults);
  if (!asksFourEyes(service, decided)) {
    await recordDecision(completion, decided, { decidedBy: user.id });
    return { confirmDecision: false };
  }
  await tx.proposedDecision.create({ data: { caseId: it.id, taskKey: task.key, ...decided, proposedBy: user.id, proposedAt: at } });
  await recordEvent(tx, { caseId: it.id, name: 'decision-proposed', at, actor: user.id, data: { outcome: decided.outcome }, public: false });
  return { confirmDecision: true };
};

import { monthsAfter } from '../../../../platform/days.ts';
import { Problem, type FieldFault } from '../../../../platform/problem.ts';
import type { ServiceDescription } from '../../../../processes/schema.ts';
import { serviceOf } from '../../cases/find.ts';
import { recordEvent } from '../../cases/record.ts';
import { readCalendar } from '../../calendars/read.ts';
import { proposalOf, type Proposal } from '../view.ts';
import { wordsIn, type Act } from './act.ts';

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

/** M14: a decision is one act, one row, one per task. Not public before the result is (P1.6). */
export const decide: Act = async ({ tx, it, task, data, user, at, deps }) => {
  if (data['outcome'] === 'withdrawn') {
    await recordEvent(tx, { caseId: it.id, name: 'withdrawn', at, actor: user.id, data: { by: 'agency' } });
    return {};
  }
  if (data['outcome'] !== 'grant' && data['outcome'] !== 'refuse') return {};

  const service = serviceOf(deps.processes, it.serviceId)?.description;
  const { decided, faults } = judgeDecision(data, service, proposalOf(it.proposal));
  if (faults.length > 0) throw new Problem('invalid-form', 'The decision is not complete', faults);
  const appealUntil = service ? monthsAfter(at, service.appeal.months, await readCalendar(tx, it.calendar)) : null;
  await tx.decision.create({ data: { caseId: it.id, taskKey: task.key, ...decided, appealUntil, decidedBy: user.id, decidedAt: at } });
  await recordEvent(tx, { caseId: it.id, name: 'decided', at, actor: user.id, data: { outcome: decided.outcome, automatic: false }, public: false });
  return {};
};

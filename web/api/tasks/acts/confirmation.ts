import { Problem } from '../../../../platform/problem.ts';
import { recordEvent } from '../../cases/record.ts';
import { wordsIn, type Act } from './act.ts';
import { recordDecision } from './decision.ts';

const SHORTEST_REASON = 3;

/**
 * Four eyes: another person confirms what was proposed, and only then is it a decision; or returns it with a reason, and it is decided
 * anew. Never the one who proposed it, whoever they act for.
 */
export const confirm: Act = async completion => {
  const { tx, it, data, user, at } = completion;
  const proposed = await tx.proposedDecision.findFirst({ where: { caseId: it.id, state: 'open' } });
  if (!proposed) throw new Problem('state-conflict', 'No decision waits to be confirmed');
  if (proposed.proposedBy === user.id) throw new Problem('not-permitted', 'Nobody confirms their own decision');
  const judged = { judgedBy: user.id, judgedAt: at };
  const outcome = proposed.outcome === 'grant' ? 'grant' : 'refuse';

  if (data['outcome'] === 'confirm') {
    await tx.proposedDecision.update({ where: { id: proposed.id }, data: { ...judged, state: 'confirmed' } });
    const { grounds, reason, amountCents, proposedBy } = proposed;
    await recordEvent(tx, { caseId: it.id, name: 'decision-confirmed', at, actor: user.id, data: { outcome }, public: false });
    await recordDecision(completion, { outcome, grounds, reason, amountCents }, { decidedBy: proposedBy, confirmedBy: user.id });
    return {};
  }

  const reason = wordsIn(data, 'reason');
  if (data['outcome'] !== 'return') throw new Problem('invalid-form', 'Confirm it, or return it', [{ path: 'outcome', code: 'option' }]);
  if ((reason?.length ?? 0) < SHORTEST_REASON) throw new Problem('invalid-form', 'Why is it returned?', [{ path: 'reason', code: 'required' }]);
  await tx.proposedDecision.update({ where: { id: proposed.id }, data: { ...judged, state: 'returned', returnReason: reason } });
  await recordEvent(tx, { caseId: it.id, name: 'decision-returned', at, actor: user.id, data: { reason }, public: false });
  return {};
};

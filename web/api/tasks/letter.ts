import { Problem } from '../../../platform/problem.ts';
import { auditLook } from '../cases/access.ts';
import type { CaseDeps } from '../cases/deps.ts';
import { serviceOf } from '../cases/find.ts';
import { renderDraft, type Draft } from '../documents/letter.ts';
import type { Context } from '../http/bind.ts';
import { appealUntil, judgeDecision } from './acts/decision.ts';
import { factsOf, type Finder } from './find.ts';
import { mayWorkOn } from './policy.ts';
import type { TaskRow } from './present.ts';
import { proposalOf } from './view.ts';

type Input = { taskKey: string; data: Record<string, unknown> };

/** F14: the very letter, rendered as it will be, before anything is decided. */
export function makeLetterPreview(deps: CaseDeps, finder: Finder) {
  const { db, now, processes } = deps;

  /** What the form says, judged as the act will be; to whoever confirms, what was proposed. */
  async function decidedBy(row: TaskRow, data: Record<string, unknown>, user: Context['user']): Promise<Omit<Draft, 'decidedAt' | 'appealUntil'>> {
    const act = (await finder.elementOf(row))?.properties['act'];
    if (act === 'decision-confirmation') {
      const open = await db.proposedDecision.findFirst({ where: { caseId: row.caseId, state: 'open' } });
      if (!open) throw new Problem('state-conflict', 'No decision waits to be confirmed');
      return { outcome: open.outcome, grounds: open.grounds, reason: open.reason, amountCents: open.amountCents, decidedBy: open.proposedBy };
    }
    if (act !== 'decision' || (data['outcome'] !== 'grant' && data['outcome'] !== 'refuse'))
      throw new Problem('invalid-form', 'Only a decision has a letter', [{ path: 'outcome', code: 'option' }]);
    const { decided, faults } = judgeDecision(data, serviceOf(processes, row.case.serviceId)?.description, proposalOf(row.case.proposal));
    if (faults.length > 0) throw new Problem('invalid-form', 'The decision is not complete', faults);
    return { ...decided, decidedBy: user.id };
  }

  return async ({ taskKey, data }: Input, { user, res }: Context): Promise<void> => {
    const row = await finder.find(taskKey, user);
    if (!mayWorkOn(user, factsOf(row))) throw new Problem('not-permitted', 'The letter is shown to those who may decide');
    const decided = await decidedBy(row, data, user);
    const at = now();
    const pdf = await db.$transaction(async tx => {
      const until = await appealUntil({ tx, it: row.case, at, deps });
      const made = await renderDraft(row.caseId, { ...decided, decidedAt: at, appealUntil: until }, { tx, processes });
      await auditLook(tx, { user, it: row.case, did: 'document.look', at, data: { preview: taskKey } });
      return made;
    });
    res.type('application/pdf').set('Content-Disposition', 'inline; filename="projekts.pdf"').send(pdf);
  };
}

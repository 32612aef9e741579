import type { z } from 'zod';
import type { taskView } from '../../../contract/tasks.ts';
import type { CaseView } from './case-tabs.tsx';

export type TaskView = z.output<typeof taskView>;

/** How a decision task can end. Clarify and withdrawn are not decisions, but the same task offers them. */
export const DECISION_OUTCOMES = ['grant', 'refuse', 'clarify', 'withdrawn'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

/** What the decider has put in so far. `amount` is text as typed, "512,40". */
export type DecisionDraft = { outcome: DecisionOutcome | null; grounds: string[]; reason: string; amount: string; question: string; answerWithinDays: number };

export type DecisionFault = 'outcome' | 'grounds' | 'reason' | 'amount' | 'question';

const ANSWER_WITHIN_DAYS = 10;
/** As the form of the task asks it. */
const SHORTEST_QUESTION = 5;

/** Cents of an amount as typed in Latvian or English ("1 234,5", "1234.50"); null when it is not money. */
export function parseAmount(typed: string): number | null {
  const plain = typed.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) return null;
  return Math.round(Number(plain) * 100);
}

const typedAmount = (cents: number) => (cents / 100).toFixed(2).replace('.', ',');

type Returned = Pick<NonNullable<CaseView['proposed']>, 'state' | 'outcome' | 'reason' | 'amountCents'> & { grounds: { id: string }[] };

/** What was decided and came back: it is mended, not typed again. */
const asReturned = (before: Returned | null): Record<string, unknown> =>
  before?.state !== 'returned'
    ? {}
    : {
        ...{ outcome: before.outcome, grounds: before.grounds.map(it => it.id), reason: before.reason ?? '' },
        amount: before.amountCents === null ? '' : typedAmount(before.amountCents),
      };

/** The draft a decider starts with: what was kept before, else what came back, else what the tables propose. */
export function startDraft({ proposal, grounds, data }: Pick<TaskView, 'proposal' | 'grounds' | 'data'>, before: Returned | null = null): DecisionDraft {
  const kept = { ...asReturned(before), ...data } as Partial<Record<keyof DecisionDraft, unknown>> & { amountCents?: unknown };
  const proposed = proposal?.result === 'grant' || proposal?.result === 'refuse' ? proposal.result : null;
  const outcome = DECISION_OUTCOMES.find(it => it === kept.outcome) ?? proposed;
  const proposedGround = grounds.filter(it => it.id === proposal?.reasonCode && it.outcome === outcome).map(it => it.id);
  const cents = proposal?.amountCents ?? null;
  return {
    outcome,
    grounds: Array.isArray(kept.grounds) ? kept.grounds.filter(it => typeof it === 'string') : proposedGround,
    reason: typeof kept.reason === 'string' ? kept.reason : '',
    amount: typeof kept.amount === 'string' ? kept.amount : cents === null ? '' : typedAmount(cents),
    question: typeof kept.question === 'string' ? kept.question : '',
    answerWithinDays: typeof kept.answerWithinDays === 'number' ? kept.answerWithinDays : ANSWER_WITHIN_DAYS,
  };
}

/** Grounds belong to one outcome: changing it keeps only those that still fit. */
export const changeOutcome = (draft: DecisionDraft, outcome: DecisionOutcome, grounds: TaskView['grounds']): DecisionDraft => ({
  ...draft,
  outcome,
  grounds: draft.grounds.filter(id => grounds.some(it => it.id === id && it.outcome === outcome)),
});

/** A reason in the decider's own words is needed where the decision differs from what the tables propose. */
export const needsReason = ({ outcome, amount }: DecisionDraft, proposal: TaskView['proposal']): boolean => {
  if (outcome !== 'grant' && outcome !== 'refuse') return false;
  if (!proposal || proposal.result !== outcome) return true;
  return outcome === 'grant' && parseAmount(amount) !== proposal.amountCents;
};

/** Four eyes: whether another person must confirm this, as the service asks. The server judges it again. */
export const asksFourEyes = ({ outcome, amount }: Pick<DecisionDraft, 'outcome' | 'amount'>, fourEyes: TaskView['fourEyes']): boolean => {
  if (fourEyes === null || (outcome !== 'grant' && outcome !== 'refuse')) return false;
  return fourEyes === 'always' || (outcome === 'grant' && (parseAmount(amount) ?? 0) > fourEyes.overCents);
};

/** What is still missing, in the order of the screen. */
export function faultsOf(draft: DecisionDraft, task: Pick<TaskView, 'proposal' | 'grounds'>): DecisionFault[] {
  const { outcome, grounds, reason, amount, question } = draft;
  const decides = outcome === 'grant' || outcome === 'refuse';
  const hasGrounds = task.grounds.some(it => it.outcome === outcome);
  return [
    ...(outcome === null ? (['outcome'] as const) : []),
    ...(decides && hasGrounds && grounds.length === 0 ? (['grounds'] as const) : []),
    ...(outcome === 'grant' && !(parseAmount(amount) ?? 0) ? (['amount'] as const) : []),
    ...(needsReason(draft, task.proposal) && reason.trim().length < 3 ? (['reason'] as const) : []),
    ...(outcome === 'clarify' && question.trim().length < SHORTEST_QUESTION ? (['question'] as const) : []),
  ];
}

/** The form of the decision as the API takes it: only what belongs to the chosen outcome. */
export function decisionData({ outcome, grounds, reason, amount, question, answerWithinDays }: DecisionDraft): Record<string, unknown> {
  const said = reason.trim() ? { reason: reason.trim() } : {};
  if (outcome === 'clarify') return { outcome, question: question.trim(), answerWithinDays };
  if (outcome === 'grant') return { outcome, grounds, ...said, amountCents: parseAmount(amount) };
  if (outcome === 'refuse') return { outcome, grounds, ...said };
  return { outcome, ...said };
}

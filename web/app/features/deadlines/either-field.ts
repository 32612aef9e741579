/** Two fields of which one is typed and the other worked out: an amount, and the day it comes to. */
export type Either = { typed: 'amount' | 'until'; amount: string; until: string };

export const NOTHING: Either = { typed: 'amount', amount: '', until: '' };

export const typeAmount = (amount: string): Either => ({ typed: 'amount', amount, until: '' });
export const typeUntil = (until: string): Either => ({ typed: 'until', amount: '', until });

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST = 2000;

/** What to ask the server with; null while what has been typed says nothing yet. */
export function questionOf({ typed, amount, until }: Either): { amount: number } | { until: string } | null {
  if (typed === 'until') return DAY.test(until) ? { until } : null;
  const count = Number(amount);
  return amount !== '' && Number.isInteger(count) && count >= 0 && count <= MOST ? { amount: count } : null;
}

type Answer = { amount: number | null; until: string | null };

/** What the two fields show: what was typed as typed, the other from the answer. */
export function fieldsOf({ typed, amount, until }: Either, answer: Answer | undefined): { amount: string; until: string } {
  if (typed === 'amount') return { amount, until: answer?.until ?? '' };
  return { until, amount: answer?.amount == null ? '' : String(answer.amount) };
}

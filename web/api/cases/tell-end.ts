import type { Tx } from '../../../platform/database.ts';
import { publish, SAID_TTL_MS } from '../clock/clock.ts';

/** What the engine hears of a case that is to end without a result: of its applicant's withdrawal, or that KAC ends it. */
export const endMessageOf = (outcome: string) => (outcome === 'withdrawn' ? 'application-withdrawn' : 'application-ended');

/** Tells the engine that the case is to end, upon which its run closes it. */
export function tellEnd(tx: Tx, { caseId, outcome, messageId }: { caseId: string; outcome: string; messageId: string }): Promise<void> {
  const variables = outcome === 'withdrawn' ? {} : { outcome };
  return publish(tx, { caseId, name: endMessageOf(outcome), correlationKey: caseId, messageId, timeToLiveMs: SAID_TTL_MS, variables });
}

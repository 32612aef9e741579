import type { ServiceDescription } from '../../../processes/schema.ts';

export type Term = { workingDays: number; law: { lv: string; en: string } };

/** Answering a question is an agreed level of our own (P10), by priority; the law's limit of a month lies far behind it. */
const ANSWER_DAYS: Record<number, number> = { 1: 1, 2: 2, 3: 5, 4: 10 };

const ANSWER_LAW = {
  lv: 'Iesniegumu likums, 5. pants (saprātīgā termiņā, ne vēlāk kā mēneša laikā)',
  en: 'Law on Submissions, section 5 (in reasonable time, at most one month)',
};

/** Term of an application: of a service request the term of the service, of anything else the agreed time to answer. */
export function termOf(kind: string, priority: number, service: ServiceDescription | undefined): Term {
  if (kind === 'service-request' && service) return { workingDays: service.term.workingDays, law: service.term.law };
  return { workingDays: ANSWER_DAYS[priority] ?? 10, law: ANSWER_LAW };
}

/** Waiting for the client stops the clock where the term says so (PROCESSES §1.7); questions by our own agreed level always. */
export const pausesForClient = (kind: string, service: ServiceDescription | undefined): boolean =>
  kind !== 'service-request' || !service || service.term.pausesFor.includes('client');

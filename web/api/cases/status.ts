import type { z } from 'zod';
import type { status } from '../../contract/words.ts';

export type Status = z.infer<typeof status>;

/**
 * Statuses of an application and what may follow each (PROCESSES §1.6). `submitted` comes before `registered`: we have the
 * application, the engine does not yet. `closed` may follow any open status because the applicant may withdraw at any time.
 */
export const NEXT_STATUSES: Record<Status, readonly Status[]> = {
  submitted: ['registered', 'closed'],
  registered: ['classified', 'closed'],
  classified: ['level1', 'handed_over', 'closed'],
  level1: ['done', 'handed_over', 'waiting_applicant', 'closed'],
  handed_over: ['in_progress', 'returned', 'waiting_applicant', 'closed'],
  returned: ['classified', 'closed'],
  in_progress: ['waiting_applicant', 'waiting_level3', 'done', 'closed'],
  waiting_applicant: ['level1', 'handed_over', 'in_progress', 'closed'],
  waiting_level3: ['in_progress', 'closed'],
  done: ['closed', 'classified', 'in_progress'],
  closed: ['classified'],
};

export const mayFollow = (from: Status, to: Status): boolean => NEXT_STATUSES[from].includes(to);

/** Outcomes that end a case before its result: by its applicant, or by KAC. */
const ENDINGS = new Set(['withdrawn', 'duplicate', 'void']);

/** The case is about to be closed without a result: the engine has been told, and steps that were under way change nothing more. */
export const isEnding = ({ outcome }: { outcome: string | null }): boolean => ENDINGS.has(outcome ?? '');

/** Closed, or about to be: nobody has anything to decide any more. */
export const isOver = (it: { status: string; outcome: string | null }): boolean => it.status === 'closed' || isEnding(it);

/** Still worked on: nothing has been closed, and the result is not out yet. */
export const isOpen = (status: string): boolean => status !== 'done' && status !== 'closed';

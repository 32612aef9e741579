import type { PROBLEM_STATUSES } from '../../contract/problems.ts';

export type ProblemStatus = (typeof PROBLEM_STATUSES)[number];

/**
 * Statuses of a problem and what may follow each (PROCESSES P4). The table `problem_step` says the same, and the database refuses
 * everything else; a test holds the two together. `closed` may be opened again with its case.
 */
export const NEXT_PROBLEM_STATUSES: Record<ProblemStatus, readonly ProblemStatus[]> = {
  registered: ['investigating', 'closed'],
  investigating: ['cause-found', 'deferred', 'closed'],
  deferred: ['investigating', 'closed'],
  'cause-found': ['known-error', 'closed'],
  'known-error': ['waiting-change', 'investigating', 'closed'],
  'waiting-change': ['known-error', 'investigating', 'solved', 'closed'],
  solved: ['closed', 'investigating'],
  closed: ['registered'],
};

export const mayProblemGo = (from: ProblemStatus, to: ProblemStatus): boolean => NEXT_PROBLEM_STATUSES[from].includes(to);

/** Still worked on: neither closed nor solved. */
export const isProblemOpen = (status: string): boolean => status !== 'closed' && status !== 'solved';

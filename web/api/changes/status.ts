import { RISK_LEVELS, type CHANGE_STATUSES } from '../../contract/changes.ts';

export type ChangeStatus = (typeof CHANGE_STATUSES)[number];
export type RiskLevel = (typeof RISK_LEVELS)[number];

/**
 * Statuses of a change and what may follow each (PROCESSES P5). The table `change_step` says the same, and the database refuses
 * everything else; a test holds the two together. `closed` may be opened again with its case.
 */
export const NEXT_CHANGE_STATUSES: Record<ChangeStatus, readonly ChangeStatus[]> = {
  registered: ['classified', 'closed'],
  classified: ['assessing', 'closed'],
  assessing: ['with-board', 'approved', 'refused', 'closed'],
  'with-board': ['approved', 'refused', 'deferred', 'assessing', 'closed'],
  deferred: ['with-board', 'closed'],
  approved: ['planned', 'with-board', 'closed'],
  planned: ['implementing', 'with-board', 'closed'],
  implementing: ['implemented', 'backed-out', 'closed'],
  'backed-out': ['planned', 'with-board', 'closed'],
  implemented: ['evaluated', 'planned', 'with-board', 'backed-out', 'closed'],
  evaluated: ['closed'],
  refused: ['closed'],
  closed: ['registered'],
};

export const mayChangeGo = (from: ChangeStatus, to: ChangeStatus): boolean => NEXT_CHANGE_STATUSES[from].includes(to);

/** Neither refused, evaluated nor closed. */
export const isChangeOpen = (status: string): boolean => !['refused', 'evaluated', 'closed'].includes(status);

/** Risks by size, so that one can be more than another; null = not said. */
export const rankOf = (level: RiskLevel): number => RISK_LEVELS.indexOf(level) + 1;
export const riskOf = (rank: number | null): RiskLevel | null => (rank === null ? null : (RISK_LEVELS[rank - 1] ?? null));

import type { CHANGE_STATUSES } from '../../../contract/changes.ts';
import type { Level } from '../../ui/status-tag.tsx';

/** How a status of a change looks, beside its word. */
export const CHANGE_LEVELS: Record<(typeof CHANGE_STATUSES)[number], Level> = {
  registered: 'waiting',
  classified: 'waiting',
  assessing: 'soon',
  'with-board': 'soon',
  approved: 'on-time',
  refused: 'done',
  deferred: 'plain',
  planned: 'on-time',
  implementing: 'soon',
  implemented: 'on-time',
  evaluated: 'done',
  closed: 'done',
  'backed-out': 'overdue',
};

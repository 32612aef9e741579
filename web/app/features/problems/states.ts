import type { PROBLEM_STATUSES } from '../../../contract/problems.ts';
import type { Level } from '../../ui/status-tag.tsx';

/** How a status of a problem looks, beside its word. */
export const PROBLEM_LEVELS: Record<(typeof PROBLEM_STATUSES)[number], Level> = {
  registered: 'waiting',
  investigating: 'soon',
  deferred: 'plain',
  'cause-found': 'on-time',
  'known-error': 'on-time',
  'waiting-change': 'waiting',
  solved: 'done',
  closed: 'done',
};

import type { z } from 'zod';
import type { caseSummary } from '../../contract/cases.ts';
import type { Level } from './status-tag.tsx';

type Facts = Pick<z.infer<typeof caseSummary>, 'status' | 'outcome' | 'overdue'> & { turn?: z.infer<typeof caseSummary>['turn'] };

/** Shape and colour of a case's status. */
export function caseLevel(it: Facts): Level {
  if (it.status === 'closed' || it.status === 'done') return 'done';
  if (it.turn === 'client' || it.status === 'waiting_applicant') return 'waiting';
  return it.overdue ? 'overdue' : 'on-time';
}

/** Key (namespace `domain`) of the word for a case's status: the outcome says more than "closed". */
export const caseWord = ({ status, outcome }: Facts) => (status === 'closed' && outcome ? `outcome.${outcome}` : `status.${status}`);

import { beyondRefusal } from './traces.ts';

/** Refusals of rights. Everything else is an answer to somebody who may. */
const REFUSALS = [401, 403, 404];
/** An agency's system is asked after the person's right. */
const AGENCY_DOWN = 503;

export type Verdict = 'allowed' | 'refused' | 'unjudged';

/**
 * What an answer says about the right. A body that breaks the contract (400) is refused before anybody is asked, so it says nothing: unjudged, and
 * the matrix fails, because a body has to be made that comes through. So does a fault of ours (5xx).
 * "Done" of a change or removal that has changed nothing is a polite refusal: whoever asks again gets the same answer.
 */
export function verdictOf({ method, status, touched }: { method: string; status: number; touched: string[] }): Verdict {
  if (REFUSALS.includes(status)) return 'refused';
  if (status === AGENCY_DOWN) return 'allowed';
  if (status === 400 || status >= 500) return 'unjudged';
  return status === 204 && ['PUT', 'DELETE'].includes(method) && beyondRefusal(touched).length === 0 ? 'refused' : 'allowed';
}

import { useDeferredValue } from 'react';
import { previewDeadline } from '../../../contract/deadlines.ts';
import { useCall } from '../../api/use-call.ts';
import { questionOf, type Either } from './either-field.ts';

/** Asks the server, while one types, what the pause or extension would come to: it knows the agency’s calendar and the law. */
export function useClockPreview(caseId: string, act: 'pause' | 'extend', either: Either) {
  const question = useDeferredValue(questionOf(either));
  const { data, isFetching, error } = useCall(previewDeadline, { caseId, act, ...(question ?? { amount: 0 }) }, { staleTime: 0 });
  return { answer: question ? data : undefined, base: data, isFetching, error };
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { searchAll } from '../../../contract/search.ts';
import { call } from '../../api/call.ts';
import type { ApiProblem } from '../../api/problem.ts';

export type Found = ReplyOf<typeof searchAll>;

const SHORTEST = 2;
/** People type some five letters a second: asked once they pause (ms). */
const PAUSE_MS = 180;

/** What is found for the words typed, a moment after the last letter. Nothing is asked for less than two letters. */
export function useSearch(typed: string) {
  const q = useSettled(typed.trim());
  const isAsked = q.length >= SHORTEST;
  const found = useQuery<Found, ApiProblem>({
    queryKey: [searchAll.path, { q }],
    queryFn: ({ signal }) => call(searchAll, {}, { q }, { signal }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    // names stay in memory no longer than the box is open
    gcTime: 0,
  });
  return {
    data: isAsked ? found.data : undefined,
    isAsked,
    isWaiting: isAsked && (found.isFetching || q !== typed.trim()),
    problem: isAsked ? found.error : null,
  };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { ProblemView } from './problem-view.tsx';
import { Waiting } from './waiting.tsx';

interface LoadedProps<Data> {
  query: UseQueryResult<Data, ApiProblem>;
  /** What is being loaded, for the words that come after a second: "lietu sarakstu". */
  what?: string;
  lines?: number;
  /** The whole page waits for it: waiting and failing then have the page's heading. */
  page?: boolean;
  children(data: Data): ReactNode;
}

/** Shows what was read; else that it is being read, or why it could not be. What is there stays when a later read fails. */
export function Loaded<Data>({ query, what, lines, page = false, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemView problem={query.error} page={page} onRetry={() => void query.refetch()} />;
  return <Waiting {...(what && { what })} {...(lines && { lines })} page={page} />;
}

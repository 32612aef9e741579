import { QueryClient, keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Endpoint, ReplyOf } from '../../contract/endpoint.ts';
import { call, type Params } from './call.ts';
import { ApiProblem } from './problem.ts';

/** Cache key of a read: its path and its parameters. events.ts finds by it what a change touches. */
export const keyOf = <E extends Endpoint>(endpoint: E, params: Params<E>) => [endpoint.path, params] as const;

const TRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000, // server-sent events say earlier
      retry: (failures, error) => failures < TRIES && error instanceof ApiProblem && (error.slug === 'offline' || error.status >= 500),
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

interface ReadOptions<Data> {
  enabled?: boolean;
  /** Show the former answer while the parameters change (search as one types). */
  keep?: boolean;
  staleTime?: number;
  /** Ask again after so many ms, depending on the last answer; false = no more. For what no event tells of. */
  again?(data: Data): number | false;
}

/** Reads an endpoint through the cache: `const found = useCall(getCase, { caseId })`. */
export function useCall<E extends Endpoint>(
  endpoint: E,
  params: Params<E>,
  { keep, again, ...options }: ReadOptions<ReplyOf<E>> = {},
): UseQueryResult<ReplyOf<E>, ApiProblem> {
  return useQuery<ReplyOf<E>, ApiProblem>({
    queryKey: keyOf(endpoint, params),
    queryFn: ({ signal }) => call(endpoint, params, undefined, { signal }),
    ...(keep && { placeholderData: keepPreviousData }),
    ...(again && { refetchInterval: ({ state }) => (state.data === undefined ? false : again(state.data)) }),
    ...options,
  });
}

/** Reads again whatever shows this endpoint (after one's own act). */
export const reread = (...endpoints: Endpoint[]) =>
  Promise.all(endpoints.map(endpoint => queryClient.invalidateQueries({ predicate: query => query.queryKey[0] === endpoint.path })));

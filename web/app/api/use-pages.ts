import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Endpoint, ReplyOf } from '../../contract/endpoint.ts';
import { call, type Params } from './call.ts';
import type { ApiProblem } from './problem.ts';
import { keyOf } from './use-call.ts';

/**
 * Reads a keyset-paged list page by page through the same cache as `useCall`, so that live changes reach it too.
 * `params` without `cursor`: the pages follow each other by the `next` of the answers.
 */
export function usePages<E extends Endpoint>(endpoint: E, params: Params<E>, { enabled = true }: { enabled?: boolean } = {}) {
  return useInfiniteQuery<ReplyOf<E>, ApiProblem, ReplyOf<E>[], readonly unknown[], string | null>({
    queryKey: keyOf(endpoint, params),
    queryFn: ({ pageParam, signal }) =>
      call(endpoint, pageParam === null ? params : ({ ...(params as object), cursor: pageParam } as Params<E>), undefined, { signal }),
    initialPageParam: null,
    getNextPageParam: page => (page as { next: string | null }).next,
    select: data => data.pages,
    placeholderData: keepPreviousData,
    enabled,
  });
}

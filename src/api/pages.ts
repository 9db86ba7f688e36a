import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import type { AnswerOf, Endpoint, InputOf, Query } from '../contract/endpoints/endpoint.ts'
import { call, keyOf, readOptions } from './call.ts'

export type ListEndpoint = Endpoint & {
  query: z.ZodMiniType
  answers: { 200: z.ZodMiniType<{ items: unknown[]; nextCursor: string | null }> }
}

/** `infiniteQueryOptions` of TanStack Query for an endpoint that answers `{items, nextCursor}`. */
export function pagesOptions<E extends ListEndpoint>(endpoint: E, input: InputOf<E>) {
  return infiniteQueryOptions({
    queryKey: keyOf(endpoint, { ...input, query: input.query ?? {} }),
    queryFn: ({ pageParam }): Promise<AnswerOf<E>> =>
      call(endpoint, { ...input, query: { ...input.query, cursor: pageParam } }),
    initialPageParam: '',
    getNextPageParam: (page) => (page as { nextCursor: string | null }).nextCursor,
  })
}

/** A paged list, and its totals for the same filter. */
export type PagedList<
  List extends ListEndpoint,
  Totals extends Endpoint & { query: ListEndpoint['query'] },
> = {
  list: List
  totals: Totals
}

/** The queries of a paged list; while another filter loads, the rows of the last one stay. */
export function listQueries<
  List extends ListEndpoint,
  Totals extends Endpoint & { query: ListEndpoint['query'] },
>({ list, totals }: PagedList<List, Totals>, filter: URLSearchParams) {
  const query: Query = Object.fromEntries(filter)
  return {
    list: {
      ...pagesOptions(list, { query: { ...query, limit: 30 } } as never),
      placeholderData: keepPreviousData,
    },
    totals: { ...readOptions(totals, { query } as never), placeholderData: keepPreviousData },
  }
}

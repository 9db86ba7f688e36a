import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { readOptions } from './call.ts'
import { type ListEndpoint, pagesOptions } from './pages.ts'
import type { AnswerOf, Endpoint, Query } from '../contract/endpoints/endpoint.ts'

type RowOf<E extends Endpoint> = AnswerOf<E> extends { items: (infer Row)[] } ? Row : never

/** A paged list and its totals for the same filter. */
export function usePages<
  List extends ListEndpoint,
  Totals extends Endpoint & { query: ListEndpoint['query'] },
>(list: List, totals: Totals, filter: URLSearchParams) {
  const query: Query = Object.fromEntries(filter)
  const pages = useInfiniteQuery({
    ...pagesOptions(list, { query: { ...query, limit: 30 } } as never),
    placeholderData: keepPreviousData,
  })
  const counted = useQuery({
    ...readOptions(totals, { query } as never),
    placeholderData: keepPreviousData,
  })
  const rows = (pages.data?.pages ?? []).flatMap((page) => (page as { items: RowOf<List>[] }).items)
  return { list: pages, rows, totals: counted.data }
}

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { AnswerOf, Endpoint } from '../contract/endpoints/endpoint.ts'
import { type ListEndpoint, listQueries, type PagedList } from './pages.ts'

type RowOf<E extends Endpoint> = AnswerOf<E> extends { items: (infer Row)[] } ? Row : never

/** A paged list's rows and its totals for the filter. `settled`: both answer this filter, not the one before. */
export function usePages<
  List extends ListEndpoint,
  Totals extends Endpoint & { query: ListEndpoint['query'] },
>(paged: PagedList<List, Totals>, filter: URLSearchParams) {
  const queries = listQueries(paged, filter)
  const list = useInfiniteQuery(queries.list)
  const totals = useQuery(queries.totals)
  const rows = (list.data?.pages ?? []).flatMap((page) => (page as { items: RowOf<List>[] }).items)
  const settled = list.isSuccess && !list.isPlaceholderData && totals.isSuccess && !totals.isPlaceholderData
  return { list, rows, totals: totals.data, settled }
}

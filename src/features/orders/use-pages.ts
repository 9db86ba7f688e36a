import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { request } from '../../api/request.ts'

type PageOf<Row> = z.ZodMiniType<{ items: Row[]; nextCursor: string | null }>

/**
 * A list that grows page by page (`/api/…`), and how many there are (`/api/…/totals`); both are read again when an
 * order moves.
 */
export function usePages<Row, Totals extends z.ZodMiniType>(
  path: string,
  page: PageOf<Row>,
  totals: Totals,
  query: URLSearchParams,
) {
  const asked = query.toString()
  const list = useInfiniteQuery({
    queryKey: ['orders', 'list', path, asked],
    queryFn: ({ pageParam }) => {
      const search = new URLSearchParams(query)
      search.set('limit', '30')
      if (pageParam) search.set('cursor', pageParam)
      return request(page, `${path}?${search.toString()}`)
    },
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  })
  const counted = useQuery({
    queryKey: ['orders', 'list', path, 'totals', asked],
    queryFn: () => request(totals, `${path}/totals?${asked}`),
    placeholderData: keepPreviousData,
  })
  return { list, rows: list.data?.pages.flatMap(({ items }) => items) ?? [], totals: counted.data }
}

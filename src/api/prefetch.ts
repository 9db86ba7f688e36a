import type {
  FetchInfiniteQueryOptions,
  FetchQueryOptions,
  QueryClient,
  QueryKey,
} from '@tanstack/react-query'
import type { LoaderFunctionArgs, Params } from 'react-router'
import { clientContext } from './client-context.ts'
import type { Endpoint } from '../contract/endpoints/endpoint.ts'
import type { Session } from '../contract/session.ts'
import { type ListRules, listQuery, readList } from '../lib/list-state.ts'
import { type ListEndpoint, listQueries, type PagedList } from './pages.ts'
import { sessionQuery } from './use-session.ts'

type Entry = { params: Params; search: URLSearchParams; session: Session }
/** Options of any query; an infinite one names its first page. */
type AnyQuery = { queryKey: QueryKey; initialPageParam?: unknown }

/**
 * Route members that start a page's first queries on entry, so that they do not wait for its components. They hold up
 * no navigation, and ask nothing without a session.
 */
export function prefetch(queriesOf: (entry: Entry) => AnyQuery[]) {
  async function start(client: QueryClient, params: Params, search: URLSearchParams): Promise<void> {
    const session = await client.ensureQueryData(sessionQuery)
    if (session.mustChangePassword || session.mustEnrolFactor) return
    for (const query of queriesOf({ params, search, session }))
      void ('initialPageParam' in query
        ? client.prefetchInfiniteQuery(query as FetchInfiniteQueryOptions)
        : client.prefetchQuery(query as FetchQueryOptions))
  }
  return {
    loader({ context, params, request }: LoaderFunctionArgs) {
      start(context.get(clientContext), params, new URL(request.url).searchParams).catch(() => {})
      return null
    },
    /** An open page asks for itself. */
    shouldRevalidate: () => false,
  }
}

/** `prefetch` for the first rows and totals of a list, as its address filters it. */
export const prefetchList = <
  List extends ListEndpoint,
  Totals extends Endpoint & { query: ListEndpoint['query'] },
>(
  paged: PagedList<List, Totals>,
  rules: ListRules,
) =>
  prefetch(({ search, session }) =>
    Object.values(listQueries(paged, listQuery(rules, readList(rules, search), '', session.user.username))),
  )

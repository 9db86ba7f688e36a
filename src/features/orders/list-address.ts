import { type Location, useLocation, useSearchParams } from 'react-router'
import * as z from 'zod/mini'
import { type ListState, readList, writeList } from './list-filters.ts'

const Step = z.object({ q: z.catch(z.string(), ''), from: z.catch(z.string(), '') })
const stepOf = (location: Location) => z.safeParse(Step, location.state).data

/**
 * List state. Filters and sort are in the URL. The search term is history state, because names and mobile numbers
 * must stay out of URLs.
 */
export function useListAddress() {
  const [search, setSearch] = useSearchParams()
  const location = useLocation()
  const q = stepOf(location)?.q ?? ''
  const state = readList(search)
  return {
    q,
    state,
    narrowed: q !== '' || Object.keys(state.filters).length > 0,
    change: (more: Partial<ListState>) => setSearch(writeList({ ...state, ...more }), { state: { q } }),
    searchFor: (text: string) => setSearch(writeList(state), { state: { q: text }, replace: true }),
    /** All filters. */
    clear: () => setSearch(writeList({ ...state, filters: {} }), { state: { q: '' } }),
    /** Passed to the order page, which links back to the same list. */
    leaving: { from: location.pathname + location.search, q },
  }
}

const LISTS = ['orders', 'policies', 'invoices', 'desk'] as const

/** The list that led here; the order list by default. */
export function useListLeft(): { list: (typeof LISTS)[number]; to: string; state: { q: string } } {
  const { from = '', q = '' } = stepOf(useLocation()) ?? {}
  const list = LISTS.find((one) => from === `/${one}` || from.startsWith(`/${one}?`))
  return list ? { list, to: from, state: { q } } : { list: 'orders', to: '/orders', state: { q: '' } }
}

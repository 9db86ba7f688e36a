import { type Location, useLocation, useSearchParams } from 'react-router'
import * as z from 'zod/mini'
import { type ListRules, type ListState, readList, writeList } from '../lib/list-state.ts'

const Step = z.object({ q: z.catch(z.string(), ''), from: z.catch(z.string(), '') })
const stepOf = (location: Location) => z.safeParse(Step, location.state).data

export type ListAddress = ReturnType<typeof useListAddress>

/**
 * List state. Filters and sort are in the URL. The search term is history state, because names and mobile numbers
 * must stay out of URLs.
 */
export function useListAddress(rules: ListRules) {
  const [search, setSearch] = useSearchParams()
  const location = useLocation()
  const q = stepOf(location)?.q ?? ''
  const state = readList(rules, search)
  return {
    q,
    state,
    narrowed: q !== '' || Object.keys(state.filters).length > 0,
    change: (more: Partial<ListState>) =>
      setSearch(writeList(rules, { ...state, ...more }), { state: { q } }),
    searchFor: (text: string) => setSearch(writeList(rules, state), { state: { q: text }, replace: true }),
    /** All filters. */
    clear: () => setSearch(writeList(rules, { ...state, filters: {} }), { state: { q: '' } }),
    /** Passed to the order page, which links back to the same list. */
    leaving: { from: location.pathname + location.search, q },
  }
}

/** The listed page that the user came from, as they left it. The first listed page if they came from none. */
export function useListLeft<Page extends string>(
  pages: readonly [Page, ...Page[]],
): { list: Page; to: string; state: { q: string } } {
  const { from = '', q = '' } = stepOf(useLocation()) ?? {}
  const list = pages.find((one) => from === one || from.startsWith(`${one}?`))
  return list ? { list, to: from, state: { q } } : { list: pages[0], to: pages[0], state: { q: '' } }
}

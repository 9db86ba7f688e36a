/** Filters by name; what is absent or empty does not narrow the list. */
export type Filters = Partial<Record<string, string>>
export type ListState = { filters: Filters; sort: string; order: 'asc' | 'desc' }

/** The filters and order that a list's address may contain. */
export type ListRules = {
  /** Each filter, and whether its value can be read. */
  filters: Record<string, (value: string) => boolean>
  /** The first is the usual one. */
  sorts: readonly string[]
}

/** Reads the list state from the URL. Invalid values are dropped. */
export function readList({ filters: rules, sorts }: ListRules, search: URLSearchParams): ListState {
  const filters: Filters = {}
  for (const [name, readable] of Object.entries(rules)) {
    const value = search.get(name) ?? ''
    if (value && readable(value)) filters[name] = value
  }
  // An hour requires a single day.
  if (!filters['from'] || filters['from'] !== filters['to']) delete filters['hour']
  const sort = sorts.find((one) => one === search.get('sort')) ?? sorts[0] ?? ''
  return { filters, sort, order: search.get('order') === 'asc' ? 'asc' : 'desc' }
}

/** Writes the list state into the URL. Defaults are omitted. */
export function writeList(rules: ListRules, { filters, sort, order }: ListState): URLSearchParams {
  const search = new URLSearchParams()
  for (const name of Object.keys(rules.filters)) if (filters[name]) search.set(name, filters[name])
  if (sort !== (rules.sorts[0] ?? '')) search.set('sort', sort)
  if (order !== 'desc') search.set('order', order)
  return search
}

/** The query for the BFF. `mine` becomes the user's name. */
export function listQuery(rules: ListRules, state: ListState, q: string, username: string): URLSearchParams {
  const query = writeList(rules, state)
  // Departures are listed in their order unless another was chosen.
  if (!query.has('sort') && (query.has('startFrom') || query.has('startTo'))) {
    query.set('sort', 'start')
    query.set('order', 'asc')
  }
  if (query.has('mine')) {
    query.delete('mine')
    query.set('by', username)
  }
  if (q) query.set('q', q)
  return query
}

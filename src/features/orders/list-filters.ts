import { addDays, isDay, shanghaiDay } from '../../contract/days.ts'
import { INVOICE_STATES, ORDER_SORTS, POLICY_STATES } from '../../contract/orders.ts'
import { ORDER_STATUSES, PAY_TYPES } from '../../contract/place-order.ts'

/** The URL's parameters; never names, mobile or ID numbers. */
export const FILTERS = [
  'status',
  'attention',
  'mixed',
  'state',
  'from',
  'to',
  'hour',
  'productCode',
  'memberId',
  'partnerId',
  'payType',
  'mine',
] as const
export type Filter = (typeof FILTERS)[number]

const READABLE: Record<Filter, (value: string) => boolean> = {
  // One status, or several separated by commas.
  status: (value) => value.split(',').every((one) => ORDER_STATUSES.some((status) => status === one)),
  attention: (value) => value === '1',
  mixed: (value) => value === '1',
  state: (value) => [...POLICY_STATES, ...INVOICE_STATES].some((state) => state === value),
  from: isDay,
  to: isDay,
  hour: (value) => /^([01]\d|2[0-3])$/.test(value),
  productCode: (value) => /^[\w-]{1,32}$/.test(value),
  memberId: (value) => /^[\w-]{1,32}$/.test(value),
  partnerId: (value) => /^[0-9a-f-]{36}$/.test(value),
  payType: (value) => PAY_TYPES.some((payType) => payType === value),
  mine: (value) => value === '1',
}

export type ListState = {
  filters: Partial<Record<Filter, string>>
  sort: (typeof ORDER_SORTS)[number]
  order: 'asc' | 'desc'
}

/** Reads the list state from the URL. Invalid values are dropped. */
export function readList(search: URLSearchParams): ListState {
  const filters: ListState['filters'] = {}
  for (const name of FILTERS) {
    const value = search.get(name) ?? ''
    if (value && READABLE[name](value)) filters[name] = value
  }
  // An hour requires a single day.
  if (!filters.from || filters.from !== filters.to) delete filters.hour
  const sort = ORDER_SORTS.find((one) => one === search.get('sort')) ?? 'created'
  return { filters, sort, order: search.get('order') === 'asc' ? 'asc' : 'desc' }
}

/** Writes the list state into the URL. Defaults are omitted. */
export function writeList({ filters, sort, order }: ListState): URLSearchParams {
  const search = new URLSearchParams()
  for (const name of FILTERS) if (filters[name]) search.set(name, filters[name])
  if (sort !== 'created') search.set('sort', sort)
  if (order !== 'desc') search.set('order', order)
  return search
}

/** The BFF query. `username` is the signed-in user. */
export function listQuery({ filters, sort, order }: ListState, q: string, username: string): URLSearchParams {
  const { mine, ...rest } = filters
  const query = new URLSearchParams(rest)
  if (mine) query.set('by', username)
  if (q) query.set('q', q)
  if (sort !== 'created') query.set('sort', sort)
  if (order !== 'desc') query.set('order', order)
  return query
}

/** The last `days` days up to today, in Asia/Shanghai. */
export function lastDays(days: number): { from: string; to: string } {
  const to = shanghaiDay(Date.now())
  return { from: addDays(to, 1 - days), to }
}

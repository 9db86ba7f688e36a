import { keepPreviousData } from '@tanstack/react-query'
import { readOptions } from '../api/call.ts'
import { listOrders } from '../contract/endpoints/orders.ts'

const MOST = 6

/** The newest orders that match. */
export const foundOrdersQuery = (q: string) => ({
  ...readOptions(listOrders, { query: { q, limit: MOST } }),
  enabled: q.length >= 2,
  placeholderData: keepPreviousData,
})

import { keepPreviousData } from '@tanstack/react-query'
import { readOptions } from '../api/call.ts'
import { findAttempt } from '../contract/endpoints/attempts.ts'
import { listOrders } from '../contract/endpoints/orders.ts'
import { hashOfSupportNumber } from '../contract/support-number.ts'

const MOST = 6

/** The newest orders that match. */
export const foundOrdersQuery = (q: string) => ({
  ...readOptions(listOrders, { query: { q, limit: MOST } }),
  enabled: q.length >= 2,
  placeholderData: keepPreviousData,
})

/** The attempts that a support number names. */
export const foundAttemptQuery = (q: string) => ({
  ...readOptions(findAttempt, { params: { number: q } }),
  enabled: hashOfSupportNumber(q) !== null,
})

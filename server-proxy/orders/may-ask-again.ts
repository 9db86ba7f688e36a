import { AT_REST } from '#contract/at-rest.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { INVOICE_DONE } from './invoice-status.ts'

/**
 * Minimum interval between a customer page's questions to the platform; in between it gets what is on file.
 */
const PAUSE_MS = 5_000
/** The interval while nothing changes by itself: neither the order nor an invoice in the making. */
const PAUSE_AT_REST_MS = 30_000

type Asked = Pick<OrderRow, 'status' | 'asked_at' | 'invoice_requested_at' | 'invoice_status'>

export function mayAskAgain(row: Asked, now: number): boolean {
  const invoicing = row.invoice_requested_at !== null && !INVOICE_DONE.has(row.invoice_status ?? 0)
  const pause = AT_REST.has(row.status) && !invoicing ? PAUSE_AT_REST_MS : PAUSE_MS
  return now - (row.asked_at?.getTime() ?? 0) >= pause
}

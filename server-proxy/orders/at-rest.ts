import { shanghaiDay } from '#contract/days.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { OrderRow } from '../store/schema/orders.ts'

/** Nothing is awaited of the platform any more in these. */
export const ENDED: readonly OrderStatus[] = ['issued', 'surrendered', 'refunded', 'failed']

/**
 * Why the people of an order may not be erased yet, as of `now`; null: they may. Something is still under way, or the
 * cover still runs. Cover with an unknown end runs.
 */
export function keptFor(row: OrderRow, now: number): 'order-in-flight' | 'cover-runs' | null {
  const open = row.surrender_requested_at !== null || row.invoice_lost || row.payment !== row.payment_taken
  if (!ENDED.includes(row.status) || open) return 'order-in-flight'
  const end = row.cover_end ?? row.end_date
  return row.status === 'issued' && (!end || end >= shanghaiDay(now)) ? 'cover-runs' : null
}

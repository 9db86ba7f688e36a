import { shanghaiDay } from '#contract/days.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { OrderRow } from '../store/schema/orders.ts'

/** Final statuses: no further answer of the platform is expected. */
export const ENDED: readonly OrderStatus[] = ['issued', 'surrendered', 'refunded', 'failed']

/**
 * Why the people of an order may not be erased yet at `now`: something is under way, or the cover still runs
 * (an unknown end counts as running). Returns null when erasing is allowed.
 */
export function keptFor(row: OrderRow, now: number): 'order-in-flight' | 'cover-runs' | null {
  const open = row.surrender_requested_at !== null || row.invoice_lost || row.payment !== row.payment_taken
  if (!ENDED.includes(row.status) || open) return 'order-in-flight'
  const end = row.cover_end ?? row.end_date
  return row.status === 'issued' && (!end || end >= shanghaiDay(now)) ? 'cover-runs' : null
}

import type { ExpressionBuilder } from 'kysely'
import { shanghaiDay } from '#contract/days.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'

/** Final statuses: no further answer of the platform is expected. */
const ENDED: readonly OrderStatus[] = ['issued', 'surrendered', 'refunded', 'failed']

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

/** The same rule in SQL, by status and cover only: preselects the orders to lock and check with `keptFor`. */
export function endedBy({ and, or, eb, fn }: ExpressionBuilder<Database, 'orders'>, now: number) {
  return and([
    eb('status', 'in', ENDED),
    or([eb('status', '<>', 'issued'), eb(fn.coalesce('cover_end', 'end_date'), '<', shanghaiDay(now))]),
  ])
}

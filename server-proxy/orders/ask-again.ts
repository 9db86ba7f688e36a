import type { Deps } from '../deps.ts'
import { PlatformRefusal } from '../gateway/errors.ts'
import { pullOrder } from './pull-order.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { submitOrder } from './submit-order.ts'

/**
 * Asks the platform about an order now: 7.11, or 7.4 again under the same serial while its answer is missing.
 * A refusal counts as an answer. Throws GatewayError when the platform cannot be asked.
 */
export async function askAgain(deps: Deps, row: OrderRow): Promise<void> {
  if (row.temp_order_code) return pullOrder(deps, row.id, 'screen')
  try {
    await submitOrder(deps, row.id, 'screen')
  } catch (error) {
    if (!(error instanceof PlatformRefusal) || error.code === '0002') throw error
  }
}

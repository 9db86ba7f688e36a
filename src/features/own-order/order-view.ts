import type { OwnOrder } from '../../contract/own-order.ts'

/** What the customer is told about where the order stands. */
export type View =
  | 'confirming'
  | 'unpaid'
  | 'paid'
  | 'issued'
  | 'surrendering'
  | 'surrendered'
  | 'refunded'
  | 'failed'

/**
 * Unpaid is only said when the platform has just said so, and never to somebody who came back a moment ago (`early`):
 * its word may lag behind the payment.
 */
export function viewOf(order: OwnOrder | undefined, early = false): View {
  if (!order) return 'confirming'
  switch (order.status) {
    case 'draft':
    case 'submitting':
    case 'uncertain':
      return 'confirming'
    case 'unpaid':
      return early || (!order.byCredit && order.cashierUrl === null) ? 'confirming' : 'unpaid'
    default:
      return order.status
  }
}

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
 * Unpaid is only said while the platform has just answered, and to somebody who comes back from its cashier
 * (`returned`) only once it calls the order unpaid itself, and not in the first moments (`early`): its word may lag
 * behind the payment.
 */
export function viewOf(order: OwnOrder | undefined, { returned = false, early = false } = {}): View {
  if (!order) return 'confirming'
  switch (order.status) {
    case 'draft':
    case 'submitting':
    case 'uncertain':
      return 'confirming'
    case 'unpaid':
      if (early || (returned && order.platformStatus === null)) return 'confirming'
      return order.byCredit || order.cashierUrl !== null ? 'unpaid' : 'confirming'
    default:
      return order.status
  }
}

/** Policies that insure, or of which the platform has not shown otherwise; the others are given back, or on the way. */
export function policiesInForce({ policies }: Pick<OwnOrder, 'policies'>): number {
  return policies.filter(({ status }) => status === 'issued' || status === null).length
}

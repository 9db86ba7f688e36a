import type { OwnOrder } from '../../contract/own-order.ts'

/** The order status shown to the customer. */
export type View =
  | 'confirming'
  | 'unpaid'
  | 'paid'
  | 'issued'
  | 'surrendering'
  | 'surrendered'
  | 'refunded'
  | 'failed'
  | 'closed'

/**
 * Shows unpaid only with a fresh platform response. After returning from payment (`returned`), only once the platform
 * itself says unpaid and not in the first moments (`early`), because its status may lag.
 */
export function viewOf(order: OwnOrder | undefined, { returned = false, early = false } = {}): View {
  if (!order) return 'confirming'
  switch (order.status) {
    case 'draft':
    case 'submitting':
    case 'uncertain':
      return 'confirming'
    case 'unpaid':
      if (order.closed) return 'closed'
      if (early || (returned && order.platformStatus === null)) return 'confirming'
      return order.byCredit || order.cashierUrl !== null ? 'unpaid' : 'confirming'
    default:
      return order.status
  }
}

/** Policies in force or of unknown status. The others are surrendered or being surrendered. */
export function policiesInForce({ policies }: Pick<OwnOrder, 'policies'>): number {
  return policies.filter(({ status }) => status === 'issued' || status === null).length
}

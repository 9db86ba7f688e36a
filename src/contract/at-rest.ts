import type { INVOICE_STATUSES } from './invoices.ts'
import type { OrderStatus } from './place-order.ts'

/** Nothing changes without a new action. A separate module, because customer pages load it. */
export const AT_REST: ReadonlySet<OrderStatus> = new Set(['issued', 'refunded', 'failed'])

/** The platform has made the invoice, or given up. */
export const INVOICE_DONE: ReadonlySet<(typeof INVOICE_STATUSES)[number]> = new Set(['issued', 'failed'])

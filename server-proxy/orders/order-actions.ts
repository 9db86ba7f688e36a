import type { ActionWhy, OrderAction, OrderActionName } from '#contract/order-actions.ts'
import { ORDER_ACTIONS } from '#contract/order-actions.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import { atLeast, type Role } from '#contract/session.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { isPaymentTold, maySurrender, maySurrenderPolicy } from './order-state.ts'
import { INVOICE_OPEN } from './settle-claims.ts'

export type ActionFacts = Pick<
  OrderRow,
  | 'status'
  | 'pay_type'
  | 'temp_order_code'
  | 'cashier_url'
  | 'payment'
  | 'closed_at'
  | 'amount'
  | 'surrender_requested_at'
  | 'invoice_support'
  | 'invoice_status'
  | 'invoice_requested_at'
  | 'invoice_lost'
  | 'erased_at'
> & {
  /** The shown status of each policy. */
  policies: readonly { status: OrderStatus | null }[]
  withdrawable: boolean
  /** Staff first have to say who pays. */
  asksPayer: boolean
  /** Its cover would have begun by now. */
  begun: boolean
  /** A change is open. */
  changing: boolean
  /** Holder and insured were entered here. */
  peopleKnown: boolean
  isGroup: boolean
  /** The order has at least one person. */
  anybody: boolean
}

/** Until then the platform may still need the people's data. */
const ERASABLE: ReadonlySet<OrderStatus> = new Set(['issued', 'surrendered', 'refunded', 'failed'])

/** The actions that a role can take on an order now, or why not. Each action checks this again. */
export function orderActions(facts: ActionFacts, role: Role): OrderAction[] {
  return ORDER_ACTIONS.map((name) => {
    const why = RULES[name](facts, role)
    return { name, allowed: why === null, why }
  })
}

const managersOnly = (role: Role) => (atLeast(role, 'manager') ? null : ('managers-only' as const))

const RULES: Record<OrderActionName, (facts: ActionFacts, role: Role) => ActionWhy | null> = {
  pay: ({ status, temp_order_code, cashier_url, closed_at, asksPayer }) =>
    temp_order_code === null
      ? status === 'failed'
        ? 'order-failed'
        : 'not-placed'
      : status !== 'unpaid'
        ? 'not-unpaid'
        : closed_at
          ? 'closed'
          : cashier_url === null
            ? 'cashier-missing'
            : asksPayer
              ? 'payer-unnamed'
              : null,
  send: ({ status, erased_at }) => (erased_at ? 'erased' : status === 'failed' ? 'order-failed' : null),
  refresh: ({ temp_order_code, status, erased_at }) =>
    erased_at ? 'erased' : temp_order_code === null && status === 'failed' ? 'order-failed' : null,
  'confirm-payment': (facts, role) => {
    const { pay_type, status, payment, amount } = facts
    if (pay_type !== 'credit') return 'not-credit'
    // A failed payment can still be reported as paid until the platform closes the order.
    const again = status === 'failed' && payment === 'failed'
    if (!again && status !== 'unpaid') return 'not-unpaid'
    if (!again && (payment === 'paid' || payment === 'failed')) return 'payment-settled'
    return managersOnly(role) ?? (amount === null ? 'amount-unknown' : null)
  },
  close: ({ status, closed_at, payment }) =>
    status !== 'unpaid'
      ? 'not-unpaid'
      : closed_at
        ? 'closed'
        : isPaymentTold({ payment })
          ? 'payment-settled'
          : null,
  reopen: ({ status, closed_at, begun }) =>
    status !== 'unpaid' || !closed_at ? 'not-closed' : begun ? 'cover-begun' : null,
  invoice: (facts) => {
    if (facts.erased_at) return 'erased'
    if (facts.policies.length === 0) return 'not-issued'
    if (facts.invoice_support === 0) return 'invoice-unsupported'
    const status = facts.invoice_status ?? 0
    const asked = facts.invoice_lost || (facts.invoice_requested_at !== null && status === 0)
    return asked || !INVOICE_OPEN.has(status) ? 'invoice-exists' : null
  },
  surrender: (facts, role) => {
    const { erased_at, policies, surrender_requested_at, status } = facts
    const mine = managersOnly(role)
    if (mine) return mine
    if (erased_at) return 'erased'
    if (surrender_requested_at) return 'surrender-stands'
    if (policies.length === 0) return 'not-issued'
    return maySurrender(status) && policies.some((one) => maySurrenderPolicy(one.status))
      ? null
      : 'nothing-left'
  },
  change: (facts, role) =>
    facts.changing
      ? 'change-open'
      : (RULES.surrender(facts, role) ??
        (facts.isGroup ? 'group-policy' : facts.peopleKnown ? null : 'people-unknown')),
  withdraw: ({ surrender_requested_at, withdrawable }, role) =>
    managersOnly(role) ??
    (surrender_requested_at === null ? 'no-surrender' : withdrawable ? null : 'withdraw-early'),
  'show-people': ({ erased_at, anybody }, role) =>
    managersOnly(role) ?? (erased_at ? 'erased' : anybody ? null : 'nobody'),
  erase: ({ erased_at, anybody, status }, role) =>
    atLeast(role, 'admin')
      ? erased_at
        ? 'erased'
        : !anybody
          ? 'nobody'
          : ERASABLE.has(status)
            ? null
            : 'still-needed'
      : 'admins-only',
}

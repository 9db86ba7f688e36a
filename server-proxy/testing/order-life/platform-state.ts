import type { OrderStatus } from '#contract/place-order.ts'

/** The parts of the sandbox's order that are used here. */
export type OnPlatform = {
  policiesShown?: 'hidden' | 'renumbered' | 'one-person' | 'number-missing'
  label: string | null
  tempOrderCode: string
  outSerialNo: string
  orderCode: string | null
  payType: 1 | 2
  state: string
  amount: number
  invoiceStatus: number
  policies: { policyCode: string; state: string }[]
}

/** The platform's states as our statuses. */
export const OURS: Record<string, OrderStatus> = {
  unpaid: 'unpaid',
  'payment-failed': 'failed',
  paid: 'paid',
  issued: 'issued',
  'issue-failed': 'failed',
  surrendering: 'surrendering',
  surrendered: 'surrendered',
  refunded: 'refunded',
  cancelled: 'failed',
  expired: 'failed',
}
/** Progress of an order on both sides; `surrendering` also counts a mere request. */
export const PROGRESS: Partial<Record<OrderStatus, number>> = {
  paid: 1,
  issued: 2,
  surrendering: 3,
  surrendered: 4,
  refunded: 5,
}
export const progressThere = (there: OnPlatform | null) =>
  there ? (PROGRESS[OURS[there.state] ?? 'unpaid'] ?? 0) : 0

/** The policies that 7.11 names with a number. */
export function shownBy(there: OnPlatform | null): OnPlatform['policies'] {
  const policies = there?.policies ?? []
  switch (there?.policiesShown) {
    case 'hidden':
      return []
    case 'one-person':
      return policies.slice(0, 1)
    case 'number-missing':
      return policies.slice(0, -1)
    default:
      return policies
  }
}

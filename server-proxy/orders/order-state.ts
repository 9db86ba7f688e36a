import type { PaymentStatus } from '#contract/orders.ts'
import type { OrderStatus } from '#contract/place-order.ts'

/** Every event of an order, from either side. */
export type OrderStep =
  /** 下预订单: answered, refused, answer lost, or not sent yet (budget, platform's 0002). */
  | { kind: 'place'; outcome: 'answered' | 'refused' | 'lost' | 'unsent' }
  /** 退保: requested; refused or shown never to have happened, which restores `before`. */
  | { kind: 'surrender'; outcome: 'requested' }
  | { kind: 'surrender'; outcome: 'refused' | 'undone'; before: OrderStatus }

const PLACING: ReadonlySet<OrderStatus> = new Set(['submitting', 'uncertain'])
const SURRENDER_BEGUN: ReadonlySet<OrderStatus> = new Set(['surrendering', 'surrendered', 'refunded'])

/** Returns the status after a step; null when the step is not allowed from here. */
export function nextStatus(current: OrderStatus, step: OrderStep): OrderStatus | null {
  switch (step.kind) {
    case 'place':
      return PLACING.has(current) ? afterPlacing(current, step.outcome) : null
    case 'surrender':
      if (step.outcome === 'requested') return maySurrender(current) ? 'surrendering' : null
      return current === 'surrendering' ? step.before : current
  }
}

function afterPlacing(
  current: OrderStatus,
  outcome: 'answered' | 'refused' | 'lost' | 'unsent',
): OrderStatus {
  switch (outcome) {
    case 'answered':
      return 'unpaid'
    case 'refused':
      return 'failed'
    case 'lost':
      return 'uncertain'
    case 'unsent':
      return current
  }
}

/** Whether money was reported for a credit order: it is not merely unpaid. */
export const isPaymentTold = ({ payment }: { payment: PaymentStatus | null }) =>
  payment === 'processing' || payment === 'paid'

/** Whether a surrender can be requested; the platform decides on it. */
export function maySurrender(status: OrderStatus): boolean {
  return status === 'unpaid' || status === 'paid' || status === 'issued'
}

/** The same for one policy, by its own label: not once the platform shows that its surrender began. */
export function maySurrenderPolicy(placed: OrderStatus | null): boolean {
  return placed === null || !SURRENDER_BEGUN.has(placed)
}

/**
 * The status of one policy by its own label; without one, the policy number proves it issued. `surrendering`
 * when a surrender was requested and is not shown yet. Null for an unknown label.
 */
export function policyStatus(
  label: string | null,
  placedLabel: OrderStatus | null,
  asked: boolean,
): OrderStatus | null {
  const status = label === null ? 'issued' : placedLabel
  return asked && status === 'issued' ? 'surrendering' : status
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What reconciliation follows; `not-done`: an order whose surrender seems not to have happened. */
export type Watched = OrderStatus | 'invoicing' | 'not-done'

/**
 * When reconciliation looks again, ms from now; null at rest. `ageMs` counts from the last change. An order
 * in flight is right within five minutes, even without a notification.
 */
export function nextPullMs(status: Watched, ageMs: number): number | null {
  switch (status) {
    case 'submitting':
    case 'uncertain':
    case 'surrendering':
      return ageMs < DAY ? MINUTE : HOUR
    // Most policies come within minutes; many late ones leave room for other orders.
    case 'paid':
      return ageMs < HOUR ? MINUTE : ageMs < DAY ? 4 * MINUTE : HOUR
    // Some invoices are never made, or only in part.
    case 'invoicing':
      return ageMs < DAY ? MINUTE : ageMs < 7 * DAY ? HOUR : ageMs < 90 * DAY ? DAY : null
    case 'unpaid':
      return ageMs < HOUR
        ? 2 * MINUTE
        : ageMs < DAY
          ? 4 * MINUTE
          : ageMs < 7 * DAY
            ? 2 * HOUR
            : ageMs < 90 * DAY
              ? DAY
              : null
    // The platform may have told the end of a surrender before it shows it.
    case 'not-done':
      return ageMs < HOUR ? 2 * MINUTE : ageMs < DAY ? 4 * MINUTE : null
    case 'surrendered':
      return ageMs < DAY ? 4 * MINUTE : ageMs < 30 * DAY ? 6 * HOUR : null
    default:
      return null
  }
}

import type { OrderStatus } from '../../src/contract/orders.ts'

/** What the platform shows of an order: its label placed in our words (null: a label we do not know) and its policies. */
export type PlatformView = {
  label: string | null
  placed: OrderStatus | null
  /** One entry per policy that has a number, with its own label placed. */
  policies: { policyCode: string; placed: OrderStatus | null }[]
}

/** A surrender we asked for: of these policies, or of the whole order (null). */
export type SurrenderRequest = { policyCodes: string[] | null }

const BEFORE_ISSUE: ReadonlySet<OrderStatus> = new Set(['submitting', 'uncertain', 'unpaid', 'paid'])
const ENDED: ReadonlySet<OrderStatus> = new Set(['surrendering', 'surrendered', 'refunded'])

/** True where the platform shows that a surrender has begun for what was asked. */
export function surrenderSeen(view: PlatformView, asked: SurrenderRequest): boolean {
  if (view.placed && ENDED.has(view.placed)) return true
  const codes = asked.policyCodes ?? view.policies.map((policy) => policy.policyCode)
  return (
    codes.length > 0 &&
    codes.every((code) =>
      view.policies.some((policy) => policy.policyCode === code && policy.placed && ENDED.has(policy.placed)),
    )
  )
}

/**
 * The status of an order after the platform was read: always the platform's own.
 * A policy number proves a policy, a label alone does not; a label we do not know moves nothing.
 * While a surrender stands as requested and the platform shows nothing of it yet, it stays `surrendering`.
 */
export function nextStatus(
  current: OrderStatus,
  view: PlatformView,
  asked: SurrenderRequest | null,
): OrderStatus {
  const proven = view.policies.length > 0
  let status = view.placed
  if (status === 'issued' && !proven) status = 'paid'
  const early = BEFORE_ISSUE.has(status ?? current)
  if (early && proven) {
    const kinds = new Set(view.policies.map((policy) => policy.placed))
    const only = kinds.size === 1 ? [...kinds][0] : null
    status = only && ENDED.has(only) ? only : 'issued'
  }
  if (status === null) return current
  if (asked && status === 'issued' && !surrenderSeen(view, asked)) return 'surrendering'
  return status
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * When reconciliation looks again, ms from now; null at rest. `ageMs` counts from the last change.
 * An order in flight is right within five minutes even when no notification ever comes.
 */
export function nextPullMs(status: OrderStatus | 'invoicing', ageMs: number): number | null {
  switch (status) {
    case 'submitting':
    case 'uncertain':
    case 'paid':
    case 'surrendering':
    case 'invoicing':
      return ageMs < DAY ? MINUTE : HOUR
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
    case 'surrendered':
      return ageMs < DAY ? 4 * MINUTE : ageMs < 30 * DAY ? 6 * HOUR : null
    default:
      return null
  }
}

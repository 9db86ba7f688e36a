import type { Order } from '#contract/orders.ts'
import type { PlatformOrder } from '#contract/platform-order.ts'

const sum = (fees: readonly (number | null)[]): number | null =>
  fees.length === 0
    ? null
    : fees.reduce((all, fee) => (all === null || fee === null ? null : all + fee), 0 as number | null)

/** Sum of insuredFee under one policy; null when the platform left one out. */
export const premiumOf = (platform: PlatformOrder | null, policyCode: string): number | null =>
  sum((platform?.insured ?? []).flatMap((one) => (one.policyCode === policyCode ? [one.fee] : [])))

/** Premium of the policies surrendered or being surrendered; null when there are none or one is unknown. */
export const surrenderedPremium = (policies: Order['policies']): number | null =>
  sum(
    policies.flatMap(({ status, premium }) =>
      status === 'surrendering' || status === 'surrendered' || status === 'refunded' ? [premium] : [],
    ),
  )

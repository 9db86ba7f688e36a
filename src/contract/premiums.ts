import type { Premium } from './products.ts'

export type Prices = {
  plans: readonly { planCode: string; minPrice: number | null }[]
  premiums: readonly Premium[]
}

/** `expected`: learned from past orders for these days and people. `from`: the platform's lowest price. */
export type Price =
  | { kind: 'expected'; total: number; each: number; people: number }
  | { kind: 'from'; each: number }

/** The price to show before the platform calculates it; null if unknown. */
export function priceOf(
  { plans, premiums }: Prices,
  { planCode, days, people }: { planCode: string; days: number | null; people: number },
): Price | null {
  const learned = premiums.find((one) => one.planCode === planCode && one.days === days)
  if (learned && people > 0)
    return { kind: 'expected', total: learned.premium * people, each: learned.premium, people }
  const plan = plans.find((one) => one.planCode === planCode)
  return plan && plan.minPrice !== null ? { kind: 'from', each: plan.minPrice } : null
}

import * as z from 'zod/mini'

/** 历史保费: what one person costs under a plan for so many days, before any reduction, as past orders agree; fen. */
export const Premium = z.object({ planCode: z.string(), days: z.number(), premium: z.number() })
export type Premium = z.infer<typeof Premium>

export type Prices = {
  plans: readonly { planCode: string; minPrice: number | null }[]
  premiums: readonly Premium[]
}

/** `expected`: learned from past orders, for these days and people. `from`: the platform's lowest price, the basis. */
export type Price =
  | { kind: 'expected'; total: number; each: number; people: number }
  | { kind: 'from'; each: number }

/** What may be said of the price before the platform said it; null where nothing is known. */
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

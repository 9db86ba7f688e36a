import type { PlanFit } from '#contract/orders.ts'
import type { Prices } from '#contract/premiums.ts'

type Sold = {
  planCode: string
  days: number | null
  /** Before any reduction, fen. */
  total: number
  /** insuredFee of each person; null when the platform left it out. */
  fees: readonly (number | null)[]
}
/** `expected`: what the chosen plan costs these people (its least when nothing was learned), fen. */
export type Judgement = { fit: PlanFit; expected: number | null } | null

/**
 * Whether an amount can be that of the chosen plan. 7.4 carries no plan and 7.11 names none, so only the
 * amount can tell. Null: undecidable.
 */
export function judgePlan({ planCode, days, total, fees }: Sold, { plans, premiums }: Prices): Judgement {
  const people = fees.length
  const plan = plans.find((one) => one.planCode === planCode)
  if (people === 0) return null
  const learned = premiums.find((one) => one.planCode === planCode && one.days === days)
  const expected = learned ? learned.premium * people : null
  const least = plan?.minPrice ?? null
  if (least !== null && total < least * people) return { fit: 'below', expected: expected ?? least * people }
  const costs = (each: number) => total === each * people || usual(fees) === each
  if (learned && costs(learned.premium)) return { fit: 'fits', expected }
  // With a single plan, another amount is another price.
  if (plans.length < 2) return null
  if (expected !== null) return { fit: total < expected ? 'below' : 'above', expected }
  const other = otherPlan({ planCode, days, total, fees }, { plans, premiums })
  if (!other) return null
  const cheaper = least !== null && other.minPrice !== null && other.minPrice < least
  return { fit: cheaper ? 'below' : 'above', expected: null }
}

/** Another plan that past orders know for exactly this price. */
export function otherPlan({ planCode, days, total, fees }: Sold, { plans, premiums }: Prices) {
  const found = premiums.find(
    (one) =>
      one.planCode !== planCode &&
      one.days === days &&
      (total === one.premium * fees.length || usual(fees) === one.premium),
  )
  return plans.find((plan) => plan.planCode === found?.planCode)
}

/** The premium that more than half of the people pay; some pay more for their age. */
function usual(fees: readonly (number | null)[]): number | null {
  const counts = new Map<number, number>()
  for (const fee of fees) if (fee !== null) counts.set(fee, (counts.get(fee) ?? 0) + 1)
  return [...counts].find(([, count]) => count * 2 > fees.length)?.[0] ?? null
}

import type { Order } from '../../contract/orders.ts'
import { yuan } from '../../lib/yuan.ts'

export type Difference = {
  what: 'product' | 'period' | 'people' | 'holder' | 'amount'
  placed: string
  now: string
}

/** What the customer changed on the platform's page: what we placed against what 7.11 answers. */
export function differencesOf({ platform, ...order }: Order): Difference[] {
  if (!platform) return []
  const found: Difference[] = []
  const add = (what: Difference['what'], placed: string | null, now: string | null) => {
    if (placed && now && placed !== now) found.push({ what, placed, now })
  }
  add('product', order.productCode, platform.productCode)
  const { placedPeriod, startDate, endDate } = order
  add(
    'period',
    placedPeriod && `${placedPeriod.startDate} – ${placedPeriod.endDate}`,
    startDate && `${startDate} – ${endDate}`,
  )
  add('holder', order.holder?.name ?? null, platform.enterprise?.name ?? platform.holder?.name ?? null)
  const names = (people: { name: string | null }[]) =>
    people
      .map(({ name }) => name)
      .toSorted()
      .join('、')
  if (order.insured.length > 0 && platform.insured.length > 0)
    add('people', names(order.insured), names(platform.insured))
  // 7.4 carries no plan: what costs less than the plan's lowest price is another one.
  const least = order.planMinPrice === null ? null : order.planMinPrice * platform.insured.length
  if (least !== null && order.total !== null && order.total < least)
    add('amount', `${order.planName} ≥ ${yuan(least)}`, yuan(order.total))
  return found
}

import type { Order } from '../../contract/orders.ts'

export type Difference = {
  what: 'product' | 'period' | 'people' | 'holder'
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
  return found
}

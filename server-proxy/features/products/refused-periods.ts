import type { Product } from '#contract/products.ts'
import { daysCovered } from '#contract/days.ts'
import type { Deps } from '../../deps.ts'

/** Words of a refusal that is about the period. */
const ABOUT_PERIOD = /天数|期限|期间|日期|起保|止保/
const NEWEST = 200
const SHOWN = 5

/** Periods that the platform refused for a product, newest first: a hint for its rules. */
export async function refusedPeriods(
  { db }: Pick<Deps, 'db'>,
  productCode: string,
): Promise<Product['refusedPeriods']> {
  const rows = await db
    .selectFrom('orders')
    .innerJoin('order_events', 'order_events.order_id', 'orders.id')
    .select(['start_date', 'end_date', 'platform_message', 'order_events.at'])
    .where('orders.status', '=', 'failed')
    .where('product_code', '=', productCode)
    .where('kind', '=', 'place-refused')
    .orderBy('orders.id', 'desc')
    .limit(NEWEST)
    .execute()
  const found = new Map<number, Product['refusedPeriods'][number]>()
  for (const { start_date, end_date, platform_message, at } of rows) {
    if (!start_date || !end_date || !platform_message || !ABOUT_PERIOD.test(platform_message)) continue
    const days = daysCovered(start_date, end_date)
    if (!found.has(days)) found.set(days, { days, message: platform_message, at: at.toISOString() })
  }
  return [...found.values()].slice(0, SHOWN)
}

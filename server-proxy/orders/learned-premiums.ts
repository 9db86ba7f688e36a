import { type Kysely, sql, type Transaction } from 'kysely'
import { daysCovered } from '#contract/days.ts'
import type { Prices } from '#contract/premiums.ts'
import type { Premium } from '#contract/products.ts'
import type { OrderDetail } from '../gateway/types.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { otherPlan } from './plan-fit.ts'

/** Prices change: a premium last seen longer ago is no longer expected. */
const FRESH_MS = 180 * 86_400_000
/** Share of the people who must have paid the same premium. */
const AGREE = 0.8
/** Maximum premiums per product; the best-selling plans and durations come first. */
const MOST = 200

type Db = Kysely<Database> | Transaction<Database>
type Rows = { planCode: string; days: number; premium: number; people: number }[]

/** The premiums that past orders agree on, by product. */
export async function premiumsOf(
  db: Db,
  productCodes: readonly string[],
  now: number,
): Promise<Map<string, Premium[]>> {
  if (productCodes.length === 0) return new Map()
  const rows = await db
    .selectFrom('learned_premiums')
    .select(['product_code', 'plan_code as planCode', 'days', 'premium', 'people'])
    .where('product_code', 'in', productCodes)
    .where('seen_at', '>=', new Date(now - FRESH_MS))
    .execute()
  const groups = Map.groupBy(rows, (row) => row.product_code)
  return new Map([...groups].map(([code, found]) => [code, agreed(found)]))
}

function agreed(rows: Rows): Premium[] {
  const kinds = Map.groupBy(rows, ({ planCode, days }) => `${days} ${planCode}`)
  return [...kinds.values()]
    .flatMap((group) => {
      const all = group.reduce((sum, { people }) => sum + people, 0)
      const usual = group.find(({ people }) => people >= all * AGREE)
      return usual ? [{ ...usual, people: all }] : []
    })
    .toSorted((a, b) => b.people - a.people)
    .slice(0, MOST)
    .map(({ planCode, days, premium }) => ({ planCode, days, premium }))
}

/** Plans and learned premiums of one product. */
export async function pricesOf(db: Db, productCode: string, now: number): Promise<Prices> {
  const product = await db
    .selectFrom('products')
    .select('plans')
    .where('product_code', '=', productCode)
    .executeTakeFirst()
  const premiums = await premiumsOf(db, [productCode], now)
  return { plans: product?.plans ?? [], premiums: premiums.get(productCode) ?? [] }
}

/** In these statuses the order was issued before, so its premiums are learned already. */
const LEARNED = new Set(['issued', 'surrendering', 'surrendered', 'refunded'])

/**
 * Learns the premium per person from an order that was just issued. Skips it when the amount shows another
 * plan: below the chosen plan's lowest price, or another plan's known price.
 */
export async function learnPremiums(
  transaction: Transaction<Database>,
  row: Pick<OrderRow, 'status' | 'product_code' | 'plan_code' | 'amount'> & {
    cover_start: string | null
    cover_end: string | null
  },
  status: OrderRow['status'],
  detail: OrderDetail,
  prices: Prices,
  now: number,
): Promise<void> {
  const { plan_code: planCode, cover_start, cover_end } = row
  if (status !== 'issued' || LEARNED.has(row.status) || !planCode || !cover_start || !cover_end) return
  const fees = detail.insuredInfoList.map(({ insuredFee }) => insuredFee)
  const sum = fees.reduce<number>((all, fee) => all + (fee ?? 0), 0)
  const days = daysCovered(cover_start, cover_end)
  const least = prices.plans.find((plan) => plan.planCode === planCode)?.minPrice ?? 0
  if (fees.some((fee) => fee === null || fee < least)) return
  if (otherPlan({ planCode, days, total: sum, fees }, prices)) return
  const counted = Map.groupBy(fees, (fee) => fee)
  await transaction
    .insertInto('learned_premiums')
    .values(
      [...counted].map(([premium, same]) => ({
        product_code: row.product_code,
        plan_code: planCode,
        days,
        premium: premium ?? 0,
        people: same.length,
        seen_at: new Date(now),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['product_code', 'plan_code', 'days', 'premium']).doUpdateSet({
        people: sql`learned_premiums.people + excluded.people`,
        seen_at: sql`excluded.seen_at`,
      }),
    )
    .execute()
}

import { sql } from 'kysely'
import { shanghaiDay } from '#contract/days.ts'
import { type Desk, type Period, periodBefore, type Point, stepOf, stepsOf } from '#contract/desk.ts'
import { ORDER_STATUSES } from '#contract/place-order.ts'
import { atLeast, type User } from '#contract/session.ts'
import { PURCHASE_STEPS } from '#contract/purchase-steps.ts'
import type { Deps } from '../../deps.ts'
import { dayStart, idAt } from '../../store/order-ids.ts'
import { figuresOf, type Rule, type Sum } from './figures.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The desk of a period, for all orders that `user` may see. */
export async function readDesk(deps: Deps, user: User, period: Period): Promise<Desk> {
  const seller = atLeast(user.role, 'manager') ? null : user.id
  const now = deps.now()
  const today = shanghaiDay(now)
  // An unfinished period is compared up to the same time: without future days and the rest of today.
  const untilNow = period.from <= today && today <= period.to
  const before = periodBefore(untilNow ? { from: period.from, to: today } : period)
  const by = stepOf(period)
  const [sums, hours, sumsBefore, begun, abandoned, everSold] = await Promise.all([
    sumsOf(deps, seller, period),
    by === 'hour' ? hoursOf(deps, seller, period.from) : [],
    sumsBeforeOf(deps, seller, before, untilNow ? now - dayStart(today) : null),
    begunIn(deps, seller, period),
    abandonedIn(deps, seller, period),
    hasSold(deps, seller),
  ])
  const stepAt = by === 'month' ? 7 : 10
  const points = by === 'hour' ? hours : sums.byDay.map((sum) => ({ ...sum, at: sum.day.slice(0, stepAt) }))
  return {
    ...period,
    figures: figuresOf(deps, sums.byProduct),
    before: { ...before, untilNow, figures: figuresOf(deps, sumsBefore) },
    begun: { ...begun, purchases: begun.purchases + countOf(abandoned) },
    abandoned,
    by,
    points: stepsOf(period).map((at) => pointOf(deps, at, points)),
    products: await productsOf(deps, sums.byProduct),
    everSold,
  }
}

/** The period's sums by day and by product, in one query of `order_days`. */
async function sumsOf({ db }: Deps, seller: string | null, { from, to }: Period) {
  const rows = await db
    .selectFrom('order_days')
    .select(['day', 'product_code', 'status'])
    .select(sql<number>`sum(orders)::int`.as('orders'))
    .select(sql<number>`sum(amount)::bigint`.as('amount'))
    .select(sql<number>`sum(reduction)::bigint`.as('reduction'))
    .where('day', '>=', from)
    .where('day', '<=', to)
    .$if(seller !== null, (query) => query.where('created_by', '=', seller))
    .groupBy(sql`grouping sets ((day, status), (product_code, status))`)
    .$castTo<Sum & { day: string | null; product_code: string | null }>()
    .execute()
  return {
    byDay: rows.flatMap((row) => (row.day === null ? [] : [{ ...row, day: row.day }])),
    byProduct: rows.flatMap((row) =>
      row.product_code === null ? [] : [{ ...row, productCode: row.product_code }],
    ),
  }
}

/**
 * The sums of the period before, without days and products; with `restMs` the last day counts only that far.
 */
async function sumsBeforeOf(
  deps: Deps,
  seller: string | null,
  { from, to }: Period,
  restMs: number | null,
): Promise<Sum[]> {
  const { db } = deps
  const whole = db
    .selectFrom('order_days')
    .select('status')
    .select(sql<number>`sum(orders)::int`.as('orders'))
    .select(sql<number>`sum(amount)::bigint`.as('amount'))
    .select(sql<number>`sum(reduction)::bigint`.as('reduction'))
    .where('day', '>=', from)
    .where('day', restMs === null ? '<=' : '<', to)
    .$if(seller !== null, (query) => query.where('created_by', '=', seller))
    .groupBy('status')
    .execute()
  if (restMs === null) return whole
  const rest = sumsBetween(deps, seller, [{ at: '', start: dayStart(to), end: dayStart(to) + restMs }])
  return (await Promise.all([whole, rest])).flat()
}

/** One day by hour. */
function hoursOf(deps: Deps, seller: string | null, day: string): Promise<(Sum & { at: string })[]> {
  const start = dayStart(day)
  const hours = stepsOf({ from: day, to: day }).map((at, hour) => ({
    at,
    start: start + hour * HOUR_MS,
    end: start + (hour + 1) * HOUR_MS,
  }))
  return sumsBetween(deps, seller, hours)
}

/**
 * The sums of orders created from `start` on and before `end` (ms since the epoch). Each status of each span is one
 * range of an index that holds the amounts, so no order is read.
 */
async function sumsBetween(
  { db }: Deps,
  seller: string | null,
  spans: readonly { at: string; start: number; end: number }[],
): Promise<(Sum & { at: string })[]> {
  const own = seller === null ? sql`` : sql`and created_by = ${seller}`
  const { rows } = await sql<Sum & { at: string }>`
    select at, state as status, orders, amount, reduction
    from unnest(${spans.map(({ at }) => at)}::text[], ${spans.map(({ start }) => idAt(start))}::uuid[],
      ${spans.map(({ end }) => idAt(end))}::uuid[]) as span (at, first, beyond)
    cross join unnest(${ORDER_STATUSES}::text[]) as one (state)
    cross join lateral (
      select count(*)::int as orders, coalesce(sum(amount), 0)::bigint as amount,
        coalesce(sum(reduction), 0)::bigint as reduction
      from orders where status = state and id >= first and id < beyond ${own}
    ) sums
    where orders > 0`.execute(db)
  return rows
}

/**
 * Sales started in the period but not ordered: unsubmitted drafts, and purchases past their first step that are not
 * abandoned. Ordered sales count among the orders.
 */
async function begunIn({ db }: Deps, seller: string | null, { from, to }: Period): Promise<Desk['begun']> {
  const [first, end] = [new Date(dayStart(from)), new Date(dayStart(to) + DAY_MS)]
  const [drafts, purchases] = await Promise.all([
    db
      .selectFrom('drafts')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('order_id', 'is', null)
      .where('link_id', 'is', null)
      .where('batch_id', 'is', null)
      .where('created_at', '>=', first)
      .where('created_at', '<', end)
      .$if(seller !== null, (query) => query.where('user_id', '=', seller ?? ''))
      // A refused sale counts among the orders, and is a draft again.
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('orders')
              .select('orders.id')
              .whereRef('orders.created_by', '=', 'drafts.user_id')
              .where(sql<boolean>`orders.idempotency_key = drafts.id::text`),
          ),
        ),
      )
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('purchases')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('order_id', 'is', null)
      .where('abandoned_at', 'is', null)
      .where('version', '>', 0)
      .where('refusals', '=', 0)
      .where('created_at', '>=', first)
      .where('created_at', '<', end)
      .$if(seller !== null, (query) => query.where('created_by', '=', seller ?? ''))
      .executeTakeFirstOrThrow(),
  ])
  return { drafts: drafts.count, purchases: purchases.count }
}

/** Abandoned purchases that were started in the period, by their last step. */
async function abandonedIn(
  { db }: Deps,
  seller: string | null,
  { from, to }: Period,
): Promise<Desk['abandoned']> {
  const rows = await db
    .selectFrom('abandoned_purchases')
    .select('step')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('begun_at', '>=', new Date(dayStart(from)))
    .where('begun_at', '<', new Date(dayStart(to) + DAY_MS))
    .$if(seller !== null, (query) => query.where('created_by', '=', seller ?? ''))
    .groupBy('step')
    .execute()
  return PURCHASE_STEPS.map((step) => ({ step, count: rows.find((row) => row.step === step)?.count ?? 0 }))
}

const countOf = (abandoned: Desk['abandoned']) => abandoned.reduce((sum, { count }) => sum + count, 0)

async function hasSold({ db }: Deps, seller: string | null): Promise<boolean> {
  const row = await db
    .selectFrom('orders')
    .select('id')
    .$if(seller !== null, (query) => query.where('created_by', '=', seller ?? ''))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

async function productsOf(deps: Deps, sums: (Sum & { productCode: string })[]): Promise<Desk['products']> {
  const codes = [...new Set(sums.map(({ productCode }) => productCode))]
  if (codes.length === 0) return []
  const known = await deps.db
    .selectFrom('products')
    .select(['product_code', 'product_name'])
    .where('product_code', 'in', codes)
    .execute()
  const names = new Map(known.map((row) => [row.product_code, row.product_name]))
  return codes
    .map((code) => ({
      productCode: code,
      productName: names.get(code) ?? code,
      ...figuresOf(
        deps,
        sums.filter(({ productCode }) => productCode === code),
      ),
    }))
    .filter(({ ordered }) => ordered > 0)
    .toSorted((a, b) => b.premium - a.premium || b.ordered - a.ordered)
}

function pointOf(deps: Rule, at: string, sums: readonly (Sum & { at: string })[]): Point {
  const { ordered, issued, premium } = figuresOf(
    deps,
    sums.filter((sum) => sum.at === at),
  )
  return { at, ordered, issued, premium }
}

import { sql } from 'kysely'
import { moneyOf } from '#contract/money.ts'
import type { OrderList, OrderTotals } from '#contract/orders.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { isSealed, SUMMARY_COLUMNS, openReasons, summaryOf } from '../../orders/order-summary.ts'
import type { ListOrders } from '#contract/lists.ts'
import { cursorAfter, orderPage, selectOrders } from '../../orders/select-orders.ts'

/** One page, by key instead of offset; newest first by default. */
export async function listOrders(deps: Deps, user: User, query: ListOrders): Promise<OrderList> {
  const limit = Number(query.limit ?? 20)
  const rows = await pageOf(deps, user, query, limit)
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map((row) => summaryOf(deps, row)),
    nextCursor: last ? cursorAfter(deps, last, query) : null,
  }
}

function pageOf(deps: Deps, user: User, query: ListOrders, limit: number) {
  return orderPage(deps, selectOrders(deps, user, query), query)
    .innerJoin('users', 'users.id', 'orders.created_by')
    .leftJoin('members', 'members.member_id', 'orders.member_id')
    .select(SUMMARY_COLUMNS)
    .select([openReasons, isSealed])
    .limit(limit + 1)
    .execute()
}

/** Counting stops here, so its cost does not grow with the data. */
const MAX_COUNTED = 10_000

/** The number of matching orders and their total amounts. */
export async function totalOrders(deps: Deps, user: User, query: ListOrders): Promise<OrderTotals> {
  const { status, closed, attention, ...rest } = query
  const narrowed = status !== undefined || closed !== undefined || attention !== undefined
  // The tabs count every status, which is the same set while none is chosen.
  const [chosen, tabs, waiting] = await Promise.all([
    narrowed ? sumOrders(deps, user, query) : null,
    countByStatus(deps, user, rest),
    countWaiting(deps, user, rest),
  ])
  const count = chosen?.count ?? totalOf(tabs, 'count')
  const sums = chosen ?? { amount: totalOf(tabs, 'amount'), reduction: totalOf(tabs, 'reduction') }
  return {
    count: Math.min(count, MAX_COUNTED),
    ...moneyOf(deps.amountIs, sums),
    more: count > MAX_COUNTED,
    states: statesOf(tabs, waiting),
  }
}

type Sums = { count: number; amount: number; reduction: number }
type Tab = Sums & { status: OrderStatus; closed: boolean }

const SUMS = [
  sql<number>`count(*)`.as('count'),
  sql<number>`coalesce(sum(amount), 0)::bigint`.as('amount'),
  sql<number>`coalesce(sum(reduction), 0)::bigint`.as('reduction'),
] as const

const totalOf = (tabs: readonly Tab[], key: keyof Sums) => tabs.reduce((sum, tab) => sum + tab[key], 0)

/** Reads nothing that the indices of totals do not hold. */
function sumOrders(deps: Deps, user: User, query: ListOrders): Promise<Sums> {
  const counted = selectOrders(deps, user, query)
    .select(['orders.amount', 'orders.reduction'])
    .limit(MAX_COUNTED + 1)
    .as('counted')
  return deps.db.selectFrom(counted).select(SUMS).executeTakeFirstOrThrow()
}

function countByStatus(deps: Deps, user: User, query: ListOrders): Promise<Tab[]> {
  const counted = selectOrders(deps, user, query)
    .select(['orders.status', 'orders.closed_at', 'orders.amount', 'orders.reduction'])
    .limit(MAX_COUNTED + 1)
    .as('counted')
  return deps.db
    .selectFrom(counted)
    .select(['status', sql<boolean>`status = 'unpaid' and closed_at is not null`.as('closed')])
    .select(SUMS)
    .groupBy(['status', 'closed'])
    .execute()
}

async function countWaiting(deps: Deps, user: User, query: ListOrders): Promise<number> {
  const waiting = selectOrders(deps, user, { ...query, attention: '1' })
    .select('orders.id')
    .limit(MAX_COUNTED)
    .as('waiting')
  const { count } = await deps.db
    .selectFrom(waiting)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Orders per status; null when there are too many to count. */
function statesOf(tabs: readonly Tab[], waiting: number): OrderTotals['states'] {
  const all = totalOf(tabs, 'count')
  if (all > MAX_COUNTED) return null
  return {
    all,
    attention: waiting,
    ...Object.fromEntries(tabs.map(({ status, closed, count }) => [closed ? 'closed' : status, count])),
  }
}

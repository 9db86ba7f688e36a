import { sql } from 'kysely'
import { moneyOf } from '#contract/money.ts'
import type { OrderList, OrderTotals } from '#contract/orders.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../../deps.ts'
import { SUMMARY_COLUMNS, openReasons, summaryOf } from '../../orders/order-summary.ts'
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
    .select(openReasons)
    .limit(limit + 1)
    .execute()
}

/** Counting stops here, so its cost does not grow with the data. */
const MAX_COUNTED = 10_000

/** The number of matching orders and their total amounts. */
export async function totalOrders(deps: Deps, user: User, query: ListOrders): Promise<OrderTotals> {
  const counted = selectOrders(deps, user, query)
    .select(['orders.amount', 'orders.reduction'])
    .limit(MAX_COUNTED + 1)
    .as('counted')
  const { count, ...sums } = await deps.db
    .selectFrom(counted)
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      sql<number>`coalesce(sum(amount), 0)::bigint`.as('amount'),
      sql<number>`coalesce(sum(reduction), 0)::bigint`.as('reduction'),
    ])
    .executeTakeFirstOrThrow()
  return {
    count: Math.min(count, MAX_COUNTED),
    ...moneyOf(deps.amountIs, sums),
    more: count > MAX_COUNTED,
    states: await countStates(deps, user, query),
  }
}

/** Orders per status under all other filters; null when there are too many to count. */
async function countStates(deps: Deps, user: User, query: ListOrders): Promise<OrderTotals['states']> {
  const { status: _status, closed: _closed, attention: _attention, ...rest } = query
  const counted = selectOrders(deps, user, rest)
    .select(['orders.status', 'orders.closed_at'])
    .limit(MAX_COUNTED + 1)
    .as('counted')
  const [rows, waiting] = await Promise.all([
    deps.db
      .selectFrom(counted)
      .select(['status', sql<boolean>`status = 'unpaid' and closed_at is not null`.as('closed')])
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .groupBy(['status', 'closed'])
      .execute(),
    deps.db
      .selectFrom(
        selectOrders(deps, user, { ...rest, attention: '1' })
          .select('orders.id')
          .limit(MAX_COUNTED)
          .as('waiting'),
      )
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
  ])
  const all = rows.reduce((sum, { count }) => sum + count, 0)
  if (all > MAX_COUNTED) return null
  return {
    all,
    attention: waiting.count,
    ...Object.fromEntries(rows.map(({ status, closed, count }) => [closed ? 'closed' : status, count])),
  }
}

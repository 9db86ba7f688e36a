import { type SelectQueryBuilder, sql } from 'kysely'
import { moneyOf } from '#contract/money.ts'
import { cleanCardNo, cleanMobile, cleanName } from '#contract/people-clean.ts'
import type { ListOrders } from '#contract/lists.ts'
import { ORDER_STATUSES } from '#contract/place-order.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { openCursor, signCursor } from '../http/cursor.ts'
import { badField } from '../http/refusal.ts'
import { hashesOf, hashWithin } from '../purchases/support-numbers.ts'
import { dayStart, idAt } from '../store/order-ids.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'

/** First day of cover, exactly as its index has it. */
const START = sql<string>`coalesce(cover_start, start_date, date '0001-01-01')`

type Orders = SelectQueryBuilder<Database, 'orders', object>

/** Orders that `user` may see and that match `query`, unsorted. Clerks see their own. */
export function selectOrders({ db, vault }: Deps, user: User, query: ListOrders): Orders {
  let select: Orders = db.selectFrom('orders')
  if (!atLeast(user.role, 'manager')) select = select.where('orders.created_by', '=', user.id)
  if (query.status) {
    const asked = query.status.split(',')
    const statuses = ORDER_STATUSES.filter((status) => asked.includes(status))
    if (statuses.length !== asked.length) throw badField('status', 'invalid')
    select = select.where('orders.status', 'in', statuses)
    // The portal does not wait for the orders that it closed.
    if (statuses.includes('unpaid'))
      select = select.where((where) =>
        where.or([where('orders.status', '<>', 'unpaid'), where('orders.closed_at', 'is', null)]),
      )
  }
  if (query.memberId) select = select.where('orders.member_id', '=', query.memberId)
  if (query.productCode) select = select.where('orders.product_code', '=', query.productCode)
  if (query.partnerId) select = select.where('orders.partner_id', '=', query.partnerId)
  if (query.payType) select = select.where('orders.pay_type', '=', query.payType)
  if (query.startFrom) select = select.where(sql<boolean>`${START} >= ${query.startFrom}::date`)
  if (query.startTo)
    select = select.where(sql<boolean>`${START} between '0001-01-02' and ${query.startTo}::date`)
  if (query.groupNo) select = select.where('orders.group_no', 'like', prefix(query.groupNo))
  if (query.closed) select = select.where('orders.closed_at', 'is not', null)
  if (query.mixed) select = select.where('orders.policies_differ', '=', sql.lit(true))
  if (query.by)
    select = select.where('orders.created_by', 'in', (eb) =>
      eb
        .selectFrom('users')
        .select('users.id')
        .where('username', '=', query.by ?? ''),
    )
  if (query.attention)
    select = select.where('orders.id', 'in', (eb) =>
      eb.selectFrom('attentions').select('attentions.order_id').where('resolved_at', 'is', null),
    )
  // IDs are time-ordered, so a range of days is a range of the primary key.
  if (query.from) select = select.where('orders.id', '>=', idAt(dayStart(query.from)))
  if (query.to) select = select.where('orders.id', '<', idAt(dayStart(query.to) + 86_400_000))
  if (query.hour) {
    if (!query.from || query.from !== query.to) throw badField('hour', 'invalid')
    const start = dayStart(query.from) + Number(query.hour) * 3_600_000
    select = select.where('orders.id', '>=', idAt(start)).where('orders.id', '<', idAt(start + 3_600_000))
  }
  if (query.q) select = select.where('orders.id', 'in', ordersFound({ db, vault }, query.q))
  return select
}

/**
 * IDs of the orders that match `q`: order, policy or support number, beginning of a name or group number, mobile or document.
 * Each branch uses its own index; a single OR would scan the table. Without digits only names are searched,
 * so a common surname finds the newest orders without collecting them all.
 */
export function ordersFound({ db, vault }: Pick<Deps, 'db' | 'vault'>, q: string) {
  const order = db.selectFrom('orders').select('orders.id as id')
  const people = db.selectFrom('order_people').select('order_id as id')
  const named = people.where('name', 'like', prefix(cleanName(q)))
  if (!/\d/.test(q)) return named
  // Numbers as people write them: blanks within, and letters in lower case.
  const bare = q.replace(/[\s-]/g, '')
  const hashes = hashesOf(q)
  const numbers = [...new Set([q, bare, bare.toUpperCase(), bare.toLowerCase()])]
  const found = order
    .where('out_serial_no', 'in', numbers)
    .unionAll(order.where('temp_order_code', 'in', numbers))
    .unionAll(order.where('order_code', 'in', numbers))
    .unionAll(db.selectFrom('policies').select('order_id as id').where('policy_code', 'in', numbers))
    .unionAll(named)
    .unionAll(order.where('group_no', 'like', prefix(q)))
    .unionAll(people.where('mobile_index', '=', vault.index('mobile', cleanMobile(q))))
    .unionAll(people.where('card_index', '=', vault.index('card', cleanCardNo(q))))
  if (!hashes) return found
  const attempted = db.selectFrom('purchases').where(hashWithin('token_hash', hashes))
  return found.unionAll(
    attempted.select('order_id as id').where('order_id', 'is not', null).$castTo<{ id: string }>(),
  )
}

const prefix = (text: string) => `${text.replace(/[\\%_]/g, '\\$&')}%`

/** `moneyOf(…).payable` in SQL, exactly as its indices have it. */
const PAYABLE = {
  gross: sql<string>`coalesce(amount - coalesce(reduction, 0), -1)`,
  net: sql<string>`coalesce(amount, -1)`,
}

/** Sorts a page by its key and the id, both in one direction, starting after `cursor`. */
export function orderPage(deps: Pick<Deps, 'vault' | 'amountIs'>, select: Orders, query: ListOrders) {
  const { sort = 'created', order = 'desc', cursor } = query
  const key = { created: null, start: START, amount: PAYABLE[deps.amountIs] }[sort]
  const direction = order === 'asc' ? 'asc' : 'desc'
  const beyond = order === 'asc' ? sql`>` : sql`<`
  let page = select
  if (cursor !== undefined) {
    const [id = '', after = ''] = openCursor(deps, `orders ${sort}`, cursor).split('~')
    const value = sort === 'start' ? sql`${after}::date` : sql`${after}::bigint`
    page = page.where(
      key
        ? sql<boolean>`(${key}, orders.id) ${beyond} (${value}, ${id}::uuid)`
        : sql<boolean>`orders.id ${beyond} ${id}`,
    )
  }
  return key
    ? page.orderBy(key, direction).orderBy('orders.id', direction)
    : page.orderBy('orders.id', direction)
}

/** The cursor of the next page. */
export function cursorAfter(
  deps: Pick<Deps, 'vault' | 'amountIs'>,
  row: Pick<OrderRow, 'id' | 'cover_start' | 'start_date' | 'amount' | 'reduction'>,
  { sort = 'created' }: ListOrders,
): string {
  const keys = {
    created: '',
    start: row.cover_start ?? row.start_date ?? '0001-01-01',
    amount: moneyOf(deps.amountIs, row).payable ?? -1,
  }
  return signCursor(deps, `orders ${sort}`, `${row.id}~${keys[sort]}`)
}

import * as z from 'zod/mini'
import { isDay } from '../../../src/contract/days.ts'
import { ORDER_STATUSES, type OrderList } from '../../../src/contract/orders.ts'
import { atLeast, type User } from '../../../src/contract/session.ts'
import type { Deps } from '../../deps.ts'
import { badField } from '../../http/refusal.ts'
import { SUMMARY_COLUMNS, summaryOf } from './order-view.ts'

const Day = z.string().check(z.refine(isDay, 'day'))

/** Query of the order list: days are of Asia/Shanghai and inclusive, `status` may name several by commas. */
export const ListOrders = z.object({
  q: z.optional(z.string().check(z.trim(), z.maxLength(64, 'too-long-64'))),
  status: z.optional(z.string()),
  memberId: z.optional(z.string()),
  from: z.optional(Day),
  to: z.optional(Day),
  limit: z.optional(z.string().check(z.regex(/^([1-9]|[1-9]\d|100)$/, 'invalid'))),
  cursor: z.optional(z.string()),
})
export type ListOrders = z.infer<typeof ListOrders>

/** Newest first (ids are time-ordered), by key, not by offset. Clerks see their own. */
export async function listOrders({ db, vault }: Deps, user: User, query: ListOrders): Promise<OrderList> {
  const limit = Number(query.limit ?? 20)
  let select = db
    .selectFrom('orders')
    .innerJoin('users', 'users.id', 'orders.created_by')
    .select(SUMMARY_COLUMNS)
    .orderBy('orders.id', 'desc')
    .limit(limit + 1)
  if (!atLeast(user.role, 'manager')) select = select.where('created_by', '=', user.id)
  if (query.status) {
    const asked = query.status.split(',')
    const statuses = ORDER_STATUSES.filter((status) => asked.includes(status))
    if (statuses.length !== asked.length) throw badField('status', 'invalid')
    select = select.where('status', 'in', statuses)
  }
  if (query.memberId) select = select.where('member_id', '=', query.memberId)
  if (query.from) select = select.where('orders.created_at', '>=', new Date(`${query.from}T00:00:00+08:00`))
  if (query.to) {
    const after = new Date(Date.parse(`${query.to}T00:00:00+08:00`) + 86_400_000)
    select = select.where('orders.created_at', '<', after)
  }
  if (query.q) {
    const q = query.q
    const people = db.selectFrom('order_people').select('order_id')
    select = select.where(({ or, eb }) =>
      or([
        eb('out_serial_no', '=', q),
        eb('temp_order_code', '=', q),
        eb('order_code', '=', q),
        eb('orders.id', 'in', db.selectFrom('policies').select('order_id').where('policy_code', '=', q)),
        eb('orders.id', 'in', people.where('name', 'like', `${q.replace(/[\\%_]/g, '\\$&')}%`)),
        eb('orders.id', 'in', people.where('mobile_index', '=', vault.index('mobile', q))),
        eb('orders.id', 'in', people.where('card_index', '=', vault.index('card', q.toUpperCase()))),
      ]),
    )
  }
  if (query.cursor) {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(query.cursor)) throw badField('cursor', 'invalid')
    select = select.where('orders.id', '<', query.cursor)
  }
  const rows = await select.execute()
  const items = rows.slice(0, limit).map(summaryOf)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, nextCursor: last?.id ?? null }
}

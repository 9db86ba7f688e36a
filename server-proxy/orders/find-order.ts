import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../http/refusal.ts'
import type { OrderRow } from '../store/schema/orders.ts'

/**
 * Returns the order if `user` may see it: clerks their own, managers all. Otherwise 404, as for an unknown
 * order.
 */
export async function findOrder({ db }: Pick<Deps, 'db'>, user: User, id: string): Promise<OrderRow> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw notFound()
  let query = db.selectFrom('orders').selectAll().where('id', '=', id)
  if (!atLeast(user.role, 'manager')) query = query.where('created_by', '=', user.id)
  const row = await query.executeTakeFirst()
  if (!row) throw notFound()
  return row
}

import type { PlaceOrder } from '#contract/place-order.ts'
import type { Deps } from '../deps.ts'

export const placeOfChange = (id: string) => ({ table: 'changes', column: 'order', row: id })

export const openChange = ({ db }: Pick<Deps, 'db'>, orderId: string) =>
  db
    .selectFrom('changes')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('state', '=', 'open')
    .executeTakeFirst()

/** The order that an open change sells again; null once its people were erased. */
export const changedOrder = (
  { vault }: Pick<Deps, 'vault'>,
  change: { id: string; order_sealed: Buffer | null },
) =>
  change.order_sealed && (JSON.parse(vault.open(placeOfChange(change.id), change.order_sealed)) as PlaceOrder)

/** Whether the surrender is under way or over, so that selling again makes no second cover. */
export async function isSurrendered(
  { db }: Pick<Deps, 'db'>,
  orderId: string,
  codes: string[] | null,
): Promise<boolean> {
  const row = await db
    .selectFrom('orders')
    .select(['status', 'surrender_requested_at', 'surrender_lost'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  if (row.surrender_requested_at) return !row.surrender_lost
  if (row.status !== 'issued') return true
  if (codes === null) return false
  const open = await db
    .selectFrom('policies')
    .select('policy_code')
    .where('order_id', '=', orderId)
    .where('policy_code', 'in', codes)
    .where((where) =>
      where.or([where('policy_status', 'is', null), where('policy_status', 'not like', '%退%')]),
    )
    .where('gone_at', 'is', null)
    .execute()
  return open.length === 0
}

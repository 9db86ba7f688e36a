import type { ChangeNote } from '#contract/order-requests.ts'
import type { Deps } from '../deps.ts'
import { announce } from '../live/live.ts'
import { sealNote } from '../purchases/sale-note.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { lockUnerased } from './move-order.ts'

/** Changes group number and note of an order; what is absent stays. */
export async function changeNote(deps: Deps, row: OrderRow, { groupNo, note }: ChangeNote): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    // A note may quote a person.
    const { status, created_by } = await lockUnerased(transaction, row.id)
    if (groupNo === undefined && note === undefined) return
    await transaction
      .updateTable('orders')
      .set({
        ...(groupNo !== undefined && { group_no: groupNo || null }),
        ...(note !== undefined && { note_sealed: sealNote(deps.vault, 'orders', row.id, note) }),
      })
      .where('id', '=', row.id)
      .execute()
    await announce(transaction, { kind: 'order', orderId: row.id, status, owner: created_by })
  })
}

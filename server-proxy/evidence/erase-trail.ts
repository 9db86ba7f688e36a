import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'

/** Closes an order's recording and annex: no piece is added, and neither is shown. */
export async function closeTrail(
  transaction: Transaction<Database>,
  orderId: string,
  at: Date,
): Promise<void> {
  // The trail goes first: a recording upload in progress holds its lock and is then removed with the rest.
  await transaction
    .updateTable('trails')
    .set(({ fn, val }) => ({ erased_at: fn.coalesce('erased_at', val(at)) }))
    .where('order_id', '=', orderId)
    .execute()
}

/** Removes the content of a closed recording and its annex; their existence and hashes stay. */
export async function eraseRecording(transaction: Transaction<Database>, orderId: string): Promise<void> {
  const ofOrder = transaction.selectFrom('trails').select('id').where('order_id', '=', orderId)
  await transaction
    .updateTable('trail_pieces')
    .set({ content_sealed: null })
    .where('trail_id', 'in', ofOrder)
    .execute()
  await transaction
    .updateTable('trail_annexes')
    .set({ content_sealed: null })
    .where('trail_id', 'in', ofOrder)
    .execute()
}

/** Deletes trails of deleted purchases without an order: nothing was sold, so no evidence is needed. */
export async function forgetUnsoldTrails(db: Kysely<Database>): Promise<void> {
  await db
    .deleteFrom('trails')
    .where('order_id', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('purchases').select('id').whereRef('purchases.id', '=', 'trails.id'))),
    )
    .execute()
}

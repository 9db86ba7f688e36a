import type { Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { draftIdOf } from './draft-key.ts'

/** Removes the source of an order: its purchase, the people prefilled on its link, and its draft. */
export async function erasePurchases(
  transaction: Transaction<Database>,
  { id, created_by, idempotency_key }: OrderRow,
  batchId: string | null,
  at: Date,
): Promise<void> {
  // One delete per column: each finds its rows by an index.
  const sold = await transaction
    .deleteFrom('purchases')
    .where('order_id', '=', id)
    .returning('link_id')
    .execute()
  // A purchase that the platform refused is linked to the order only by its trail.
  const refused = await transaction
    .deleteFrom('purchases')
    .where('order_id', 'is', null)
    .where('id', 'in', (eb) => eb.selectFrom('trails').select('trails.id').where('trails.order_id', '=', id))
    .returning('link_id')
    .execute()
  // A single-use link stays spent: without its purchase it would reopen with the same people prefilled.
  const links = [...sold, ...refused].flatMap(({ link_id }) => link_id ?? [])
  if (links.length > 0)
    await transaction
      .updateTable('links')
      .set(({ fn, val }) => ({
        prefill_sealed: null,
        reply_sealed: null,
        note_sealed: null,
        revoked_at: fn.coalesce('revoked_at', val(at)),
      }))
      .where('uses', '=', 1)
      .where('id', 'in', links)
      .execute()
  const drafts = transaction.deleteFrom('drafts')
  await drafts.where('order_id', '=', id).execute()
  if (batchId) await drafts.where('batch_id', '=', batchId).execute()
  if (links.length > 0) await drafts.where('link_id', 'in', links).execute()
  // A draft whose order the platform refused is linked to it only by the key.
  const draftId = draftIdOf(idempotency_key)
  if (draftId)
    await drafts
      .where('id', '=', draftId)
      .where('user_id', '=', created_by)
      .where('order_id', 'is', null)
      .execute()
}

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
  const purchases = await transaction
    .deleteFrom('purchases')
    .where(({ or, and, eb, selectFrom }) =>
      or([
        eb('order_id', '=', id),
        // A purchase that the platform refused is linked to the order only by its trail.
        and([
          eb('order_id', 'is', null),
          eb('id', 'in', selectFrom('trails').select('trails.id').where('trails.order_id', '=', id)),
        ]),
      ]),
    )
    .returning('link_id')
    .execute()
  // A single-use link stays spent: without its purchase it would reopen with the same people prefilled.
  const links = purchases.flatMap(({ link_id }) => link_id ?? [])
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
  const draftId = draftIdOf(idempotency_key)
  await transaction
    .deleteFrom('drafts')
    .where(({ or, and, eb }) =>
      or([
        eb('order_id', '=', id),
        ...(batchId ? [eb('batch_id', '=', batchId)] : []),
        ...(links.length > 0 ? [eb('link_id', 'in', links)] : []),
        // A draft whose order the platform refused is linked to it only by the key.
        ...(draftId
          ? [and([eb('id', '=', draftId), eb('user_id', '=', created_by), eb('order_id', 'is', null)])]
          : []),
      ]),
    )
    .execute()
}

import type { Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { draftIdOf } from './draft-key.ts'

/** Everything personal that hangs on an order, in whatever table. */
export async function removePeople(
  transaction: Transaction<Database>,
  { id, created_by, idempotency_key }: OrderRow,
  now: number,
): Promise<void> {
  const at = new Date(now)
  await transaction
    .updateTable('orders')
    .set(({ eb, fn, val }) => ({
      erased_at: fn.coalesce('erased_at', val(at)),
      // An answer of the platform that is under way belongs to the version before and is not applied.
      pull_version: eb('pull_version', '+', 1),
      holder_name: null,
      people_sealed: null,
      platform_sealed: null,
      // Without what was sent nothing can be a replay of it; the old answer names the platform's page of these people.
      request_hash: Buffer.alloc(32),
      reply_status: null,
      reply_body: null,
      invoice_title: null,
      cashier_url: null,
      next_pull_at: null,
    }))
    .where('id', '=', id)
    .execute()
  await transaction
    .updateTable('policies')
    .set({ insured_name: null, policy_url: null, certificate_url: null })
    .where('order_id', '=', id)
    .execute()
  // The platform's sentences can quote a person, and so can what staff wrote.
  await transaction
    .updateTable('order_events')
    .set({ platform_message: null, remark_sealed: null })
    .where('order_id', '=', id)
    .execute()
  await transaction.updateTable('attentions').set({ detail: null }).where('order_id', '=', id).execute()
  // The trail first: a piece of recording that is being kept holds it, and is there when its content is removed.
  await transaction
    .updateTable('trails')
    .set(({ fn, val }) => ({ erased_at: fn.coalesce('erased_at', val(at)) }))
    .where('order_id', '=', id)
    .execute()
  // What the recording showed goes; that there was one, and its hashes, stay.
  await transaction
    .updateTable('trail_pieces')
    .set({ content_sealed: null })
    .where('trail_id', 'in', (eb) => eb.selectFrom('trails').select('id').where('order_id', '=', id))
    .execute()
  const purchases = await transaction
    .deleteFrom('purchases')
    .where(({ or, and, eb, selectFrom }) =>
      or([
        eb('order_id', '=', id),
        // One that the platform refused is tied to the order by its trail alone.
        and([
          eb('order_id', 'is', null),
          eb('id', 'in', selectFrom('trails').select('trails.id').where('trails.order_id', '=', id)),
        ]),
      ]),
    )
    .returning('link_id')
    .execute()
  // A link of one use is spent: without its purchase it would be open again, with the same people filled in.
  const links = purchases.flatMap(({ link_id }) => link_id ?? [])
  if (links.length > 0)
    await transaction
      .updateTable('links')
      .set(({ fn, val }) => ({ prefill_sealed: null, revoked_at: fn.coalesce('revoked_at', val(at)) }))
      .where('uses', '=', 1)
      .where('id', 'in', links)
      .execute()
  const draftId = draftIdOf(idempotency_key)
  await transaction
    .deleteFrom('drafts')
    .where(({ or, and, eb }) =>
      or([
        eb('order_id', '=', id),
        // One whose order the platform refused is tied to it by the key alone.
        ...(draftId
          ? [and([eb('id', '=', draftId), eb('user_id', '=', created_by), eb('order_id', 'is', null)])]
          : []),
      ]),
    )
    .execute()
  for (const table of [
    'order_people',
    'invoice_files',
    'notifications',
    'own_links',
    'file_tickets',
  ] as const)
    await transaction.deleteFrom(table).where('order_id', '=', id).execute()
}

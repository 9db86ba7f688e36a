import type { Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { draftIdOf } from '../purchases/draft-key.ts'

/** Removes all personal data of an order from every table. */
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
      // Invalidates an answer in flight: it belongs to the version before.
      pull_version: eb('pull_version', '+', 1),
      holder_name: null,
      people_sealed: null,
      platform_sealed: null,
      // Without the request no replay can match; the stored reply contains the platform's page of these
      // people.
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
  // The platform's messages and staff remarks can quote a person.
  await transaction
    .updateTable('order_events')
    .set({ platform_message: null, remark_sealed: null })
    .where('order_id', '=', id)
    .execute()
  await transaction.updateTable('attentions').set({ detail: null }).where('order_id', '=', id).execute()
  // The trail goes first: a recording upload in progress holds its lock and is then removed with the rest.
  await transaction
    .updateTable('trails')
    .set(({ fn, val }) => ({ erased_at: fn.coalesce('erased_at', val(at)) }))
    .where('order_id', '=', id)
    .execute()
  // Removes the recording's content; its existence and hashes stay.
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
        // A draft whose order the platform refused is linked to it only by the key.
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

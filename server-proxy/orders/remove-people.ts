import type { Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { batchIdOf } from './batch-key.ts'
import { closeTrail } from '../evidence/erase-trail.ts'
import { eraseNotifications } from '../notifications/forget-notifications.ts'
import { erasePurchases } from '../purchases/erase-purchases.ts'

/** Removes all personal data of an order from every table, and closes its recording. */
export async function removePeople(
  transaction: Transaction<Database>,
  order: OrderRow,
  now: number,
): Promise<void> {
  const { id } = order
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
      note_sealed: null,
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
  // A change holds the people of the order that it sells.
  await transaction
    .updateTable('changes')
    .set({ order_sealed: null })
    .where(({ eb, or }) => or([eb('order_id', '=', id), eb('new_order_id', '=', id)]))
    .execute()
  const batchId = batchIdOf(order.idempotency_key)
  if (batchId)
    await transaction
      .updateTable('order_batches')
      .set({ order_sealed: null })
      .where('id', '=', batchId)
      .execute()
  await closeTrail(transaction, id, at)
  await erasePurchases(transaction, order, batchId, at)
  await eraseNotifications(transaction, id)
  await transaction.deleteFrom('order_people').where('order_id', '=', id).execute()
  await transaction.deleteFrom('invoice_files').where('order_id', '=', id).execute()
  await transaction.deleteFrom('own_links').where('order_id', '=', id).execute()
  await transaction.deleteFrom('file_tickets').where('order_id', '=', id).execute()
}

import type { Transaction } from 'kysely'
import { shanghaiDay } from '../../../src/contract/days.ts'
import type { OrderStatus } from '../../../src/contract/place-order.ts'
import type { Deps } from '../../deps.ts'
import { Refusal } from '../../http/refusal.ts'
import { announce } from '../../notifications/live.ts'
import { lockOrder } from '../../notifications/move-order.ts'
import { note } from '../../notifications/timeline.ts'
import { audit } from '../../store/audit.ts'
import type { Database, OrderRow } from '../../store/schema.ts'

/** Nothing is awaited of the platform any more in these; an insured order also has to have run out. */
export const ENDED: readonly OrderStatus[] = ['issued', 'surrendered', 'refunded', 'failed']

/**
 * Removes the people of an order for good: names, documents, contacts, files, links, drafts and what was said about
 * them. Amounts, codes, states, days and the audit log stay. A second time does nothing. 409 while the order is in
 * flight or its cover still runs.
 */
export async function eraseOrder(deps: Deps, actor: string, id: string): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, id)
    if (row.erased_at) return
    assertAtRest(row, deps.now())
    await removePeople(transaction, row.id, deps.now())
    await note(transaction, id, { kind: 'erased', actor })
    await announce(transaction, { orderId: id, status: row.status, owner: row.created_by })
    await audit(deps.vault, transaction, { actor, act: 'order-erased', subject: { kind: 'order', id } })
  })
}

function assertAtRest(row: OrderRow, now: number): void {
  const open = row.surrender_requested_at !== null || row.invoice_lost || row.payment !== row.payment_taken
  if (!ENDED.includes(row.status) || open) throw new Refusal(409, 'order-in-flight')
  const end = row.cover_end ?? row.end_date
  if (row.status === 'issued' && (!end || end >= shanghaiDay(now))) throw new Refusal(409, 'cover-runs')
}

/** Everything personal that hangs on an order, in whatever table. */
export async function removePeople(
  transaction: Transaction<Database>,
  id: string,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('orders')
    .set({
      erased_at: new Date(now),
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
    })
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
  // What the recording showed goes; that there was one, and its hashes, stay.
  await transaction
    .updateTable('trail_pieces')
    .set({ content_sealed: null })
    .where('trail_id', 'in', (eb) => eb.selectFrom('trails').select('id').where('order_id', '=', id))
    .execute()
  await transaction
    .updateTable('trails')
    .set({ erased_at: new Date(now) })
    .where('order_id', '=', id)
    .execute()
  // A link of one use is spent: without its purchase it would be open again, with the same people filled in.
  await transaction
    .updateTable('links')
    .set(({ fn, val }) => ({
      prefill_sealed: null,
      revoked_at: fn.coalesce('revoked_at', val(new Date(now))),
    }))
    .where('uses', '=', 1)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('purchases')
        .select('link_id')
        .where('order_id', '=', id)
        .where('link_id', 'is not', null)
        .$castTo<{ link_id: string }>(),
    )
    .execute()
  for (const table of [
    'order_people',
    'invoice_files',
    'notifications',
    'drafts',
    'purchases',
    'own_links',
    'file_tickets',
  ] as const)
    await transaction.deleteFrom(table).where('order_id', '=', id).execute()
}

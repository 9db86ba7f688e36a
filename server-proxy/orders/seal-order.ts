import type { Kysely, Transaction } from 'kysely'
import { shanghaiDay } from '#contract/days.ts'
import { eraseRecording } from '../evidence/erase-trail.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { Vault } from '../store/vault/vault.ts'
import { dropAttention } from './attention.ts'
import { recordOf } from './sealed-record.ts'
import { note } from './timeline.ts'

export const placeOfRecord = (orderId: string) => ({
  table: 'sealed_orders',
  column: 'record',
  row: orderId,
})

/**
 * Copies what `removePeople` is about to delete into a sealed record. Drafts, links and notifications are working
 * copies and are not kept.
 */
export async function sealOrder(
  vault: Vault,
  transaction: Transaction<Database>,
  row: OrderRow,
  until: string,
): Promise<void> {
  const record = await recordOf(vault, transaction, row)
  await transaction
    .insertInto('sealed_orders')
    .values({
      order_id: row.id,
      keep_until: until,
      record_sealed: vault.seal(placeOfRecord(row.id), JSON.stringify(record)),
    })
    .execute()
}

/** Until when an order is sealed; null when it is not. */
export async function sealedUntil(
  db: Transaction<Database> | Kysely<Database>,
  orderId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('sealed_orders')
    .select('keep_until')
    .where('order_id', '=', orderId)
    .executeTakeFirst()
  return row?.keep_until ?? null
}

/** Deletes the record and the recording of a locked order whose term has ended. Returns true when it did. */
export async function deleteSealed(
  transaction: Transaction<Database>,
  orderId: string,
  { actor, now }: { actor: string; now: number },
): Promise<boolean> {
  const ended = await transaction
    .deleteFrom('sealed_orders')
    .where('order_id', '=', orderId)
    .where('keep_until', '<', shanghaiDay(now))
    .returning('order_id')
    .executeTakeFirst()
  if (!ended) return false
  await dropAttention(transaction, orderId, 'opening-asked')
  await eraseRecording(transaction, orderId)
  await note(transaction, orderId, { kind: 'erased', actor })
  return true
}

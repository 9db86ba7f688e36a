import { sql, type Transaction } from 'kysely'
import { Refusal } from '../http/refusal.ts'
import type { Database } from '../store/schema.ts'
import { draftIdOf, keysOf } from './draft-key.ts'

type Claim = { userId: string; key: string; as: 'order' | 'link' | 'batch' }

/**
 * Lets a sale end once, in an order or in a link: serialises the requests about one draft until the transaction ends,
 * and throws 409 when an earlier one succeeded under another key. Keys without a draft pass.
 */
export async function claimSale(
  transaction: Transaction<Database>,
  { userId, key, as }: Claim,
): Promise<void> {
  const draftId = draftIdOf(key)
  if (!draftId) return
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sale ${draftId}`}, 0))`.execute(transaction)
  const order = await transaction
    .selectFrom('orders')
    .select('id')
    .where('created_by', '=', userId)
    .where('idempotency_key', 'in', keysOf(draftId))
    .where('status', '!=', 'failed')
    .$if(as === 'order', (query) => query.where('idempotency_key', '!=', key))
    .executeTakeFirst()
  if (order) throw salePlaced(order.id)
  const batch = await transaction
    .selectFrom('order_batches')
    .select('id')
    .where('id', '=', draftId)
    .where('created_by', '=', userId)
    .$if(as === 'batch', (query) => query.where('id', '!=', draftId))
    .executeTakeFirst()
  if (batch) throw saleSplit(batch.id)
  const link = await transaction
    .selectFrom('links')
    .select('id')
    .where('created_by', '=', userId)
    .where('draft_id', '=', draftId)
    .where('revoked_at', 'is', null)
    .$if(as === 'link', (query) => query.where('idempotency_key', '!=', key))
    .executeTakeFirst()
  if (link) throw saleHandedOver(link.id)
}

export const saleSplit = (batchId: string) => new Refusal(409, 'sale-placed', { batchId })
export const salePlaced = (orderId: string) => new Refusal(409, 'sale-placed', { orderId })
export const saleHandedOver = (linkId: string) => new Refusal(409, 'sale-handed-over', { linkId })

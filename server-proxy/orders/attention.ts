import type { Kysely, Transaction } from 'kysely'
import type { AttentionReason } from '#contract/orders.ts'
import { tellPeople } from '../live/notice-events.ts'
import type { Database } from '../store/schema.ts'

type Db = Transaction<Database> | Kysely<Database>

/** Opens a reason for attention. A resolved one opens again, because it happened again. */
export async function raiseAttention(
  db: Db,
  orderId: string,
  reason: AttentionReason,
  detail: string | null = null,
): Promise<void> {
  const open = await db
    .selectFrom('attentions')
    .select('reason')
    .where('order_id', '=', orderId)
    .where('reason', '=', reason)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  await db
    .insertInto('attentions')
    .values({ order_id: orderId, reason, detail })
    .onConflict((conflict) =>
      conflict
        .columns(['order_id', 'reason'])
        .doUpdateSet({ detail, raised_at: new Date(), resolved_at: null }),
    )
    .execute()
  if (!open) await tellOf(db, [orderId], reason)
}

/**
 * Opens a reason that lasts as long as the order's state. A resolved one stays resolved unless its detail
 * changes. Returns true when it is new.
 */
export async function keepAttention(
  db: Db,
  orderId: string,
  reason: AttentionReason,
  detail: string | null = null,
): Promise<boolean> {
  const row = await db
    .insertInto('attentions')
    .values({ order_id: orderId, reason, detail })
    .onConflict((conflict) =>
      conflict
        .columns(['order_id', 'reason'])
        .doUpdateSet({ detail, raised_at: new Date(), resolved_at: null })
        .where('attentions.detail', 'is distinct from', detail),
    )
    .returning('reason')
    .executeTakeFirst()
  if (row) await tellOf(db, [orderId], reason)
  return row !== undefined
}

/** Queues notices of a reason for attention that these orders have now. */
export async function tellOf(db: Db, orderIds: readonly string[], reason: AttentionReason): Promise<void> {
  const kind = reason === 'no-policy' ? 'no-policy' : 'attention'
  await tellPeople(db, ...orderIds.map((order_id) => ({ kind, order_id, detail: reason }) as const))
}

/** Closes reasons that no longer apply. Returns true when there was one. */
export async function dropAttention(
  db: Db,
  orderId: string,
  ...reasons: AttentionReason[]
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('attentions')
    .where('order_id', '=', orderId)
    .where('reason', 'in', reasons)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Marks a reason as resolved. Returns false when it is not open. */
export async function settleAttention(
  db: Db,
  orderId: string,
  reason: AttentionReason,
  at: Date,
): Promise<boolean> {
  const row = await db
    .updateTable('attentions')
    .set({ resolved_at: at })
    .where('order_id', '=', orderId)
    .where('reason', '=', reason)
    .where('resolved_at', 'is', null)
    .returning('reason')
    .executeTakeFirst()
  return row !== undefined
}

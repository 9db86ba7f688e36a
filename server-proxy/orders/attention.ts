import type { Kysely, Transaction } from 'kysely'
import type { AttentionReason } from '#contract/orders.ts'
import type { Database } from '../store/schema.ts'

type Db = Transaction<Database> | Kysely<Database>

/** Puts the order before somebody's eyes, also when that reason was dealt with before: it happened again. */
export async function raiseAttention(
  db: Db,
  orderId: string,
  reason: AttentionReason,
  detail: string | null = null,
): Promise<void> {
  await db
    .insertInto('attentions')
    .values({ order_id: orderId, reason, detail })
    .onConflict((conflict) =>
      conflict
        .columns(['order_id', 'reason'])
        .doUpdateSet({ detail, raised_at: new Date(), resolved_at: null }),
    )
    .execute()
}

/**
 * The same for what stands as long as the order does: once somebody has dealt with it, it stays dealt with, unless its
 * detail changes. True when it is new.
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
  return row !== undefined
}

/** Takes away reasons that mended themselves; true when there was one. */
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

/** Somebody has dealt with it; false when it does not stand. */
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

import { type Kysely, sql, type Transaction } from 'kysely'
import { AnswerUnstorable } from '../gateway/errors.ts'
import { isDatabaseAway } from '../store/database-away.ts'
import type { Database } from '../store/schema.ts'
import { dropAttention, keepAttention } from './attention.ts'
import { announce } from '../live/live.ts'

/** Back-off after the first answer that cannot be stored; each further one doubles it. */
const FIRST_PAUSE_MS = 60_000
const MAX_PAUSE_MS = 6 * 3_600_000

/**
 * Counts an answer that could not be stored, backs off and raises attention. Only this order fails: the
 * caller gets an unknown answer. An unavailable database or a deadlock says nothing about the answer.
 */
export async function keepUnstorable(
  { db, now }: { db: Kysely<Database>; now(): number },
  orderId: string,
  error: unknown,
): Promise<never> {
  const { code } = (error ?? {}) as { code?: unknown }
  if (isDatabaseAway(error) || String(code).startsWith('40')) throw error
  await db.transaction().execute(async (transaction) => {
    const pause = sql<number>`least(${FIRST_PAUSE_MS}::int8 * 2 ^ least(store_failures, 20), ${MAX_PAUSE_MS}::int8)`
    const row = await transaction
      .updateTable('orders')
      .set(({ eb }) => ({
        store_failures: eb('store_failures', '+', 1),
        next_pull_at: sql<Date>`${new Date(now())}::timestamptz + ${pause} * interval '1 millisecond'`,
      }))
      .where('id', '=', orderId)
      .returning(['status', 'created_by'])
      .executeTakeFirstOrThrow()
    await keepAttention(transaction, orderId, 'answer-unstorable')
    await announce(transaction, { kind: 'order', orderId, status: row.status, owner: row.created_by })
  })
  throw new AnswerUnstorable(error)
}

/** Resets the count after an answer was stored. */
export async function forgetUnstorable(transaction: Transaction<Database>, orderId: string): Promise<void> {
  await transaction.updateTable('orders').set({ store_failures: 0 }).where('id', '=', orderId).execute()
  await dropAttention(transaction, orderId, 'answer-unstorable')
}

import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'

/** Deletes notifications handled before `at`. Returns how many. */
export async function forgetNotifications(db: Kysely<Database>, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('notifications')
    .where('handled_at', '<', before)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** A notification's body can name people. */
export async function eraseNotifications(transaction: Transaction<Database>, orderId: string): Promise<void> {
  await transaction.deleteFrom('notifications').where('order_id', '=', orderId).execute()
}

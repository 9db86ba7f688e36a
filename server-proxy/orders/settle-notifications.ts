import type { Deps } from '../deps.ts'
import { markHandled, type NotificationEvent } from '../notifications/inbox.ts'
import { note } from './timeline.ts'

/** Marks the notifications of an order as handled and notes them on its timeline. */
export async function settleNotifications(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  orderId: string,
  ids: number[],
  events: NotificationEvent[],
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await markHandled(transaction, ids, new Date(now()))
    await note(transaction, orderId, { kind: 'notified', actor: 'platform', note: events.join(' ') })
  })
}

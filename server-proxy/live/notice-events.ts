import type { Insertable, Kysely, Selectable, Transaction } from 'kysely'
import type { Database } from '../store/schema.ts'
import type { NoticeEvents } from '../store/schema/notices.ts'

export type NoticeEvent = Selectable<NoticeEvents>

/** Queues a notice in the caller's transaction. A job writes the messages. */
export async function tellPeople(
  db: Kysely<Database> | Transaction<Database>,
  ...events: Pick<Insertable<NoticeEvents>, 'kind' | 'order_id' | 'detail'>[]
): Promise<void> {
  if (events.length > 0) await db.insertInto('notice_events').values(events).execute()
}

/** Takes the oldest events: they are gone when `transaction` commits. */
export function takeNoticeEvents(transaction: Transaction<Database>, most: number): Promise<NoticeEvent[]> {
  return transaction
    .deleteFrom('notice_events')
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('notice_events').select('id').orderBy('id').limit(most).forUpdate().skipLocked(),
    )
    .returningAll()
    .execute()
}

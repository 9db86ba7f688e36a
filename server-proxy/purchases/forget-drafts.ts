import type { Kysely } from 'kysely'
import type { Database } from '../store/schema.ts'

const DAY_MS = 86_400_000
const COUNTS_KEPT_DAYS = 400

/** Deletes drafts and purchases untouched for that many days. Returns how many. */
export async function forgetDrafts(
  db: Kysely<Database>,
  { now, days }: { now: number; days: number },
): Promise<number> {
  const before = new Date(now - days * DAY_MS)
  const drafts = await db.deleteFrom('drafts').where('updated_at', '<', before).executeTakeFirstOrThrow()
  const purchases = await db
    .deleteFrom('purchases')
    .where('order_id', 'is', null)
    .where(({ or, eb }) =>
      or([
        eb('updated_at', '<', before),
        // A purchase in a partner's frame: its bearer is lost with that page.
        eb('expires_at', '<', new Date(now - DAY_MS)),
      ]),
    )
    .executeTakeFirstOrThrow()
  // The desk shows a year at most.
  await db
    .deleteFrom('abandoned_purchases')
    .where('begun_at', '<', new Date(now - COUNTS_KEPT_DAYS * DAY_MS))
    .execute()
  // Prefilled data of links that can no longer be used.
  await db
    .updateTable('links')
    .set({ prefill_sealed: null, reply_sealed: null, note_sealed: null })
    .where(({ or, eb }) => or([eb('prefill_sealed', 'is not', null), eb('note_sealed', 'is not', null)]))
    .where(({ or, eb }) => or([eb('expires_at', '<', before), eb('revoked_at', '<', before)]))
    .execute()
  return Number(drafts.numDeletedRows + purchases.numDeletedRows)
}

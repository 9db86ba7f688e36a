import { shanghaiDay } from '#contract/days.ts'
import type { Deps } from '../deps.ts'
import { note } from './timeline.ts'
import { audit } from '../store/audit.ts'
import { ENDED, keptFor } from './at-rest.ts'
import { lockToErase } from './erase-order.ts'
import { removePeople } from './remove-people.ts'

const BATCH = 200
const DAY_MS = 86_400_000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Deletes data past its retention period: untouched drafts, handled notifications, and the people of ended
 * orders. One entry in the audit log has the counts.
 */
export async function applyRetention(deps: Deps): Promise<void> {
  const { db, retention } = deps
  const before = (days: number) => new Date(deps.now() - days * DAY_MS)
  const removed = async (query: { executeTakeFirstOrThrow(): Promise<{ numDeletedRows: bigint }> }) =>
    Number((await query.executeTakeFirstOrThrow()).numDeletedRows)

  const drafts = await removed(db.deleteFrom('drafts').where('updated_at', '<', before(retention.draftDays)))
  const purchases = await removed(
    db
      .deleteFrom('purchases')
      .where('order_id', 'is', null)
      .where(({ or, eb }) =>
        or([
          eb('updated_at', '<', before(retention.draftDays)),
          // A purchase in a partner's frame: its bearer is lost with that page.
          eb('expires_at', '<', before(1)),
        ]),
      ),
  )
  // Nothing was sold, so no evidence is needed.
  await db
    .deleteFrom('trails')
    .where('order_id', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('purchases').select('id').whereRef('purchases.id', '=', 'trails.id'))),
    )
    .execute()
  // Prefilled data of links that can no longer be used.
  await db
    .updateTable('links')
    .set({ prefill_sealed: null })
    .where('prefill_sealed', 'is not', null)
    .where(({ or, eb }) =>
      or([
        eb('expires_at', '<', before(retention.draftDays)),
        eb('revoked_at', '<', before(retention.draftDays)),
      ]),
    )
    .execute()
  const notifications = await removed(
    db.deleteFrom('notifications').where('handled_at', '<', before(retention.notificationDays)),
  )
  const orders = retention.peopleDays === null ? 0 : await eraseEnded(deps, retention.peopleDays)
  if (drafts + purchases + notifications + orders > 0)
    await audit(deps.vault, db, {
      actor: 'system',
      act: 'retention-erased',
      detail: { orders, drafts: drafts + purchases, notifications },
    })
}

/** Erases orders that ended, with their cover, that many days ago. On that day staff may erase them too. */
async function eraseEnded(deps: Deps, days: number): Promise<number> {
  const asOf = deps.now() - days * DAY_MS
  let count = 0
  for (let after = FIRST_ID; ; ) {
    const rows = await deps.db
      .selectFrom('orders')
      .select('id')
      .where('id', '>', after)
      .where('erased_at', 'is', null)
      .where('status', 'in', ENDED)
      .where('updated_at', '<', new Date(asOf))
      .where(({ or, eb, fn }) =>
        or([eb('status', '<>', 'issued'), eb(fn.coalesce('cover_end', 'end_date'), '<', shanghaiDay(asOf))]),
      )
      .orderBy('id')
      .limit(BATCH)
      .execute()
    for (const { id } of rows) if (await eraseOne(deps, id, asOf)) count++
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return count
    after = last.id
  }
}

/** Checks again under the lock. A failure does not stop the others. */
async function eraseOne({ db, now, log }: Deps, id: string, asOf: number): Promise<boolean> {
  try {
    return await db.transaction().execute(async (transaction) => {
      const row = await lockToErase(transaction, id)
      if (row.erased_at || row.updated_at.getTime() >= asOf || keptFor(row, asOf)) return false
      await removePeople(transaction, row, now())
      await note(transaction, id, { kind: 'erased', actor: 'system' })
      return true
    })
  } catch (error) {
    log.error({ err: error, orderId: id }, 'order could not be erased')
    return false
  }
}

import { daysCovered } from '#contract/days.ts'
import { LEGAL_DAYS } from '#contract/retention.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../store/audit.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { endedBy } from './at-rest.ts'
import { erasePeople, lockToErase } from './erase-order.ts'
import { forgetUnsoldTrails } from '../evidence/erase-trail.ts'
import { forgetNotifications } from '../notifications/forget-notifications.ts'
import { forgetDrafts } from '../purchases/forget-drafts.ts'

const BATCH = 200
const DAY_MS = 86_400_000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Deletes data past its retention period: untouched drafts, handled notifications, and the people of ended
 * orders. One entry in the audit log has the counts.
 */
export async function applyRetention(deps: Deps): Promise<void> {
  const { db, retention } = deps
  const at = deps.now()
  const drafts = await forgetDrafts(db, { now: at, days: retention.draftDays })
  await forgetBatches(deps, at - retention.draftDays * DAY_MS)
  await forgetUnsoldTrails(db)
  const notifications = await forgetNotifications(db, new Date(at - retention.notificationDays * DAY_MS))
  const orders = retention.peopleDays === null ? 0 : await eraseEnded(deps, retention.peopleDays)
  if (drafts + notifications + orders > 0)
    await audit(deps.vault, db, {
      actor: 'system',
      act: 'retention-erased',
      detail: { orders, drafts, notifications },
    })
}

/** The people of split sales whose rejected parts nobody sent again. */
async function forgetBatches({ db }: Deps, before: number): Promise<void> {
  await db
    .updateTable('order_batches')
    .set({ order_sealed: null })
    .where('order_sealed', 'is not', null)
    .where('created_at', '<', new Date(before))
    .execute()
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
      .where('updated_at', '<', new Date(asOf))
      .where((eb) => endedBy(eb, asOf))
      .orderBy('id')
      .limit(BATCH)
      .execute()
    for (const { id } of rows) if (await eraseOne(deps, id, days)) count++
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return count
    after = last.id
  }
}

/** Checks again under the lock. A failure does not stop the others. */
async function eraseOne(deps: Deps, id: string, days: number): Promise<boolean> {
  const { db, now, log } = deps
  try {
    return await db.transaction().execute(async (transaction) => {
      const row = await lockToErase(transaction, id)
      const asOf = now() - termOf(deps, row, days) * DAY_MS
      if (row.erased_at || row.updated_at.getTime() >= asOf) return false
      return (await erasePeople(transaction, row, { actor: 'system', now: now(), asOf })) === null
    })
  } catch (error) {
    log.error({ err: error, orderId: id }, 'order could not be erased')
    return false
  }
}

/** Days after the end of cover. Where real insurance is sold, cover over one year is kept for the longer legal term. */
function termOf({ production }: Deps, row: OrderRow, days: number): number {
  const [start, end] = [row.cover_start ?? row.start_date, row.cover_end ?? row.end_date]
  const isLong = production && start !== null && end !== null && daysCovered(start, end) > 366
  return isLong ? Math.max(days, LEGAL_DAYS.long) : days
}

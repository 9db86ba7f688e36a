import { sql } from 'kysely'
import { shanghaiDay } from '#contract/days.ts'
import type { Deps } from '../deps.ts'
import { audit } from '../store/audit.ts'
import { endedBy } from './at-rest.ts'
import { erasePeople, lockToErase } from './erase-order.ts'
import { forgetUnsoldTrails } from '../evidence/erase-trail.ts'
import { forgetNotifications } from '../notifications/forget-notifications.ts'
import { forgetDrafts } from '../purchases/forget-drafts.ts'
import { deleteSealed } from './seal-order.ts'
import { termOf } from './term.ts'

const BATCH = 200
const DAY_MS = 86_400_000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Deletes data past its retention period: untouched drafts, handled notifications, the people of ended orders, and
 * sealed orders. One entry in the audit log has the counts.
 */
export async function applyRetention(deps: Deps): Promise<void> {
  const { db, retention } = deps
  const at = deps.now()
  const drafts = await forgetDrafts(db, { now: at, days: retention.draftDays })
  await forgetBatches(deps, at - retention.draftDays * DAY_MS)
  await forgetUnsoldTrails(db)
  const notifications = await forgetNotifications(db, new Date(at - retention.notificationDays * DAY_MS))
  const orders = retention.peopleDays === null ? 0 : await eraseEnded(deps, retention.peopleDays)
  const sealed = await deleteEnded(deps)
  if (drafts + notifications + orders + sealed > 0)
    await audit(deps.vault, db, {
      actor: 'system',
      act: 'retention-erased',
      detail: { orders, drafts, notifications, sealed },
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
    for (const { id } of rows) if (await eraseOne(deps, id)) count++
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return count
    after = last.id
  }
}

/** Checks again under the lock. A failure does not stop the others. */
async function eraseOne(deps: Deps, id: string): Promise<boolean> {
  const { db, now, log } = deps
  try {
    return await db.transaction().execute(async (transaction) => {
      const row = await lockToErase(transaction, id)
      const asOf = now() - termOf(deps, row) * DAY_MS
      if (row.erased_at || row.updated_at.getTime() >= asOf) return false
      return (await erasePeople(deps, transaction, row, { actor: 'system', asOf, until: null })) === null
    })
  } catch (error) {
    log.error({ err: error, orderId: id }, 'order could not be erased')
    return false
  }
}

/** Deletes the sealed orders whose term has ended, also where no other retention is set. */
async function deleteEnded({ db, now, log }: Deps): Promise<number> {
  const today = shanghaiDay(now())
  let count = 0
  let after = { keep_until: '0001-01-01', order_id: FIRST_ID }
  for (;;) {
    const rows = await db
      .selectFrom('sealed_orders')
      .select(['keep_until', 'order_id'])
      .where('keep_until', '<', today)
      .where(sql<boolean>`(keep_until, order_id) > (${after.keep_until}::date, ${after.order_id}::uuid)`)
      .orderBy('keep_until')
      .orderBy('order_id')
      .limit(BATCH)
      .execute()
    for (const { order_id } of rows) {
      try {
        const isDeleted = await db.transaction().execute(async (transaction) => {
          await lockToErase(transaction, order_id)
          return deleteSealed(transaction, order_id, { actor: 'system', now: now() })
        })
        if (isDeleted) count++
      } catch (error) {
        log.error({ err: error, orderId: order_id }, 'sealed order could not be deleted')
      }
    }
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return count
    after = last
  }
}

import type { ExpressionBuilder, Kysely } from 'kysely'
import type { PurchaseStep } from '#contract/purchase-steps.ts'
import type { Deps } from '../deps.ts'
import { tellPartnerOfAbandoned } from '../live/partner-events.ts'
import type { Database } from '../store/schema.ts'

/** A purchase without an act for this long is abandoned. */
const QUIET_MS = 60 * 60_000
const CRON = '*/5 * * * *'
const AT_ONCE = 500

type Needs = Pick<Deps, 'db' | 'jobs' | 'now'>

export async function startPurchaseJobs(deps: Needs): Promise<void> {
  await deps.jobs.schedule('abandon-purchases', CRON, () => abandonPurchases(deps))
}

/**
 * Counts each purchase that was begun, not ordered and not saved for an hour, once, and notifies its partner. A refused
 * order counts and is reported as an order.
 */
export async function abandonPurchases(deps: Needs): Promise<void> {
  const before = new Date(deps.now() - QUIET_MS)
  for (let found = AT_ONCE; found === AT_ONCE; ) {
    const rows = await deps.db
      .selectFrom('purchases')
      .select('id')
      .where(isAbandoned(before))
      .orderBy('updated_at')
      .limit(AT_ONCE)
      .execute()
    for (const { id } of rows) await abandon(deps, id, before)
    found = rows.length
  }
  deps.jobs.wake('partner-event')
}

const isAbandoned = (before: Date) => (eb: ExpressionBuilder<Database, 'purchases'>) =>
  eb.and([
    eb('order_id', 'is', null),
    eb('abandoned_at', 'is', null),
    eb('version', '>', 0),
    eb('refusals', '=', 0),
    eb('updated_at', '<', before),
  ])

/** Nothing happens when the customer has continued meanwhile. */
async function abandon({ db, jobs, now }: Needs, id: string, before: Date): Promise<void> {
  const at = now()
  await db.transaction().execute(async (transaction) => {
    const purchase = await transaction
      .updateTable('purchases')
      .set({ abandoned_at: new Date(at) })
      .where('id', '=', id)
      .where(isAbandoned(before))
      .returning(['id', 'step', 'created_by', 'created_at', 'updated_at'])
      .returning(['partner_id', 'reference', 'product_code'])
      .executeTakeFirst()
    if (!purchase) return
    const { step, created_by, created_at: begun_at, partner_id } = purchase
    await transaction.insertInto('abandoned_purchases').values({ id, step, created_by, begun_at }).execute()
    if (partner_id) await tellPartnerOfAbandoned(transaction, jobs, partner_id, purchase, at)
  })
}

/** The customer returned and reached this step. */
export async function continueAbandoned(db: Kysely<Database>, id: string, step: PurchaseStep): Promise<void> {
  await db.updateTable('abandoned_purchases').set({ step }).where('id', '=', id).execute()
}

/** It became an order and counts as one. */
export async function forgetAbandoned(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('abandoned_purchases').where('id', '=', id).execute()
}

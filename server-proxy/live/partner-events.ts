import type { Transaction } from 'kysely'
import type { Money } from '#contract/money.ts'
import type { PlanFit } from '#contract/orders.ts'
import type { OrderEvent } from '#contract/partner-api.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { newEventId } from './post-event.ts'

type Sold = Pick<OrderRow, 'id' | 'reference' | 'product_code' | 'plan_code'>
type Moved = {
  status: OrderStatus
  money: Money
  planFit: PlanFit | null
  planConfirmed: string | null
}

/** What an event and the Partner API say of an order alike; never personal data. */
export function soldOf(row: Sold, { status, money, planFit, planConfirmed }: Moved) {
  return {
    id: row.id,
    reference: row.reference,
    product: row.product_code,
    plan: row.plan_code,
    planFit,
    // Judged before that was stored.
    planConfirmed: planConfirmed ?? (planFit === 'fits' ? row.plan_code : null),
    status,
    ...money,
    // The platform reports that it refunded, not how much.
    refunded: status === 'refunded' ? money.payable : null,
  }
}

/**
 * Writes an event for the order's partner and its job to the outbox, in the transaction of the move. Skips
 * orders without a partner. Without an address it is kept for the Partner API.
 */
export async function tellPartner(
  transaction: Transaction<Database>,
  jobs: Jobs,
  row: OrderRow,
  moved: Moved & { now: number },
): Promise<void> {
  if (!row.partner_id) return
  const partner = await transaction
    .selectFrom('partners')
    .select(['id', 'webhook_url'])
    .where('id', '=', row.partner_id)
    // Until the commit, so that the numbers of its events follow their commits.
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!partner) return
  const id = newEventId()
  const { id: order, ...data } = soldOf(row, moved)
  const body: OrderEvent = {
    type: `order.${moved.status}`,
    timestamp: new Date(moved.now).toISOString(),
    data: { order, ...data },
  }
  await transaction
    .insertInto('partner_events')
    .values({
      id,
      partner_id: partner.id,
      order_id: row.id,
      body: JSON.stringify(body),
      state: partner.webhook_url ? 'waiting' : 'kept',
      outcome: null,
      tried_at: null,
    })
    .execute()
  if (partner.webhook_url)
    await jobs.enqueue('partner-event', { key: id, data: { id }, group: partner.id, in: transaction })
}

import type { Transaction } from 'kysely'
import type { Money } from '#contract/money.ts'
import type { PlanFit } from '#contract/orders.ts'
import type { PartnerEventBody } from '#contract/partner-api.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { PurchaseRow } from '../store/schema/purchases.ts'
import { newEventId } from './post-event.ts'

type Sold = Pick<OrderRow, 'id' | 'reference' | 'product_code' | 'plan_code'>
type Moved = {
  status: OrderStatus
  money: Money
  planFit: PlanFit | null
  planConfirmed: string | null
}

/** The facts of an order that events and the Partner API share. Never personal data. */
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

/** Tells the order's partner, in the transaction of the move. Skips orders without a partner. */
export async function tellPartner(
  transaction: Transaction<Database>,
  jobs: Jobs,
  row: OrderRow,
  moved: Moved & { now: number },
): Promise<void> {
  if (!row.partner_id) return
  const { id: order, ...data } = soldOf(row, moved)
  await queueEvent(transaction, jobs, row.partner_id, order, {
    type: `order.${moved.status}`,
    timestamp: new Date(moved.now).toISOString(),
    data: { order, ...data },
  })
}

type Abandoned = Pick<PurchaseRow, 'id' | 'reference' | 'product_code' | 'step' | 'created_at' | 'updated_at'>

/** Tells the partner of a purchase that its customer abandoned, in the transaction that counts it. */
export async function tellPartnerOfAbandoned(
  transaction: Transaction<Database>,
  jobs: Jobs,
  partnerId: string,
  { id, reference, product_code: product, step, created_at, updated_at }: Abandoned,
  now: number,
): Promise<void> {
  await queueEvent(transaction, jobs, partnerId, null, {
    type: 'purchase.abandoned',
    timestamp: new Date(now).toISOString(),
    data: {
      purchase: id,
      reference,
      product,
      step,
      begunAt: created_at.toISOString(),
      savedAt: updated_at.toISOString(),
    },
  })
}

/** Writes an event and its job to the outbox. Without an address it is kept for the Partner API. */
async function queueEvent(
  transaction: Transaction<Database>,
  jobs: Jobs,
  partnerId: string,
  orderId: string | null,
  body: PartnerEventBody,
): Promise<void> {
  const partner = await transaction
    .selectFrom('partners')
    .select(['id', 'webhook_url'])
    .where('id', '=', partnerId)
    // Until the commit, so that the numbers of its events follow their commits.
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!partner) return
  const id = newEventId()
  await transaction
    .insertInto('partner_events')
    .values({
      id,
      partner_id: partner.id,
      order_id: orderId,
      body: JSON.stringify(body),
      state: partner.webhook_url ? 'waiting' : 'kept',
      outcome: null,
      tried_at: null,
    })
    .execute()
  if (partner.webhook_url)
    await jobs.enqueue('partner-event', { key: id, data: { id }, group: partner.id, in: transaction })
}

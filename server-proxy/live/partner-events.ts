import type { Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Money } from '#contract/money.ts'
import type { PlanFit } from '#contract/orders.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'

type Moved = { status: OrderStatus; money: Money; planFit: PlanFit | null; now: number }

/**
 * Writes an event for the order's partner and its job to the outbox, in the transaction of the move. Skips
 * orders without a partner and partners without events. Never contains personal data.
 */
export async function tellPartner(
  transaction: Transaction<Database>,
  jobs: Jobs,
  row: OrderRow,
  { status, money, planFit, now }: Moved,
): Promise<void> {
  if (!row.partner_id) return
  const partner = await transaction
    .selectFrom('partners')
    .select('id')
    .where('id', '=', row.partner_id)
    .where('webhook_url', 'is not', null)
    .executeTakeFirst()
  if (!partner) return
  const id = `msg_${uuidv7().replaceAll('-', '')}`
  const body = {
    type: `order.${status}`,
    timestamp: new Date(now).toISOString(),
    data: {
      order: row.id,
      reference: row.reference,
      product: row.product_code,
      plan: row.plan_code,
      status,
      ...money,
      planFit,
    },
  }
  await transaction
    .insertInto('partner_events')
    .values({
      id,
      partner_id: partner.id,
      order_id: row.id,
      body: JSON.stringify(body),
      state: 'waiting',
      outcome: null,
      tried_at: null,
    })
    .execute()
  await jobs.enqueue('partner-event', { key: id, data: { id }, group: partner.id, in: transaction })
}

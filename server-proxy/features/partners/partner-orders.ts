import { moneyOf } from '#contract/money.ts'
import type {
  EventsSince,
  ListPartnerOrders,
  PartnerEventBody,
  PartnerOrder,
  PartnerOrderList,
} from '#contract/partner-api.ts'
import type { Deps } from '../../deps.ts'
import { openCursor, signCursor } from '../../http/cursor.ts'
import { notFound } from '../../http/refusal.ts'
import { soldOf } from '../../live/partner-events.ts'
import type { OrderRow } from '../../store/schema/orders.ts'
import type { PartnerRow } from '../../store/schema/partners.ts'

const PAGE = 20
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The partner's own order; 404 for an unknown order and for another partner's. */
export async function findPartnerOrder({ db }: Pick<Deps, 'db'>, partner: PartnerRow, id: string) {
  if (!UUID.test(id)) throw notFound()
  const row = await db
    .selectFrom('orders')
    .selectAll()
    .where('id', '=', id)
    .where('partner_id', '=', partner.id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Newest first. */
export async function listPartnerOrders(
  deps: Deps,
  partner: PartnerRow,
  { reference, limit, cursor }: ListPartnerOrders,
): Promise<PartnerOrderList> {
  const most = Number(limit ?? PAGE)
  const list = `partner-orders ${partner.id} ${reference ?? ''}`
  let query = deps.db.selectFrom('orders').selectAll().where('partner_id', '=', partner.id)
  if (reference !== undefined) query = query.where('reference', '=', reference)
  if (cursor !== undefined) query = query.where('id', '<', openCursor(deps, list, cursor))
  const rows = await query
    .orderBy('id', 'desc')
    .limit(most + 1)
    .execute()
  const items = rows.slice(0, most).map((row) => viewPartnerOrder(deps, row))
  const last = rows.length > most ? items.at(-1) : undefined
  return { items, nextCursor: last ? signCursor(deps, list, last.id) : null }
}

const iso = (at: Date | null) => at?.toISOString() ?? null

export function viewPartnerOrder({ amountIs }: Pick<Deps, 'amountIs'>, row: OrderRow): PartnerOrder {
  return {
    ...soldOf(row, {
      status: row.status,
      money: moneyOf(amountIs, row),
      planFit: row.plan_fit,
      planConfirmed: row.plan_confirmed,
    }),
    productName: row.product_name,
    planName: row.plan_name,
    startDate: row.cover_start ?? row.start_date,
    endDate: row.cover_end ?? row.end_date,
    insuredCount: row.insured_count,
    cashierUrl: row.status === 'unpaid' ? row.cashier_url : null,
    orderCode: row.order_code,
    invoice: row.invoice_state,
    surrenderRequestedAt: iso(row.surrender_requested_at),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}

/** The partner's events after a cursor, oldest first; from the first one without a cursor. */
export async function listEventsSince(
  deps: Deps,
  partner: PartnerRow,
  { limit, cursor }: { limit?: string | undefined; cursor?: string | undefined },
): Promise<EventsSince> {
  const most = Number(limit ?? PAGE)
  const list = `events-since ${partner.id}`
  const since = cursor === undefined ? 0 : Number(openCursor(deps, list, cursor))
  const rows = await deps.db
    .selectFrom('partner_events')
    .select(['id', 'n', 'body'])
    .where('partner_id', '=', partner.id)
    .where('n', '>', since)
    .orderBy('n')
    .limit(most + 1)
    .execute()
  const shown = rows.slice(0, most)
  return {
    items: shown.map(({ id, body }) => ({ id, ...(JSON.parse(body) as PartnerEventBody) })),
    nextCursor: signCursor(deps, list, String(shown.at(-1)?.n ?? since)),
    more: rows.length > most,
  }
}

import type { GatewayCall } from '#contract/order-requests.ts'
import type { Deps } from '../../deps.ts'
import type { OrderRow } from '../../store/schema/orders.ts'

/** The latest 100 platform calls about an order, newest first. Their content is not stored. */
export async function listCalls(
  { db }: Deps,
  { id }: OrderRow,
): Promise<{ items: GatewayCall[]; nextCursor: null }> {
  const rows = await db
    .selectFrom('gateway_calls')
    .selectAll()
    .where('order_id', '=', id)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  const items = rows.map((row) => ({
    id: String(row.id),
    interfaceName: row.interface,
    priority: row.priority,
    startedAt: row.started_at.toISOString(),
    milliseconds: row.ended_at && row.ended_at.getTime() - row.started_at.getTime(),
    outcome: row.outcome,
    httpStatus: row.http_status,
  }))
  return { items, nextCursor: null }
}

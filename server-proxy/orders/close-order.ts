import { sql, type Transaction } from 'kysely'
import { shanghaiDay } from '#contract/days.ts'
import type { Deps } from '../deps.ts'
import { GatewayError } from '../gateway/errors.ts'
import { Refusal } from '../http/refusal.ts'
import { announce } from '../live/live.ts'
import { audit } from '../store/audit.ts'
import { dayStart, idAt } from '../store/order-ids.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { lockOrder } from './move-order.ts'
import { isPaymentTold } from './order-state.ts'
import { pullOrder } from './pull-order.ts'
import { note } from './timeline.ts'

/** Orders closed by themselves per run. */
const AT_ONCE = 200

/**
 * Closes an unpaid order and withholds its cashier link. The platform has no interface for this: if the customer
 * pays anyway, the next pull reopens the order. 409 unless it is unpaid.
 */
export async function closeOrder(deps: Deps, actor: string, row: OrderRow): Promise<void> {
  // It may be paid by now. Closing needs no platform, so an unreachable one does not prevent it.
  await pullOrder(deps, row.id, 'screen').catch((error: unknown) => {
    if (!(error instanceof GatewayError)) throw error
  })
  await deps.db.transaction().execute(async (transaction) => {
    const locked = await lockOrder(transaction, row.id)
    if (locked.status !== 'unpaid' || isPaymentTold(locked)) throw new Refusal(409, 'not-unpaid')
    if (locked.closed_at) return
    await set(transaction, locked, actor, new Date(deps.now()))
    await audit(deps.vault, transaction, {
      actor,
      act: 'order-closed',
      subject: { kind: 'order', id: row.id },
    })
  })
}

/** Reopens a closed order. 409 when it is not closed, or its cover would have begun. */
export async function reopenOrder(deps: Deps, actor: string, row: OrderRow): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const locked = await lockOrder(transaction, row.id)
    if (!locked.closed_at || locked.status !== 'unpaid') throw new Refusal(409, 'not-closed')
    if (isBegun(locked, deps.now())) throw new Refusal(409, 'cover-begun')
    await set(transaction, locked, actor, null)
    await audit(deps.vault, transaction, {
      actor,
      act: 'order-reopened',
      subject: { kind: 'order', id: row.id },
    })
  })
}

export const isBegun = (row: Pick<OrderRow, 'cover_start' | 'start_date'>, now: number) => {
  const start = row.cover_start ?? row.start_date
  return start !== null && start <= shanghaiDay(now)
}

/** Closes unpaid orders whose cover has begun; one placed on that very day stays open until the next. */
export async function closeBegun({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const today = shanghaiDay(now())
  const rows = await db
    .selectFrom('orders')
    .select('id')
    .where('status', '=', sql.lit('unpaid'))
    .where('closed_at', 'is', null)
    .where(sql<boolean>`coalesce(cover_start, start_date) <= ${today}::date`)
    .where('id', '<', idAt(dayStart(today)))
    .where((where) => where.or([where('payment', 'is', null), where('payment', '=', 'failed')]))
    .orderBy(sql`coalesce(cover_start, start_date)`)
    .limit(AT_ONCE)
    .execute()
  for (const { id } of rows)
    await db.transaction().execute(async (transaction) => {
      const row = await lockOrder(transaction, id)
      if (row.status === 'unpaid' && !row.closed_at && !isPaymentTold(row))
        await set(transaction, row, 'system', new Date(now()))
    })
}

async function set(
  transaction: Transaction<Database>,
  row: OrderRow,
  actor: string,
  closedAt: Date | null,
): Promise<void> {
  await transaction.updateTable('orders').set({ closed_at: closedAt }).where('id', '=', row.id).execute()
  await note(transaction, row.id, { kind: closedAt ? 'closed' : 'reopened', actor })
  await announce(transaction, { kind: 'order', orderId: row.id, status: row.status, owner: row.created_by })
}

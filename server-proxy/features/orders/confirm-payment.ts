import type { PaymentStatus } from '../../../src/contract/orders.ts'
import type { User } from '../../../src/contract/session.ts'
import type { Deps } from '../../deps.ts'
import { GatewayError, PlatformUnknown } from '../../gateway/errors.ts'
import { Refusal } from '../../http/refusal.ts'
import { pullOrder } from '../../notifications/pull-order.ts'
import { note, outcomeOf } from '../../notifications/timeline.ts'
import type { OrderRow } from '../../store/schema.ts'

const TXN_STATUS = { processing: 1, paid: 2, failed: -1 } as const
const RANK: Record<PaymentStatus, number> = { processing: 1, paid: 2, failed: 2 }
const TAKE_OVER_SECONDS = 25
const MOVED = new Set(['paid', 'issued', 'surrendering', 'surrendered', 'refunded'])

/**
 * Tells the platform what became of a credit payment (7.7). Committed before it is sent, sent once, never backwards
 * (409); the same signal again is answered without a second call. `lost`: the background settles it by 7.11.
 */
export async function confirmPayment(
  deps: Deps,
  user: User,
  row: OrderRow,
  payment: PaymentStatus,
): Promise<'done' | 'lost'> {
  if (row.pay_type !== 'credit') throw new Refusal(409, 'not-credit')
  if (!row.temp_order_code) throw new Refusal(409, 'conflict')
  const fresh = await claim(deps, user, row.id, payment)
  if (!fresh) return 'done'
  try {
    await sendPayment(deps, row.id, 'screen')
    return 'done'
  } catch (error) {
    if (error instanceof PlatformUnknown) return 'lost'
    throw error
  }
}

function claim(deps: Deps, user: User, orderId: string, payment: PaymentStatus): Promise<boolean> {
  return deps.db.transaction().execute(async (transaction) => {
    const row = await transaction
      .selectFrom('orders')
      .select('payment')
      .where('id', '=', orderId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (row.payment === payment) return false
    if (row.payment && RANK[row.payment] >= RANK[payment]) throw new Refusal(409, 'step-backwards')
    await transaction
      .updateTable('orders')
      .set({ payment, payment_sent_at: null, updated_at: new Date(deps.now()) })
      .where('id', '=', orderId)
      .execute()
    await note(transaction, orderId, { kind: 'payment-sent', actor: user.username, note: payment })
    await deps.jobs.enqueue('send-payment', {
      key: orderId,
      data: { orderId },
      afterSeconds: TAKE_OVER_SECONDS,
      in: transaction,
    })
    return true
  })
}

/**
 * Sends the row's payment signal if it was not taken yet. In the background (an answer may have been lost) 7.11 is
 * read first, and nothing is sent when the platform has moved. A refusal takes the signal back.
 */
export async function sendPayment(
  deps: Deps,
  orderId: string,
  priority: 'screen' | 'background',
): Promise<void> {
  if (priority === 'background') await pullOrder(deps, orderId, priority)
  const row = await deps.db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirst()
  if (!row?.payment || row.payment_sent_at || !row.temp_order_code) return
  const request = {
    tempOrderCode: row.temp_order_code,
    memberId: row.member_id,
    txnStatus: TXN_STATUS[row.payment],
  }
  try {
    const moved = priority === 'background' && row.payment === 'paid' && MOVED.has(row.status)
    if (!moved) await deps.gateway.outNotify(request, { priority, orderId })
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const lost = error instanceof PlatformUnknown
    await note(deps.db, orderId, {
      kind: lost ? 'payment-lost' : 'payment-refused',
      actor: lost ? 'system' : 'platform',
      ...outcomeOf(error),
    })
    if (!lost) await deps.db.updateTable('orders').set({ payment: null }).where('id', '=', orderId).execute()
    throw error
  }
  await deps.db
    .updateTable('orders')
    .set({ payment_sent_at: new Date(deps.now()) })
    .where('id', '=', orderId)
    .where('payment', '=', row.payment)
    .execute()
  await deps.jobs.enqueue('pull-order', { key: orderId, data: { orderId } })
}

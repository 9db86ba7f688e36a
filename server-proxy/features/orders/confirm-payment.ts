import type { OrderStatus, PaymentStatus } from '../../../src/contract/orders.ts'
import type { Deps } from '../../deps.ts'
import { GatewayError, NotSent, PlatformRefusal, PlatformUnknown } from '../../gateway/errors.ts'
import { Refusal } from '../../http/refusal.ts'
import { dropAttention, raiseAttention } from '../../notifications/attention.ts'
import { announce } from '../../notifications/live.ts'
import { lockOrder } from '../../notifications/move-order.ts'
import { pullOrder } from '../../notifications/pull-order.ts'
import { note, outcomeOf } from '../../notifications/timeline.ts'
import type { OrderRow } from '../../store/schema.ts'
import { audit } from '../../store/audit.ts'

const TXN_STATUS = { processing: 1, paid: 2, failed: -1 } as const
const RANK: Record<PaymentStatus, number> = { processing: 1, paid: 2, failed: 2 }
/** Longer than any outNotify may take, so that only a dead process's lease runs out. */
const LEASE_MS = 20_000
const TAKE_OVER_SECONDS = 25
/** Where the platform stands once it has taken a signal; `processing` leaves no trace there. */
const TAKEN: Record<PaymentStatus, ReadonlySet<OrderStatus>> = {
  processing: new Set(),
  paid: new Set(['paid', 'issued', 'surrendering', 'surrendered', 'refunded']),
  failed: new Set(['failed']),
}

/**
 * Tells the platform what became of a credit payment (7.7). Committed before it is sent, sent once and in order,
 * never backwards (409); the same signal again is answered without a second call. `lost`: the background settles it.
 * `actor` is a username or `payment-system`.
 */
export async function confirmPayment(
  deps: Deps,
  actor: string,
  { id, pay_type, temp_order_code }: OrderRow,
  payment: PaymentStatus,
): Promise<'done' | 'lost'> {
  if (pay_type !== 'credit') throw new Refusal(409, 'not-credit')
  if (!temp_order_code) throw new Refusal(409, 'conflict')
  const wanted = await claim(deps, actor, id, payment)
  if (wanted === 'taken') return 'done'
  try {
    return (await sendPayment(deps, id, 'screen', wanted === 'again')) ? 'done' : 'lost'
  } catch (error) {
    if (error instanceof GatewayError && !isFinal(error)) return 'lost'
    throw error
  }
}

/** The platform will not take it, however often it is sent. */
const isFinal = (error: GatewayError) =>
  !(error instanceof PlatformUnknown) &&
  !(error instanceof NotSent) &&
  !(error instanceof PlatformRefusal && error.code === '0002')

/** The outbox: the signal and the job that sends it exist together. */
function claim(deps: Deps, actor: string, orderId: string, payment: PaymentStatus) {
  return deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    if (row.payment === payment) return row.payment_taken === payment ? 'taken' : 'again'
    if (row.payment && RANK[row.payment] >= RANK[payment]) throw new Refusal(409, 'step-backwards')
    await transaction
      .updateTable('orders')
      .set({ payment, updated_at: new Date(deps.now()) })
      .where('id', '=', orderId)
      .execute()
    await note(transaction, orderId, { kind: 'payment-told', actor, note: payment })
    await announce(transaction, { orderId, status: row.status, owner: row.created_by })
    await deps.jobs.enqueue('send-payment', {
      key: orderId,
      data: { orderId },
      afterSeconds: TAKE_OVER_SECONDS,
      in: transaction,
    })
    await audit(transaction, {
      actor,
      act: 'payment-confirmed',
      subject: { kind: 'order', id: orderId },
      detail: { payment },
    })
    return 'new'
  })
}

/**
 * Sends the row's payment signal unless it was taken or somebody is sending it right now; true when nothing is left to
 * send. `again`: an answer may have been lost, so 7.11 is read first, and nothing is sent when the platform has moved.
 * A refusal takes the signal back to the last one that was taken, and somebody gets to see it.
 */
export async function sendPayment(
  deps: Deps,
  orderId: string,
  priority: 'screen' | 'background',
  again = priority === 'background',
): Promise<boolean> {
  if (again) await pullOrder(deps, orderId, priority)
  for (;;) {
    const row = await takeLease(deps, orderId)
    if (!row) return isSettled(deps, orderId)
    const moved = again && row.payment && TAKEN[row.payment].has(row.status)
    try {
      if (!moved) await tell(deps, row, priority)
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error
      await keepFailure(deps, row, error)
      throw error
    }
    await keepTaken(deps, row)
  }
}

function takeLease({ db, now }: Deps, orderId: string): Promise<OrderRow | undefined> {
  return db
    .updateTable('orders')
    .set({ payment_until: new Date(now() + LEASE_MS) })
    .where('id', '=', orderId)
    .where('temp_order_code', 'is not', null)
    .where('payment', 'is not', null)
    .where(({ eb, ref }) => eb('payment_taken', 'is distinct from', ref('payment')))
    .where(({ or, eb }) => or([eb('payment_until', 'is', null), eb('payment_until', '<', new Date(now()))]))
    .returningAll()
    .executeTakeFirst()
}

async function isSettled({ db }: Deps, orderId: string): Promise<boolean> {
  const row = await db
    .selectFrom('orders')
    .select(['payment', 'payment_taken'])
    .where('id', '=', orderId)
    .executeTakeFirst()
  return row?.payment === row?.payment_taken
}

async function tell({ gateway }: Deps, row: OrderRow, priority: 'screen' | 'background'): Promise<void> {
  await gateway.outNotify(
    {
      tempOrderCode: row.temp_order_code ?? '',
      memberId: row.member_id,
      txnStatus: TXN_STATUS[row.payment ?? 'processing'],
    },
    { priority, orderId: row.id },
  )
}

async function keepTaken(deps: Deps, { id, payment, created_by, status }: OrderRow): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    await transaction
      .updateTable('orders')
      .set({ payment_taken: payment, payment_until: null })
      .where('id', '=', id)
      .execute()
    await note(transaction, id, { kind: 'payment-taken', actor: 'platform', note: payment ?? '' })
    await dropAttention(transaction, id, 'payment-refused')
    await announce(transaction, { orderId: id, status, owner: created_by })
    await deps.jobs.enqueue('pull-order', { key: id, data: { orderId: id }, in: transaction })
  })
  deps.jobs.wake('pull-order')
}

async function keepFailure(deps: Deps, sent: OrderRow, error: GatewayError): Promise<void> {
  const final = isFinal(error)
  await deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, sent.id)
    await transaction
      .updateTable('orders')
      // A later signal that came meanwhile is not what was refused.
      .set({
        payment_until: null,
        ...(final && row.payment === sent.payment && { payment: row.payment_taken }),
      })
      .where('id', '=', row.id)
      .execute()
    await note(transaction, row.id, {
      kind: final ? 'payment-refused' : 'payment-lost',
      actor: error instanceof PlatformRefusal ? 'platform' : 'system',
      ...outcomeOf(error),
    })
    if (final) {
      const said = error instanceof PlatformRefusal ? error.platformMessage : null
      await raiseAttention(transaction, row.id, 'payment-refused', said)
    }
    await announce(transaction, { orderId: row.id, status: row.status, owner: row.created_by })
  })
}

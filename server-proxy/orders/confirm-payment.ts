import type { PaymentStatus } from '#contract/orders.ts'
import { type OrderStatus, PAID_STATUSES } from '#contract/place-order.ts'
import type { Deps } from '../deps.ts'
import { GatewayError, NotSent, PlatformRefusal, PlatformUnknown } from '../gateway/errors.ts'
import { DEADLINE_MS } from '../gateway/gateway.ts'
import { Refusal } from '../http/refusal.ts'
import { dropAttention, raiseAttention } from './attention.ts'
import { announce } from '../live/live.ts'
import { lockOrder } from './move-order.ts'
import { pullAfresh } from './pull-order.ts'
import { hasCreditReason, sealRemark } from './payer.ts'
import { note, outcomeOf } from './timeline.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { audit } from '../store/audit.ts'

const TXN_STATUS = { processing: 1, paid: 2, failed: -1 } as const
const RANK: Record<PaymentStatus, number> = { processing: 1, failed: 2, paid: 3 }
/** Longer than any outNotify takes, so only a dead process's lease expires. */
const LEASE_MS = 20_000
const TAKE_OVER_SECONDS = 25
/**
 * Statuses in which the platform has taken a signal or moved past it. A failed payment may have been retried
 * there. `processing` leaves no trace.
 */
const TAKEN: Record<PaymentStatus, ReadonlySet<OrderStatus>> = {
  processing: new Set(),
  paid: new Set(PAID_STATUSES),
  failed: new Set(['failed', ...PAID_STATUSES]),
}

/**
 * Reports the outcome of a credit payment to the platform (7.7). The signal is committed before it is sent,
 * sent once and in order; a step backwards is 409. Repeating the same signal makes no second call. `lost`:
 * the background settles it. `actor` is a username or `payment-system`; staff may give a `reason`.
 */
export async function confirmPayment(
  deps: Deps,
  actor: string,
  { id, pay_type, temp_order_code }: OrderRow,
  payment: PaymentStatus,
  reason?: string,
): Promise<'done' | 'lost'> {
  if (pay_type !== 'credit') throw new Refusal(409, 'not-credit')
  if (!temp_order_code) throw new Refusal(409, 'conflict')
  if (await claim(deps, actor, id, payment, reason)) return 'done'
  try {
    return (await sendPayment(deps, id, 'screen')) ? 'done' : 'lost'
  } catch (error) {
    if (error instanceof GatewayError && !isFinal(error)) return 'lost'
    throw error
  }
}

/** The platform refuses this signal for a reason that a retry cannot change. */
const isFinal = (error: GatewayError) =>
  !(error instanceof PlatformUnknown) &&
  !(error instanceof NotSent) &&
  !(error instanceof PlatformRefusal && error.code === '0002')

/**
 * Transactional outbox: stores the signal together with its job. Returns true when the platform has taken the
 * signal already.
 */
function claim(
  deps: Deps,
  actor: string,
  orderId: string,
  payment: PaymentStatus,
  reason: string | undefined,
): Promise<boolean> {
  return deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    const told = {
      kind: 'payment-told',
      actor,
      note: payment,
      ...(reason && { remark: sealRemark(deps.vault, orderId, reason) }),
    } as const
    if (row.payment === payment) {
      // The first signal came without a reason: from the payment system, or from an older version.
      if (reason && !(await hasCreditReason(transaction, orderId))) await note(transaction, orderId, told)
      return row.payment_taken === payment
    }
    if (row.payment && RANK[row.payment] >= RANK[payment]) throw new Refusal(409, 'step-backwards')
    await transaction
      .updateTable('orders')
      .set({ payment, updated_at: new Date(deps.now()) })
      .where('id', '=', orderId)
      .execute()
    await note(transaction, orderId, told)
    await announce(transaction, { kind: 'order', orderId, status: row.status, owner: row.created_by })
    await deps.jobs.enqueue('send-payment', {
      key: orderId,
      data: { orderId },
      afterSeconds: TAKE_OVER_SECONDS,
      in: transaction,
    })
    await audit(deps.vault, transaction, {
      actor,
      act: 'payment-confirmed',
      subject: { kind: 'order', id: orderId },
      detail: { payment },
    })
    return false
  })
}

/**
 * Sends the row's payment signal unless it was taken or another process is sending it. Returns true when
 * nothing is left to send. After a lost answer it reads 7.11 first and sends nothing when the platform has
 * moved. A refusal restores the last signal that was taken and raises attention.
 */
export async function sendPayment(
  deps: Deps,
  orderId: string,
  priority: 'screen' | 'background',
): Promise<boolean> {
  for (;;) {
    const lease = await takeLease(deps, orderId)
    if (!lease) return isSettled(deps, orderId)
    const { row, unknown, until } = lease
    let leaseEnds = until.getTime()
    if (!(unknown && (await hasMoved(deps, row, priority)))) {
      // Reading 7.11 may outlast the lease; then its new holder sends.
      if (unknown) {
        leaseEnds = deps.now() + LEASE_MS
        if (!(await renewLease(deps, orderId, until, leaseEnds))) return isSettled(deps, orderId)
      }
      try {
        // The call ends within the lease, or is not made.
        await sendSignal(deps, row, priority, leaseEnds - DEADLINE_MS)
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error
        // This process was suspended: the next holder of the lease sends.
        if (error instanceof PlatformUnknown && error.reason === 'late') return isSettled(deps, orderId)
        await keepFailure(deps, row, error, unknown || error instanceof PlatformUnknown)
        throw error
      }
    }
    await keepTaken(deps, row)
  }
}

/** Marks an expired lease that was never released: the signal sent under it may have arrived. */
const UNKNOWN = new Date(0)

/** Takes the lease for sending. `unknown`: an earlier signal may have arrived. */
function takeLease(
  { db, now }: Deps,
  orderId: string,
): Promise<{ row: OrderRow; unknown: boolean; until: Date } | undefined> {
  return db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, orderId)
    const { temp_order_code, payment, payment_taken, payment_until } = row
    if (!temp_order_code || !payment || payment === payment_taken) return undefined
    if (payment_until && payment_until.getTime() >= now()) return undefined
    const until = new Date(now() + LEASE_MS)
    await transaction.updateTable('orders').set({ payment_until: until }).where('id', '=', orderId).execute()
    return { row, unknown: payment_until !== null, until }
  })
}

/** Returns false when the lease expired and another process holds it. */
async function renewLease({ db }: Deps, orderId: string, until: Date, to: number): Promise<boolean> {
  const renewed = await db
    .updateTable('orders')
    .set({ payment_until: new Date(to) })
    .where('id', '=', orderId)
    .where('payment_until', '=', until)
    .returning('id')
    .executeTakeFirst()
  return renewed !== undefined
}

/** Reads 7.11 afresh. Returns whether the platform has taken the signal already. */
async function hasMoved(deps: Deps, row: OrderRow, priority: 'screen' | 'background'): Promise<boolean> {
  try {
    await pullAfresh(deps, row.id, priority)
  } catch (error) {
    await deps.db.updateTable('orders').set({ payment_until: UNKNOWN }).where('id', '=', row.id).execute()
    throw error
  }
  const { status } = await deps.db
    .selectFrom('orders')
    .select('status')
    .where('id', '=', row.id)
    .executeTakeFirstOrThrow()
  return row.payment !== null && TAKEN[row.payment].has(status)
}

async function isSettled({ db }: Deps, orderId: string): Promise<boolean> {
  const row = await db
    .selectFrom('orders')
    .select(['payment', 'payment_taken'])
    .where('id', '=', orderId)
    .executeTakeFirst()
  return row?.payment === row?.payment_taken
}

async function sendSignal(
  { gateway }: Deps,
  row: OrderRow,
  priority: 'screen' | 'background',
  sendBy: number,
): Promise<void> {
  await gateway.outNotify(
    {
      tempOrderCode: row.temp_order_code ?? '',
      memberId: row.member_id,
      txnStatus: TXN_STATUS[row.payment ?? 'processing'],
    },
    { priority, orderId: row.id, sendBy },
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
    await announce(transaction, { kind: 'order', orderId: id, status, owner: created_by })
    await deps.jobs.enqueue('pull-order', { key: id, data: { orderId: id }, in: transaction })
  })
  deps.jobs.wake('pull-order')
}

async function keepFailure(deps: Deps, sent: OrderRow, error: GatewayError, unknown: boolean): Promise<void> {
  const final = isFinal(error)
  await deps.db.transaction().execute(async (transaction) => {
    const row = await lockOrder(transaction, sent.id)
    await transaction
      .updateTable('orders')
      // Keeps a later signal that arrived in the meantime.
      .set({
        payment_until: unknown && !final ? UNKNOWN : null,
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
    await announce(transaction, { kind: 'order', orderId: row.id, status: row.status, owner: row.created_by })
  })
}

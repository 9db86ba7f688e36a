import { sql, type Transaction } from 'kysely'
import type { OrderStatus } from '#contract/place-order.ts'
import type { Deps } from '../deps.ts'
import { forgetOldCalls } from '../gateway/budget.ts'
import { AnswerUnstorable, GatewayError, PlatformRefusal } from '../gateway/errors.ts'
import { forgetSessions } from '../http/session.ts'
import { markWeighed, takeNotifications, type Unweighed, unweighed } from '../notifications/inbox.ts'
import { settleNotifications } from './settle-notifications.ts'
import { pullAfresh, pullOrder } from './pull-order.ts'
import { announce } from '../live/live.ts'
import { joinHistory } from '../evidence/trail.ts'
import type { Database } from '../store/schema.ts'
import { runBatch } from './place-batch.ts'
import { closeBegun } from './close-order.ts'
import { endLapsed } from './openings.ts'
import { adoptOrder } from './adopt-order.ts'
import { tellOf } from './attention.ts'
import { sendPayment } from './confirm-payment.ts'
import { weighNotifications } from './weigh-notifications.ts'
import { applyRetention } from './retention.ts'
import { UNCONFIRMED_AFTER_MS } from './settle-claims.ts'
import { submitOrder } from './submit-order.ts'
import { PULLS_PER_MINUTE, takeDue } from './take-due.ts'
import { repeatSurrender } from './surrender-order.ts'

type OrderJob = { orderId: string }
const AGAIN_MS = 30_000
const AGAIN_AT_MOST_MS = 86_400_000
const CALLS_KEPT_DAYS = 30
const UNCERTAIN_TOO_LONG_MS = 10 * 60_000
/** More time for a lost surrender, which is repeated within minutes. */
const LOST_MORE_MS = 5 * 60_000
const WITHOUT_POLICY_TOO_LONG_MS = 30 * 60_000

/** Background work on orders: pulls, lost orders, lost payments, reconciliation. */
export async function startOrderJobs(deps: Deps): Promise<void> {
  await deps.jobs.work<OrderJob>('pull-order', 4, ({ orderId }) => pullJob(deps, orderId))
  // A separate queue, so notifications never wait behind polling.
  await deps.jobs.work<OrderJob>('poll-order', 3, ({ orderId }) => pullJob(deps, orderId, true))
  await deps.jobs.work<OrderJob>('place-order', 2, ({ orderId }) => placeJob(deps, orderId))
  await deps.jobs.work<{ batchId: string }>('place-batch', 2, ({ batchId }) => runBatch(deps, batchId))
  await deps.jobs.work<OrderJob>('send-payment', 1, ({ orderId }) => paymentJob(deps, orderId))
  await deps.jobs.work<OrderJob>('send-surrender', 1, ({ orderId }) => repeatSurrender(deps, orderId))
  await deps.jobs.schedule('reconcile', '* * * * *', () => reconcile(deps))
  await deps.jobs.schedule('forget', '20 4 * * *', () => forget(deps))
}

/** An unreachable platform does not fail the job: the row says when to ask again. */
async function pullJob(deps: Deps, orderId: string, polled = false): Promise<void> {
  await handleNotifications(deps, orderId)
  // Includes earlier notifications that came while the platform could not be asked.
  const waiting = await unweighed(deps.db, orderId)
  const lastReturn = waiting.find(({ event }) => event === 'return')
  try {
    // A pull in flight may be older than the notification.
    if (lastReturn) await pullAfresh(deps, orderId, 'background')
    else await pullOrder(deps, orderId, 'background')
    await joinHistory(deps.vault, deps.db, orderId)
    // While a claim is open the last return waits: a later answer may show that it ended the claim.
    const kept = lastReturn && (await isClaimOpen(deps, orderId)) ? lastReturn : undefined
    const weighed = waiting.filter((one) => one !== kept)
    await weighNotifications(deps, orderId, new Set(weighed.map(({ event }) => event)))
    await markWeighed(
      deps.db,
      weighed.map(({ id }) => id),
      new Date(deps.now()),
    )
    if (kept) await lookAgain(deps, orderId, kept)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    deps.log.warn({ orderId, reason: error.message }, 'order could not be pulled')
    // The row already has its next pull time.
    if (error instanceof AnswerUnstorable) return
    // A poll keeps the usual interval, so orders that never answer leave the budget to the others.
    if (polled && waiting.length === 0) return
    // The requested pull did not happen: retry soon instead of at the order's usual interval.
    await lookAgain(deps, orderId, polled ? waiting[0] : undefined)
  }
}

/** Looks again soon, and for a waiting notification less and less often: each pause is its age so far. */
async function lookAgain({ db, now }: Deps, orderId: string, waiting: Unweighed | undefined): Promise<void> {
  const age = waiting ? now() - waiting.received_at.getTime() : 0
  const pause = Math.min(Math.max(age, AGAIN_MS), AGAIN_AT_MOST_MS)
  await db
    .updateTable('orders')
    .set({ next_pull_at: sql<Date>`least(next_pull_at, ${new Date(now() + pause)}::timestamptz)` })
    .where('id', '=', orderId)
    .where('erased_at', 'is', null)
    .execute()
}

async function isClaimOpen({ db }: Deps, orderId: string): Promise<boolean> {
  const row = await db
    .selectFrom('orders')
    .select('surrender_requested_at')
    .where('id', '=', orderId)
    .executeTakeFirst()
  return row?.surrender_requested_at != null
}

/** Handles every waiting notification. */
async function handleNotifications(deps: Deps, orderId: string): Promise<void> {
  for (;;) {
    const { ids, events, tempOrderCodes } = await takeNotifications(deps, orderId)
    if (ids.length === 0) return
    // Runs before they are settled, so a tempOrderCode that could not be tried is tried again.
    if (tempOrderCodes.length > 0) await adoptOrder(deps, orderId, tempOrderCodes)
    await settleNotifications(deps, orderId, ids, events)
  }
}

/**
 * Throws while the order is not placed (answer unknown, or another process is sending it), so the queue
 * retries. A refusal ends the job.
 */
async function placeJob(deps: Deps, orderId: string): Promise<void> {
  await submitOrder(deps, orderId, 'background').catch((error: unknown) => {
    if (!(error instanceof GatewayError)) throw error
  })
  const waiting = await deps.db
    .selectFrom('orders')
    .select('id')
    .where('id', '=', orderId)
    .where('temp_order_code', 'is', null)
    .where('status', 'in', ['submitting', 'uncertain'])
    .executeTakeFirst()
  if (waiting) throw new Error('the order is not placed yet')
}

/** Throws while the signal is not taken, so the queue retries. A refusal ends the job. */
async function paymentJob(deps: Deps, orderId: string): Promise<void> {
  try {
    if (await sendPayment(deps, orderId, 'background')) return
  } catch (error) {
    if (error instanceof PlatformRefusal && error.code !== '0002') return
    throw error
  }
  throw new Error('the payment signal is not sent yet')
}

/**
 * Asks the platform about the orders that are due. Work left from the previous minute counts towards this
 * one.
 */
export async function reconcile(deps: Deps): Promise<void> {
  await raiseStale(deps)
  await closeBegun(deps)
  await endLapsed(deps)
  const waiting = await deps.jobs.waiting('poll-order')
  const ids = await takeDue(deps.db, deps.now(), Math.max(0, PULLS_PER_MINUTE - waiting))
  for (const id of ids) await deps.jobs.enqueue('poll-order', { key: id, data: { orderId: id } })
}

/** Raises attention for stuck orders: uncertain ones, paid ones without a policy, surrenders without an answer. */
async function raiseStale({ db, now }: Deps): Promise<void> {
  const ago = (ms: number) => new Date(now() - ms)
  const unmoved = (statuses: OrderStatus[], after: number) =>
    db.selectFrom('orders').where('status', 'in', statuses).where('updated_at', '<', ago(after))
  // Also raised by an answer; here for when there is none.
  const unconfirmed = db
    .selectFrom('orders')
    .where('status', '=', 'surrendering')
    .where('surrender_requested_at', '<', ago(UNCONFIRMED_AFTER_MS))
    // A lost one is repeated, with a new time, while answers of 7.11 show no trace of it.
    .where(({ eb, or }) =>
      or([
        eb('surrender_lost', '=', false),
        eb('surrender_requested_at', '<', ago(UNCONFIRMED_AFTER_MS + LOST_MORE_MS)),
      ]),
    )
  const stale = [
    ['uncertain', unmoved(['submitting', 'uncertain'], UNCERTAIN_TOO_LONG_MS)],
    ['no-policy', unmoved(['paid'], WITHOUT_POLICY_TOO_LONG_MS)],
    ['surrender-unconfirmed', unconfirmed],
  ] as const
  for (const [reason, orders] of stale) {
    await db.transaction().execute(async (transaction) => {
      const raised = await transaction
        .insertInto('attentions')
        .columns(['order_id', 'reason'])
        .expression((eb) => orders.select(['id', eb.val(reason).as('reason')]))
        .onConflict((conflict) => conflict.doNothing())
        .returning('order_id')
        .execute()
      if (raised.length === 0) return
      await announceOrders(transaction, raised)
      await tellOf(
        transaction,
        raised.map((one) => one.order_id),
        reason,
      )
    })
  }
}

async function announceOrders(db: Transaction<Database>, raised: { order_id: string }[]): Promise<void> {
  const orders = await db
    .selectFrom('orders')
    .select(['id', 'status', 'created_by'])
    .where(
      'id',
      'in',
      raised.map((one) => one.order_id),
    )
    .execute()
  for (const { id, status, created_by } of orders)
    await announce(db, { kind: 'order', orderId: id, status, owner: created_by })
}

/** Deletes expired data: call logs, sessions, and personal data past its retention period. */
export async function forget(deps: Deps): Promise<void> {
  const { db, now } = deps
  await forgetOldCalls(db, CALLS_KEPT_DAYS)
  await applyRetention(deps)
  await forgetSessions(db, now())
}

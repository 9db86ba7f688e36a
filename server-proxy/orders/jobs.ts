import type { Deps } from '../deps.ts'
import { forgetOldCalls } from '../gateway/budget.ts'
import { AnswerUnstorable, GatewayError, PlatformRefusal } from '../gateway/errors.ts'
import { takeNotifications } from '../notifications/inbox.ts'
import { settleNotifications } from './settle-notifications.ts'
import { pullAfresh, pullOrder } from './pull-order.ts'
import { announce } from '../live/live.ts'
import { joinHistory } from '../evidence/trail.ts'
import { adoptOrder } from './adopt-order.ts'
import { sendPayment } from './confirm-payment.ts'
import { weighNotifications } from './weigh-notifications.ts'
import { applyRetention } from './retention.ts'
import { submitOrder } from './submit-order.ts'
import { MOST_A_MINUTE, takeDue } from './take-due.ts'
import { repeatSurrender } from './surrender-order.ts'

type OrderJob = { orderId: string }
const AGAIN_MS = 30_000
const CALLS_KEPT_DAYS = 30
const COMPARISONS_KEPT_DAYS = 90
const UNCERTAIN_TOO_LONG_MS = 10 * 60_000
const WITHOUT_POLICY_TOO_LONG_MS = 30 * 60_000

/** Work that goes on without anybody at a screen: pulls, lost orders, lost payments, reconciliation. */
export async function startOrderJobs(deps: Deps): Promise<void> {
  await deps.jobs.work<OrderJob>('pull-order', 4, ({ orderId }) => pullJob(deps, orderId))
  // A queue of its own: a notification never waits behind it.
  await deps.jobs.work<OrderJob>('poll-order', 3, ({ orderId }) => pullJob(deps, orderId))
  await deps.jobs.work<OrderJob>('place-order', 2, ({ orderId }) => placeJob(deps, orderId))
  await deps.jobs.work<OrderJob>('send-payment', 1, ({ orderId }) => paymentJob(deps, orderId))
  await deps.jobs.work<OrderJob>('send-surrender', 1, ({ orderId }) => repeatSurrender(deps, orderId))
  await deps.jobs.schedule('reconcile', '* * * * *', () => reconcile(deps))
  await deps.jobs.schedule('forget', '20 4 * * *', () => forget(deps))
}

/** A platform that cannot be asked is no failure of the job: the row says when to ask again. */
async function pullJob(deps: Deps, orderId: string): Promise<void> {
  const events = await handleNotifications(deps, orderId)
  try {
    // What is under way may be older than the notification.
    if (events.has('return')) await pullAfresh(deps, orderId, 'background', { returned: true })
    else await pullOrder(deps, orderId, 'background')
    await joinHistory(deps.vault, deps.db, orderId)
    await weighNotifications(deps, orderId, events)
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    deps.log.warn({ orderId, reason: error.message }, 'order could not be pulled')
    // It says itself when to ask again.
    if (error instanceof AnswerUnstorable) return
    // Whoever asked for this look has not had it: look again soon, not at the order's usual pace.
    await deps.db
      .updateTable('orders')
      .set({ next_pull_at: new Date(deps.now() + AGAIN_MS) })
      .where('id', '=', orderId)
      .execute()
  }
}

/** Handles all that wait, however many; answers which events there were. */
async function handleNotifications(deps: Deps, orderId: string): Promise<Set<string>> {
  const all = new Set<string>()
  for (;;) {
    const { ids, events, tempOrderCodes } = await takeNotifications(deps, orderId)
    if (ids.length === 0) return all
    // Before they are settled: a tempOrderCode that could not be tried yet is tried again.
    if (tempOrderCodes.length > 0) await adoptOrder(deps, orderId, tempOrderCodes)
    await settleNotifications(deps, orderId, ids, events)
    for (const event of events) all.add(event)
  }
}

/**
 * Throws while the order is not placed (the answer stays unknown, or somebody else is sending it right now), so that
 * the queue brings it back; a refusal is the end.
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

/** Throws while the signal is not taken, so that the queue brings it back; a refusal is the end. */
async function paymentJob(deps: Deps, orderId: string): Promise<void> {
  try {
    if (await sendPayment(deps, orderId, 'background')) return
  } catch (error) {
    if (error instanceof PlatformRefusal && error.code !== '0002') return
    throw error
  }
  throw new Error('the payment signal is not sent yet')
}

/** Asks the platform about orders whose time has come; what waits from the minute before is part of this one. */
export async function reconcile(deps: Deps): Promise<void> {
  await raiseStale(deps)
  const waiting = await deps.jobs.waiting('poll-order')
  const ids = await takeDue(deps.db, deps.now(), Math.max(0, MOST_A_MINUTE - waiting))
  for (const id of ids) await deps.jobs.enqueue('poll-order', { key: id, data: { orderId: id } })
}

/** Orders that hang where none should: nobody knows whether they exist, or they are paid and not insured. */
async function raiseStale({ db, now }: Deps): Promise<void> {
  const stale = [
    ['uncertain', ['submitting', 'uncertain'], UNCERTAIN_TOO_LONG_MS],
    ['no-policy', ['paid'], WITHOUT_POLICY_TOO_LONG_MS],
  ] as const
  for (const [reason, statuses, after] of stale) {
    const raised = await db
      .insertInto('attentions')
      .columns(['order_id', 'reason'])
      .expression((eb) =>
        eb
          .selectFrom('orders')
          .select(['id', eb.val(reason).as('reason')])
          .where('status', 'in', statuses)
          .where('updated_at', '<', new Date(now() - after)),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('order_id')
      .execute()
    if (raised.length > 0) await announceOrders(db, raised)
  }
}

async function announceOrders(db: Deps['db'], raised: { order_id: string }[]): Promise<void> {
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
    await announce(db, { orderId: id, status, owner: created_by })
}

/** What nobody needs any more: call logs, sessions, comparisons, and what the settings say about personal data. */
export async function forget(deps: Deps): Promise<void> {
  const { db, now } = deps
  await forgetOldCalls(db, CALLS_KEPT_DAYS)
  await applyRetention(deps)
  await db.deleteFrom('sessions').where('expires_at', '<', new Date(now())).execute()
  const before = new Date(now() - COMPARISONS_KEPT_DAYS * 86_400_000)
  await db.deleteFrom('comparisons').where('started_at', '<', before).execute()
}

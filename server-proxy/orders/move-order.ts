import type { Transaction, Updateable } from 'kysely'
import { type AmountIs, moneyOf } from '#contract/money.ts'
import type { AttentionReason } from '#contract/orders.ts'
import { MAIL_CONSENT } from '#contract/mail-consent.ts'
import type { CustomerNoticeKind } from '#contract/notices.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import { Refusal } from '../http/refusal.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow, Orders } from '../store/schema/orders.ts'
import { dropAttention } from './attention.ts'
import { announce } from '../live/live.ts'
import { isConfirmedEnd } from './judge.ts'
import { note } from './timeline.ts'
import { nextPullMs, nextStatus, type OrderStep, type Watched } from './order-state.ts'
import { tellPeople } from '../live/notice-events.ts'
import { tellPartner } from '../live/partner-events.ts'

type Values = Omit<Updateable<Orders>, 'id' | 'status' | 'updated_at' | 'next_pull_at'>

type Move = {
  /** Columns that change with the move. */
  values?: Values
  /** ms since the epoch. */
  now: number
  jobs: Jobs
  amountIs: AmountIs
  /** What reconciliation follows besides the order itself: an invoice in the making, each of its policies. */
  watching?: readonly Watched[]
  /** Something else changed, though neither status nor label did. */
  moved?: boolean
}

/** Reasons that any move of the order closes. */
const CLOSED_BY_ANY_MOVE = ['uncertain', 'no-policy', 'payment-refused'] as const satisfies AttentionReason[]
/** Reasons that a status closes: the surrender happened after all, or is under way again. */
const closedBy: Partial<Record<OrderStatus, AttentionReason[]>> = {
  surrendering: ['surrender-not-done'],
  surrendered: ['surrender-not-done', 'went-back'],
  refunded: ['surrender-not-done', 'went-back'],
}

/** Locks the order until the transaction ends. Rows that refer to it can still be added. */
export function lockOrder(transaction: Transaction<Database>, orderId: string): Promise<OrderRow> {
  return transaction
    .selectFrom('orders')
    .selectAll()
    .where('id', '=', orderId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

/** Locks the order for writing personal data; 409 once its people were erased. */
export async function lockUnerased(transaction: Transaction<Database>, orderId: string): Promise<OrderRow> {
  const row = await lockOrder(transaction, orderId)
  if (row.erased_at) throw new Refusal(409, 'order-erased')
  return row
}

/**
 * Takes a step on a locked row and announces it. Returns null and writes nothing when the step is not
 * allowed.
 */
export async function moveOrder(
  transaction: Transaction<Database>,
  row: OrderRow,
  { step, ...move }: Move & { step: OrderStep },
): Promise<OrderStatus | null> {
  const status = nextStatus(row.status, step)
  if (status === null) return null
  await writeStatus(transaction, row, status, move)
  if (step.kind === 'place' && step.outcome === 'answered') await finishChange(transaction, row.id)
  await announce(transaction, { kind: 'order', orderId: row.id, status, owner: row.created_by })
  return status
}

/** The new order of a change is placed, so the change needs no attention. */
async function finishChange(transaction: Transaction<Database>, newOrderId: string): Promise<void> {
  const change = await transaction
    .updateTable('changes')
    .set({ state: 'placed' })
    .where('new_order_id', '=', newOrderId)
    .where('state', '=', 'open')
    .returning('order_id')
    .executeTakeFirst()
  if (!change) return
  await dropAttention(transaction, change.order_id, 'change-unfinished')
  await note(transaction, change.order_id, { kind: 'change-placed', actor: 'system' })
  const { status, created_by } = await transaction
    .selectFrom('orders')
    .select(['status', 'created_by'])
    .where('id', '=', change.order_id)
    .executeTakeFirstOrThrow()
  await announce(transaction, { kind: 'order', orderId: change.order_id, status, owner: created_by })
}

/**
 * The only writer of a placed order's status: updates a locked row, schedules its next pull, and notifies the
 * partner it came from.
 */
export async function writeStatus(
  transaction: Transaction<Database>,
  row: OrderRow,
  status: OrderStatus,
  { values = {}, now, jobs, amountIs, watching = [], moved = false }: Move,
): Promise<void> {
  const label = values.platform_status ?? row.platform_status
  const changed = moved || status !== row.status || label !== row.platform_status
  const age = changed ? 0 : now - row.updated_at.getTime()
  const pauses = [status, ...watching].flatMap((one) => nextPullMs(one, age) ?? [])
  await transaction
    .updateTable('orders')
    .set({
      ...values,
      status,
      ...(changed && { updated_at: new Date(now) }),
      next_pull_at: pauses.length === 0 ? null : new Date(now + Math.min(...pauses)),
    })
    .where('id', '=', row.id)
    .execute()
  if (status !== row.status)
    await dropAttention(transaction, row.id, ...CLOSED_BY_ANY_MOVE, ...(closedBy[status] ?? []))
  if (status !== row.status) await tellStatus(transaction, row, status)
  if (status !== row.status)
    await tellPartner(transaction, jobs, row, {
      status,
      money: moneyOf(amountIs, {
        amount: values.amount ?? row.amount,
        reduction: values.reduction ?? row.reduction,
      }),
      planFit: values.plan_fit === undefined ? row.plan_fit : values.plan_fit,
      planConfirmed: values.plan_confirmed === undefined ? row.plan_confirmed : values.plan_confirmed,
      now,
    })
}

/** Queues mail about a new status: the order has cover, or was surrendered. */
async function tellStatus(transaction: Transaction<Database>, row: OrderRow, status: OrderStatus) {
  const kind =
    status === 'issued'
      ? 'order-issued'
      : isConfirmedEnd(status) && !isConfirmedEnd(row.status)
        ? 'surrender-confirmed'
        : null
  if (kind) await tellCustomer(transaction, row, kind)
}

/** Queues mail to the customer of an order who agreed to it. */
export async function tellCustomer(
  transaction: Transaction<Database>,
  row: OrderRow,
  kind: CustomerNoticeKind,
  detail: string | null = null,
): Promise<void> {
  if (row.consents.some(({ id }) => id === MAIL_CONSENT))
    await tellPeople(transaction, { kind, order_id: row.id, detail })
}

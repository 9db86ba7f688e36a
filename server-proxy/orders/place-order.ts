import { setTimeout as pause } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { shanghaiDay } from '#contract/days.ts'
import type { Consent } from '#contract/orders.ts'
import type { Channel, PlaceOrder } from '#contract/place-order.ts'
import { oddPeople, ruleFaults } from '#contract/sale-faults.ts'
import { atLeast, type User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { FieldTooLong, GatewayError, NotSent, PlatformRefusal } from '../gateway/errors.ts'
import { problemOf, refusalOf } from '../http/problems.ts'
import { badField, Refusal } from '../http/refusal.ts'
import { newToken } from '../http/tokens.ts'
import { announce } from '../live/live.ts'
import { note } from './timeline.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { ProductRow } from '../store/schema/products.ts'
import { sealNote } from '../purchases/sale-note.ts'
import { assertOnSale } from '../purchases/product-gaps.ts'
import { claimSale } from '../purchases/sale-state.ts'
import { bindDraft } from '../purchases/staff-drafts.ts'
import { assertExplained } from './explained.ts'
import { indexPeople } from './index-people.ts'
import { anchorOf } from '../evidence/anchor.ts'
import { keepApplicationTrail } from './application-trail.ts'
import { placedOrder } from './placed-order.ts'
import { sealPeople } from './people.ts'
import { assertSecondCover, contentHash } from './second-cover.ts'
import { newSerial } from './serial.ts'
import { submitOrder } from './submit-order.ts'

/** Delay before the background checks whether the order was placed. */
const TAKE_OVER_SECONDS = 4
const REPLAY_WAIT_MS = 9_500

/** Binds the new order to its source, in the transaction that creates it. */
type Bind = (transaction: Transaction<Database>, orderId: string) => Promise<void>

export type Reply = { status: number; body: unknown }

/** A sale made by a customer; `user` is credited with it. */
export type CustomerSale = {
  channel: Channel
  /** The partner's server that sent it; unset when a customer's page did. */
  actor?: string
  partnerId: string | null
  reference: string | null
  language: 'zh' | 'en' | null
  consents: Consent[]
  /** Binds the order to its source in the transaction that creates it; throws when that is not allowed. */
  claim(transaction: Transaction<Database>, orderId: string): Promise<void>
}

/**
 * Places an order once per user and idempotency key: the row is committed before the platform is called, and
 * a replay repeats status and body. Answers 201 with the cashier address, 202 when the platform's answer is
 * missing, 422 when it refused.
 */
export async function placeOrder(
  deps: Deps,
  user: User,
  key: string,
  order: PlaceOrder,
  requestId: string,
  customer?: CustomerSale,
  bind?: Bind,
): Promise<Reply> {
  const hash = contentHash(order)
  const known = await findByKey(deps, user.id, key)
  if (known) return replay(deps, known, hash)

  const { product, planName } = await checkOrder(deps, user, order)
  // Staff who change an order were asked before its surrender.
  if (!customer && !bind) await assertExplained(deps, order)
  const covered = await assertSecondCover(deps, order, { userId: user.id, key })
  const row = await insert(deps, user, key, hash, order, { product, planName, covered }, customer, bind)
  if (!row) {
    const other = await findByKey(deps, user.id, key)
    if (!other) throw new Refusal(503, 'unavailable')
    return replay(deps, other, hash)
  }

  const reply = await submit(deps, row.id, requestId)
  await deps.db
    .updateTable('orders')
    .set({ reply_status: reply.status, reply_body: JSON.stringify(reply.body) })
    .where('id', '=', row.id)
    .where('erased_at', 'is', null)
    .execute()
  return reply
}

/**
 * Checks that need the catalogue, the members and today's date; the contract's own checks ran before. `split`: more
 * people than one order may have are allowed.
 */
export async function checkOrder(
  deps: Deps,
  user: User,
  order: PlaceOrder,
  { split = false } = {},
): Promise<{ product: ProductRow; planName: string | null }> {
  if (order.payType === 'credit' && !atLeast(user.role, 'manager')) throw new Refusal(403, 'forbidden')
  const [member, product] = await Promise.all([
    deps.db
      .selectFrom('members')
      .select('member_id')
      .where('member_id', '=', order.memberId)
      .executeTakeFirst(),
    deps.db
      .selectFrom('products')
      .selectAll()
      .where('product_code', '=', order.productCode)
      .executeTakeFirst(),
  ])
  if (!member) throw badField('memberId', 'member-unknown')
  if (!product) throw badField('productCode', 'product-unknown')
  await assertOnSale(deps, product)
  const plan = product.plans.find(({ planCode }) => planCode === order.planCode)
  if (order.planCode && !plan) throw badField('planCode', 'plan-unknown')
  const toFields = (faults: { path: (string | number)[]; code: string }[]) =>
    faults.map(({ path, code }) => ({ field: path.join('.'), code }))
  const faults = ruleFaults(order, product.rules, shanghaiDay(deps.now())).filter(
    ({ code }) => !(split && code.startsWith('too-many-insured-')),
  )
  if (faults.length > 0) throw new Refusal(400, 'invalid', { fields: toFields(faults) })
  const odd = oddPeople(order)
  if (odd.length > 0 && !order.confirmed)
    throw new Refusal(422, 'needs-confirmation', { fields: toFields(odd) })
  return { product, planName: plan?.planName ?? null }
}

function findByKey(deps: Deps, userId: string, key: string) {
  return deps.db
    .selectFrom('orders')
    .selectAll()
    .where('created_by', '=', userId)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
}

/**
 * Inserts the row, its people and its follow-up job in one transaction. Returns undefined when the key is
 * taken.
 */
function insert(
  deps: Deps,
  user: User,
  key: string,
  hash: Buffer,
  order: PlaceOrder,
  names: { product: ProductRow; planName: string | null; covered: number },
  customer: CustomerSale | undefined,
  bind: Bind | undefined,
) {
  const id = uuidv7()
  const actor = customer ? (customer.actor ?? 'customer') : user.username
  const insured = order.insured ?? []
  return deps.db.transaction().execute(async (transaction) => {
    await claimSale(transaction, { userId: user.id, key, as: 'order' })
    const row = await transaction
      .insertInto('orders')
      .values({
        id,
        created_by: user.id,
        idempotency_key: key,
        request_hash: hash,
        status: 'submitting',
        member_id: order.memberId,
        product_code: order.productCode,
        product_name: names.product.product_name,
        plan_code: order.planCode || null,
        plan_name: names.planName,
        pay_type: order.payType,
        start_date: order.startDate || null,
        end_date: order.endDate || null,
        insured_count: insured.length,
        holder_name: order.holder?.name ?? null,
        people_sealed: sealPeople(deps.vault, id, order),
        out_serial_no: newSerial(),
        deliver_secret: newToken(),
        return_secret: newToken(),
        refund_secret: newToken(),
        return_token: newToken(),
        group_no: order.groupNo || null,
        note_sealed: sealNote(deps.vault, 'orders', id, order.note),
        ...(customer && {
          channel: customer.channel,
          partner_id: customer.partnerId,
          reference: customer.reference,
          language: customer.language,
          consents: JSON.stringify(customer.consents),
        }),
      })
      .onConflict((conflict) => conflict.columns(['created_by', 'idempotency_key']).doNothing())
      .returning(['id', 'out_serial_no', 'created_at'])
      .executeTakeFirst()
    if (!row) return undefined
    await customer?.claim(transaction, id)
    await bind?.(transaction, id)
    await indexPeople(deps.vault, transaction, id, order)
    // A customer's page has a trail of its own.
    if (!customer || customer.actor)
      await keepApplicationTrail(deps, transaction, {
        ...names,
        user,
        actor,
        sentBy: customer,
        key,
        order,
        row,
      })
    await bindDraft(transaction, { id, userId: user.id, key })
    await note(transaction, id, {
      kind: 'placed',
      actor,
      status: 'submitting',
    })
    if (names.covered > 0)
      await note(transaction, id, {
        kind: 'second-cover',
        actor,
        note: String(names.covered),
      })
    await deps.jobs.enqueue('place-order', {
      key: id,
      data: { orderId: id },
      afterSeconds: TAKE_OVER_SECONDS,
      in: transaction,
    })
    await announce(transaction, { kind: 'order', orderId: id, status: 'submitting', owner: user.id })
    const trail = await anchorOf(transaction, id)
    await audit(deps.vault, transaction, {
      actor,
      act: 'order-placed',
      subject: { kind: 'order', id },
      detail: {
        product: order.productCode,
        people: insured.length,
        payType: order.payType,
        ...(trail && { trail }),
      },
    })
    return row
  })
}

async function submit(deps: Deps, orderId: string, requestId: string): Promise<Reply> {
  try {
    await submitOrder(deps, orderId, 'screen')
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
    const final = error instanceof FieldTooLong || (error instanceof PlatformRefusal && error.code !== '0002')
    if (final) {
      const refusal = refusalOf(error)
      return { status: refusal.status, body: problemOf(refusal, 'zh', requestId) }
    }
    if (error instanceof NotSent) deps.log.warn({ orderId, reason: error.message }, 'order not sent yet')
  }
  const placed = await placedOrder(deps, orderId)
  return { status: placed.status === 'unpaid' ? 201 : 202, body: placed }
}

/** Repeats the first answer; waits for it while the first request is still running. */
async function replay(deps: Deps, row: OrderRow, hash: Buffer): Promise<Reply> {
  if (!row.request_hash.equals(hash)) throw new Refusal(422, 'key-reused')
  // Counted from the order's creation, because a dead process never answers.
  const until = row.created_at.getTime() + REPLAY_WAIT_MS
  let current: Pick<OrderRow, 'reply_status' | 'reply_body'> | undefined = row
  while (current && current.reply_status === null && Date.now() < until) {
    await pause(50)
    current = await deps.db
      .selectFrom('orders')
      .select(['reply_status', 'reply_body'])
      .where('id', '=', row.id)
      .executeTakeFirst()
  }
  if (current?.reply_status) return { status: current.reply_status, body: current.reply_body }
  return { status: 202, body: await placedOrder(deps, row.id) }
}

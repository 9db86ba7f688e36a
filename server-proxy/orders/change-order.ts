import { uuidv7 } from 'uuidv7'
import * as z from 'zod/mini'
import type { ChangeOrder } from '#contract/order-change.ts'
import { type PlacedOrder, PlaceOrder } from '#contract/place-order.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { GatewayError } from '../gateway/errors.ts'
import { Refusal } from '../http/refusal.ts'
import { announce } from '../live/live.ts'
import { openNote } from '../purchases/sale-note.ts'
import { audit } from '../store/audit.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { assertExplained } from './explained.ts'
import { dropAttention, raiseAttention } from './attention.ts'
import { isSurrendered, openChange, placeOfChange } from './open-change.ts'
import { openPeople } from './people.ts'
import { openPlatform } from './people-on.ts'
import { checkOrder, placeOrder } from './place-order.ts'
import { surrenderOrder } from './surrender-order.ts'
import { note } from './timeline.ts'

/**
 * 换人 and 改期: surrenders, then sells again. Everything that can be refused beforehand is checked first. The change is
 * committed together with the surrender's claim and stays on the desk until the new order is placed. When the platform
 * refuses the surrender, nothing has changed.
 */
export async function changeOrder(
  deps: Deps,
  user: User,
  row: OrderRow,
  wanted: ChangeOrder,
  requestId: string,
): Promise<void> {
  const order = newOrder(deps, row, wanted)
  await checkOrder(deps, user, order)
  await assertExplained(deps, order)
  const id = uuidv7()
  let outcome: 'done' | 'lost'
  try {
    outcome = await surrenderOrder(deps, user.username, row, wanted.policyCodes, async (transaction) => {
      await transaction
        .insertInto('changes')
        .values({
          id,
          order_id: row.id,
          kind: wanted.kind,
          state: 'open',
          policy_codes: wanted.policyCodes ? JSON.stringify(wanted.policyCodes) : null,
          order_sealed: deps.vault.seal(placeOfChange(id), JSON.stringify(order)),
          new_order_id: null,
          created_by: user.id,
        })
        .execute()
      await raiseAttention(transaction, row.id, 'change-unfinished')
      await note(transaction, row.id, { kind: 'change-begun', actor: user.username, note: wanted.kind })
    })
  } catch (error) {
    // If refused or not sent, nothing was surrendered. After any other error a policy may have been: the change stays.
    if (error instanceof GatewayError || error instanceof Refusal) await close(deps, row, id, null)
    throw error
  }
  // After a lost answer it is not known whether cover ended: staff resume once it is.
  if (outcome === 'done') await resumeChange(deps, user, row, requestId)
}

/**
 * Places the new order of an open change. A try that the platform refused is followed by another order; one
 * that is still being placed is not repeated. 409 while the surrender did not happen.
 */
export async function resumeChange(
  deps: Deps,
  user: User,
  row: OrderRow,
  requestId: string,
): Promise<PlacedOrder | null> {
  const change = await openChange(deps, row.id)
  if (!change?.order_sealed) throw new Refusal(409, 'no-change')
  if (!(await isSurrendered(deps, row.id, change.policy_codes))) throw new Refusal(409, 'not-surrendered')
  const order = JSON.parse(deps.vault.open(placeOfChange(change.id), change.order_sealed)) as PlaceOrder
  let { attempt } = change
  if (change.new_order_id) {
    const tried = await deps.db
      .selectFrom('orders')
      .select('status')
      .where('id', '=', change.new_order_id)
      .executeTakeFirst()
    if (tried?.status === 'failed') {
      attempt++
      await deps.db.updateTable('changes').set({ attempt }).where('id', '=', change.id).execute()
    }
  }
  const reply = await placeOrder(
    deps,
    user,
    `change-${change.id}-${attempt}`,
    order,
    requestId,
    undefined,
    async (transaction, newId) => {
      await transaction
        .updateTable('changes')
        .set({ new_order_id: newId })
        .where('id', '=', change.id)
        .execute()
      await transaction.updateTable('orders').set({ replaces: row.id }).where('id', '=', newId).execute()
    },
  )
  if (reply.status >= 400) {
    const { code = 'invalid', detail } = reply.body as { code?: string; detail?: string }
    throw new Refusal(reply.status, code, detail === undefined ? {} : { detail })
  }
  return reply.body as PlacedOrder
}

/** Ends a change without a new order. The surrender stands. */
export async function giveUpChange(deps: Deps, user: User, row: OrderRow): Promise<void> {
  const change = await openChange(deps, row.id)
  if (!change) throw new Refusal(409, 'no-change')
  await close(deps, row, change.id, user.username)
  await audit(deps.vault, deps.db, {
    actor: user.username,
    act: 'change-given-up',
    subject: { kind: 'order', id: row.id },
  })
}

async function close(deps: Deps, row: OrderRow, id: string, actor: string | null): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('changes')
      .set({ state: 'given-up' })
      .where('id', '=', id)
      .where('state', '=', 'open')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await dropAttention(transaction, row.id, 'change-unfinished')
    await note(transaction, row.id, { kind: 'change-given-up', actor: actor ?? 'system' })
    await announce(transaction, { kind: 'order', orderId: row.id, status: row.status, owner: row.created_by })
  })
}

/** The order to sell again: the old one with other people or other days. */
function newOrder(deps: Deps, row: OrderRow, wanted: ChangeOrder): PlaceOrder {
  const { holder } = openPeople(deps.vault, row)
  if (!holder) throw new Refusal(409, 'people-unknown')
  const dates =
    wanted.kind === 'dates'
      ? { startDate: wanted.startDate, endDate: wanted.endDate }
      : { startDate: row.cover_start ?? row.start_date, endDate: row.cover_end ?? row.end_date }
  const staffNote = openNote(deps.vault, 'orders', row)
  const parsed = z.safeParse(PlaceOrder, {
    memberId: row.member_id,
    productCode: row.product_code,
    ...(row.plan_code && { planCode: row.plan_code }),
    payType: row.pay_type,
    ...dates,
    holder,
    insured: wanted.kind === 'people' ? wanted.insured : peopleOf(deps, row, wanted.policyCodes),
    ...(wanted.confirmed && { confirmed: true }),
    ...(wanted.explained && { explained: wanted.explained }),
    ...(row.group_no && { groupNo: row.group_no }),
    ...(staffNote && { note: staffNote }),
  })
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), code: message }))
  throw new Refusal(400, 'invalid', { fields })
}

/** The people as placed whom these policies insure. 409 when the platform names somebody else. */
function peopleOf(deps: Deps, row: OrderRow, policyCodes: string[] | undefined) {
  const { insured } = openPeople(deps.vault, row)
  if (!policyCodes) return insured
  const theirs = (openPlatform(deps.vault, row)?.insured ?? []).filter(
    ({ policyCode }) => policyCode !== null && policyCodes.includes(policyCode),
  )
  const left = [...insured]
  return theirs.map(({ name, cardNo }) => {
    const named = left.filter((one) => one.name === name)
    const one =
      named.find((person) => person.cardNo === cardNo) ?? (named.length === 1 ? named[0] : undefined)
    if (!one) throw new Refusal(409, 'people-unknown')
    left.splice(left.indexOf(one), 1)
    return one
  })
}

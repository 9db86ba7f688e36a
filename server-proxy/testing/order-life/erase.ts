import { setTimeout as pause } from 'node:timers/promises'
import { ask } from './ask.ts'
import type { OrderUnderTest } from './world.ts'

const ENDED = new Set(['issued', 'surrendered', 'refunded', 'failed'])

/**
 * Erases an order during a 7.11 call: its answer restores no person. One that is in flight or whose cover
 * runs keeps its people.
 */
export async function eraseUnderWay(order: OrderUnderTest): Promise<void> {
  const { db } = order.portal.deps
  const before = await order.row()
  const { status } = before
  const isOpen =
    before.surrender_requested_at !== null || before.invoice_lost || before.payment !== before.payment_taken
  if (!ENDED.has(status) || isOpen) return assertRefused(order, 'order-in-flight')
  if (status === 'issued') await assertRefused(order, 'cover-runs')
  await order.fault('getOrderDetail', 'delay', { ms: 200 })
  const late = order.press('refresh', {})
  await pause(60)
  // Its cover is over.
  if (status === 'issued')
    await db
      .updateTable('orders')
      .set({ cover_start: '2020-01-01', cover_end: '2020-01-03' })
      .where('id', '=', order.id)
      .execute()
  const { statusCode, body } = await erase(order)
  await late
  if (statusCode === 409) return
  if (statusCode >= 300) throw new Error(`erase: ${body}`)
  await order.press('refresh', {})
  await order.portal.ask('GET', `/api/orders/${order.id}/policies`)
  const row = await order.row()
  const people = await db.selectFrom('order_people').select('name').where('order_id', '=', order.id).execute()
  const policies = await db.selectFrom('policies').selectAll().where('order_id', '=', order.id).execute()
  const named = policies.some(({ insured_name, policy_url }) => insured_name ?? policy_url)
  if (row.people_sealed ?? row.platform_sealed ?? row.holder_name ?? (people.length > 0 || named || null))
    throw new Error('an erased order has people again')
  if (row.status !== status) throw new Error(`erasing made the order ${row.status}`)
  const sealed = await db
    .selectFrom('sealed_orders')
    .select('keep_until')
    .where('order_id', '=', order.id)
    .execute()
  // Cover of 2020 is past its term, and a failed order insured nobody.
  const isSealed = status === 'surrendered' || status === 'refunded'
  if (sealed.length > 0 !== isSealed) throw new Error(`a ${status} order has ${sealed.length} sealed records`)
  order.tally.add(`erased ${status} while an answer was under way`)
}

const erase = (order: OrderUnderTest) => ask(order.portal, 'POST', `/api/orders/${order.id}/erase`, {})

async function assertRefused(order: OrderUnderTest, why: string): Promise<void> {
  const answer = await erase(order)
  const { erased_at, people_sealed } = await order.row()
  const code = answer.statusCode === 409 ? answer.json<{ code: string }>().code : answer.statusCode
  if (code !== why) throw new Error(`erasing was answered ${code}, not ${why}`)
  if (erased_at || !people_sealed) throw new Error(`erased although ${why}`)
  order.tally.add(`erasing refused: ${why}`)
}

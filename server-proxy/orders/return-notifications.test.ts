import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { nextPullOf, preparedOrder, until } from '../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const read = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const refresh = async (id: string) => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>()
const act = (order: { tempOrderCode: string | null }, action: string) =>
  portal.control('POST', `/orders/${order.tempOrderCode}/actions`, { action })
const surrender = (id: string) => portal.ask('POST', `/api/orders/${id}/surrender`, {})
const shown = ({ status, surrender, attentions }: Order) => [
  status,
  surrender !== null,
  attentions.map(({ reason }) => reason),
]
const UNDER_WAY = ['surrendering', true, []]
const ENDED = ['issued', false, ['surrender-not-done']]

/** An issued order whose surrender is accepted and never carried out; 900173 says so, 900174 does not. */
async function surrendered(product: '900173' | '900174'): Promise<Order> {
  const body = await preparedOrder(portal, product, `${product}01`)
  const key = { 'idempotency-key': randomUUID() }
  const placed = (await portal.ask('POST', '/api/orders', body, key)).json<PlacedOrder>()
  await act(placed, 'pay')
  await until(
    () => refresh(placed.id),
    ({ status }) => status === 'issued',
  )
  return (await surrender(placed.id)).json<Order>()
}

/** Notifies of a return without a cause, and waits until it is handled. */
async function notifyReturn({ id }: Order): Promise<void> {
  const { db } = portal.deps
  const { return_secret } = await db
    .selectFrom('orders')
    .select('return_secret')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  await portal.ask('POST', `/notify/return/${return_secret}`, { success: true })
  await returnHandled(id)
}

/** Waits until the return notification has come and its job has ended. Payment and issuing notify too. */
async function returnHandled(id: string): Promise<void> {
  await until(
    () => read(id),
    ({ timeline }) => timeline.some(({ kind, note }) => kind === 'notified' && note?.includes('return')),
  )
  await until(
    () => portal.deps.jobs.depths(),
    (queues) =>
      queues.every(({ name, waiting, running }) => name !== 'pull-order' || waiting + running === 0),
  )
}

/** Moves the claim and its notifications into the past. */
async function minutesPass(id: string, minutes: number): Promise<void> {
  const { pool } = portal.deps
  const by = `interval '${minutes} minutes'`
  await pool.query(
    `update orders set surrender_requested_at = surrender_requested_at - ${by} where id = $1`,
    [id],
  )
  await pool.query(`update notifications set received_at = received_at - ${by} where order_id = $1`, [id])
}

test('a return notification ends the surrender when the policies are in force two minutes later', async () => {
  const order = await surrendered('900173')
  await returnHandled(order.id)
  await minutesPass(order.id, 3)
  expect(shown(await refresh(order.id))).toEqual(ENDED)
  // The platform may still be late, so the portal keeps looking.
  await refresh(order.id)
  expect(await nextPullOf(portal, order.id)).not.toBeNull()
})

test('a return notification before the platform’s own change ends no surrender', async () => {
  const order = await surrendered('900174')
  await notifyReturn(order)
  expect(shown(await refresh(order.id))).toEqual(UNDER_WAY)
  expect(shown(await refresh(order.id))).toEqual(UNDER_WAY)
  expect((await surrender(order.id)).statusCode).toBe(409)
  // The portal looks again soon.
  const next = await nextPullOf(portal, order.id)
  expect(next?.getTime()).toBeLessThan(Date.now() + 2 * 60_000)
})

test('a return notification of an earlier surrender ends no later one', async () => {
  const order = await surrendered('900174')
  await notifyReturn(order)
  await minutesPass(order.id, 3)
  const surrender_requested_at = new Date(Date.now() - 1_000)
  await portal.deps.db
    .updateTable('orders')
    .set({ surrender_requested_at })
    .where('id', '=', order.id)
    .execute()
  expect(shown(await refresh(order.id))).toEqual(UNDER_WAY)
})

test('a return notification ends the surrender although the answer to the surrender came after it', async () => {
  const order = await surrendered('900174')
  const lost = (surrender_lost: boolean) =>
    portal.deps.db.updateTable('orders').set({ surrender_lost }).where('id', '=', order.id).execute()
  await lost(true)
  await notifyReturn(order)
  await lost(false)
  await minutesPass(order.id, 3)
  expect(shown(await refresh(order.id))).toEqual(ENDED)
})

test('a return notification ends the surrender although its answer never comes', async () => {
  const order = await surrendered('900174')
  const { db } = portal.deps
  await db.updateTable('orders').set({ surrender_lost: true }).where('id', '=', order.id).execute()
  await notifyReturn(order)
  await minutesPass(order.id, 3)
  expect(shown(await refresh(order.id))).toEqual(ENDED)
})

test('a return notification ends the surrender although the platform showed no policies at first', async () => {
  const order = await surrendered('900174')
  await act(order, 'hide-policies')
  await notifyReturn(order)
  await act(order, 'show-policies')
  await minutesPass(order.id, 3)
  expect(shown(await refresh(order.id))).toEqual(ENDED)
})

test('a return notification ends the surrender although the platform could not be asked when it came', async () => {
  const order = await surrendered('900174')
  await portal.fault('getOrderDetail', '500', { order: order.tempOrderCode, times: 'always' })
  await notifyReturn(order)
  expect((await read(order.id)).status).toBe('surrendering')
  await portal.control('DELETE', '/faults')
  // Closes the circuit.
  await portal.deps.db.deleteFrom('gateway_calls').execute()
  await minutesPass(order.id, 3)
  expect(shown(await refresh(order.id))).toEqual(ENDED)
})

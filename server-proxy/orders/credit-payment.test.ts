import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import type { NewPaymentKey } from '#contract/payment-keys.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { nextPullOf, payAsCustomer, preparedOrder, until } from '../testing/sale.ts'
import { sendPayment } from './confirm-payment.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

async function creditOrder(): Promise<PlacedOrder> {
  const body = { ...(await preparedOrder(portal)), payType: 'credit' }
  const placed = (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  await payAsCustomer(placed.cashierUrl ?? '')
  return placed
}
const order = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const pay = (id: string, txnStatus: string) => portal.ask('POST', `/api/orders/${id}/payment`, { txnStatus })
/** The signals that the platform received about an order, oldest first. */
async function signals({ tempOrderCode }: PlacedOrder): Promise<number[]> {
  const { calls } = await portal.control<{ calls: { bodyText: string }[] }>(
    'GET',
    '/calls?interface=outNotify',
  )
  return calls
    .map(({ bodyText }) => JSON.parse(bodyText) as { tempOrderCode: string; txnStatus: number })
    .filter((body) => body.tempOrderCode === tempOrderCode)
    .map(({ txnStatus }) => txnStatus)
    .toReversed()
}

test('sends a signal once when the platform acts and its answer is lost', async () => {
  const placed = await creditOrder()
  expect((await pay(placed.id, 'processing')).statusCode).toBe(200)
  await portal.fault('outNotify', 'lost')
  expect((await pay(placed.id, 'paid')).statusCode).toBe(202)
  expect((await pay(placed.id, 'failed')).statusCode).toBe(409)
  await portal.deps.jobs.enqueue('send-payment', { key: 'now', data: { orderId: placed.id } })
  const settled = await until(
    () => order(placed.id),
    (one) => one.status === 'issued' && one.paymentSent,
  )
  expect(settled.timeline.map(({ kind }) => kind)).toContain('payment-lost')
  expect(await signals(placed)).toEqual([1, 2])
})

test('a failed credit payment can be paid later and cannot fail after that', async () => {
  const placed = await creditOrder()
  expect((await pay(placed.id, 'failed')).statusCode).toBe(200)
  const failed = await until(
    async () => (await portal.ask('POST', `/api/orders/${placed.id}/refresh`)).json<Order>(),
    ({ status }) => status === 'failed',
  )
  expect(await nextPullOf(portal, failed.id)).not.toBeNull()
  expect((await pay(placed.id, 'processing')).statusCode).toBe(409)
  expect((await pay(placed.id, 'paid')).statusCode).toBe(200)
  expect((await pay(placed.id, 'failed')).statusCode).toBe(409)
  expect(await signals(placed)).toEqual([-1, 2])
})

test('sends simultaneous signals one after the other', async () => {
  const placed = await creditOrder()
  await Promise.all([pay(placed.id, 'processing'), pay(placed.id, 'paid'), pay(placed.id, 'paid')])
  const done = await until(
    () => order(placed.id),
    (one) => one.paymentSent && one.payment === 'paid',
  )
  expect(done.payment).toBe('paid')
  expect([[1, 2], [2]]).toContainEqual(await signals(placed))
})

test('a refused balance raises attention and can be tried again', async () => {
  const placed = await creditOrder()
  const { memberId } = await order(placed.id)
  await portal.control('POST', `/members/${memberId}`, { credit: 0 })
  const refused = await pay(placed.id, 'paid')
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([422, '9999'])
  const waiting = await order(placed.id)
  expect(waiting.payment).toBeNull()
  expect(waiting.attentions).toMatchObject([{ reason: 'payment-refused', detail: '授信余额不足' }])
  const list = await portal.ask('GET', '/api/orders?attention=1')
  expect(list.json<{ items: Order[] }>().items.map(({ id }) => id)).toContain(placed.id)

  await portal.control('POST', `/members/${memberId}`, { credit: 1_000_000 })
  expect((await pay(placed.id, 'paid')).statusCode).toBe(200)
  expect((await order(placed.id)).attentions).toEqual([])
})

test('a signature for one order moves no other order', async () => {
  const [mine, other] = [await creditOrder(), await creditOrder()]
  const { id, secret } = (await portal.ask('POST', '/api/payment-keys')).json<NewPaymentKey>()
  const payload = JSON.stringify({ txnStatus: 'processing' })
  const [message, at] = [`msg_${randomUUID()}`, new Date()]
  const headers = {
    'content-type': 'application/json',
    'webhook-id': message,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(message, at, payload),
  }
  const send = (number: string) =>
    portal.app.inject({ method: 'POST', url: `/api/orders/${number}/payment`, payload, headers })
  expect((await send(mine.outSerialNo)).statusCode).toBe(200)
  // The same signal by the order's other number, as after a lost answer.
  expect((await send(mine.id)).statusCode).toBe(200)
  expect((await send(other.outSerialNo)).json()).toMatchObject({ status: 401, code: 'bad-signature' })
  expect((await order(other.id)).payment).toBeNull()
  await portal.ask('DELETE', `/api/payment-keys/${id}`)
})

test("accepts the payment system's signature by either key and refuses anything else", async () => {
  const placed = await creditOrder()
  const url = `/api/orders/${placed.outSerialNo}/payment`
  const body = JSON.stringify({ txnStatus: 'paid' })
  const send = (secret: string, { at = new Date(), sent = body } = {}) => {
    const id = `msg_${randomUUID()}`
    return portal.app.inject({
      method: 'POST',
      url,
      payload: sent,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
        'webhook-signature': new Webhook(secret).sign(id, at, body),
      },
    })
  }
  const stranger = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  expect((await send(stranger)).statusCode).toBe(401)
  const first = (await portal.ask('POST', '/api/payment-keys')).json<NewPaymentKey>()
  const second = (await portal.ask('POST', '/api/payment-keys')).json<NewPaymentKey>()
  expect((await portal.ask('POST', '/api/payment-keys')).statusCode).toBe(409)
  expect((await send(first.secret, { at: new Date(Date.now() - 600_000) })).statusCode).toBe(401)
  expect((await send(first.secret, { sent: '{"txnStatus":"failed"}' })).statusCode).toBe(401)
  expect((await order(placed.id)).payment).toBeNull()

  const taken = await send(second.secret)
  expect([taken.statusCode, taken.json<{ id: string }>().id]).toEqual([200, placed.id])
  expect((await order(placed.id)).timeline.map(({ actor }) => actor)).toContain('payment-system')
  expect((await send(first.secret)).statusCode).toBe(200)
  expect(await signals(placed)).toEqual([2])
  expect((await portal.ask('DELETE', `/api/payment-keys/${first.id}`)).statusCode).toBe(204)
  expect((await send(first.secret)).statusCode).toBe(401)
  const listed = (await portal.ask('GET', '/api/payment-keys')).body
  expect(listed).not.toContain('whsec_')
})

test('sends a signal once when reading 7.11 outlasts the lease', async () => {
  const placed = await creditOrder()
  await portal.deps.db
    .updateTable('orders')
    .set({ payment: 'paid', payment_until: new Date(0) })
    .where('id', '=', placed.id)
    .execute()
  let ahead = 0
  const deps = { ...portal.deps, now: () => Date.now() + ahead }
  await portal.fault('getOrderDetail', 'delay', { ms: 800 })
  const slow = sendPayment(deps, placed.id, 'screen')
  await new Promise((resolve) => setTimeout(resolve, 300))
  ahead = 25_000
  await Promise.all([slow, sendPayment(deps, placed.id, 'screen')])
  expect(await signals(placed)).toEqual([2])
})

test.each([
  ['', null],
  [' again', new Date(0)],
])('sends no signal%s when the lease would end during the call', async (_again, payment_until) => {
  const placed = await creditOrder()
  await portal.deps.db
    .updateTable('orders')
    .set({ payment: 'paid', payment_until })
    .where('id', '=', placed.id)
    .execute()
  // The lease of 20 s began 12 s ago; a call may last 9 s.
  const deps = { ...portal.deps, now: () => Date.now() - 12_000 }
  expect(await sendPayment(deps, placed.id, 'screen')).toBe(false)
  expect(await signals(placed)).toEqual([])
})

import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Order, OrderList } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { nextPullOf, payAsCustomer, preparedOrder, until } from '../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterEach(() => portal.control('DELETE', '/settings'))
afterAll(() => portal.close())

async function soldUnder(settings: object, status = 'issued'): Promise<Order> {
  // The cashier address is allowed; the later addresses are not.
  await portal.control('POST', '/settings', { ...settings, urls: 'http' })
  const body = await preparedOrder(portal)
  const placed = (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  await payAsCustomer(placed.cashierUrl ?? '')
  await portal.control('POST', '/settings', settings)
  return until(
    async () => (await portal.ask('POST', `/api/orders/${placed.id}/refresh`)).json<Order>(),
    (order) => order.status === status,
  )
}

test('shows a company that the platform names as holder beside the person we sent', async () => {
  const { platform, holder } = await soldUnder({ holder: 'enterprise' })
  expect(platform?.isEnterprise).toBe(true)
  expect(platform?.enterprise?.name).toBeTruthy()
  expect(holder?.name).toBe('李雷')
})

test('reads a reduction and another amount from the platform, in fen', async () => {
  const reduced = await soldUnder({ amount: 'reduced' })
  expect(reduced.platform?.reduction).toBeGreaterThan(0)
})

test('shows unknown labels unchanged; only a policy number moves the order', async () => {
  const order = await soldUnder({ labels: 'unknown' })
  expect(order.platformStatus).toBeTruthy()
  expect(order.policies.length).toBeGreaterThan(0)
})

test('notes a policy surrendered at the platform on the timeline of an order that stays issued', async () => {
  const { id, tempOrderCode, policies } = await soldUnder({})
  const gone = policies[1]?.policyCode
  await portal.control('POST', `/orders/${tempOrderCode}/actions`, {
    action: 'surrender',
    policyCodes: [gone],
  })
  const order = await until(
    async () => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>(),
    ({ timeline }) => timeline.some(({ kind }) => kind === 'policies-moved'),
  )
  expect(order.status).toBe('issued')
  expect(order.timeline.find(({ kind }) => kind === 'policies-moved')?.note).toBe(gone)
  const mix = order.policies.map(({ status }) => ({ status, count: 1 }))
  expect(order.policyMix).toEqual(mix)
  expect(new Set(mix.map(({ status }) => status)).size).toBe(2)
  const mixed = (await portal.ask('GET', '/api/orders?mixed=1')).json<OrderList>()
  expect(mixed.items).toMatchObject([{ id, status: 'issued', policyMix: [{ count: 1 }, { count: 1 }] }])
  // Its refund is still to come and needs no notification.
  expect(await nextPullOf(portal, id)).not.toBeNull()
})

test("an insurer's refusal makes the order failed", async () => {
  const order = await soldUnder({ issue: 'fails' }, 'failed')
  expect(order.policies).toEqual([])
})

test.each([
  ['http', 200],
  ['schemeless', 200],
  ['script', 502],
  ['private', 502],
  ['lookalike', 502],
  ['html', 502],
  ['missing', 502],
])('a policy file at an address of the kind %s answers %i', async (urls, expected) => {
  const order = await soldUnder({ urls })
  const [policy] = order.policies
  const answer = await portal.ask('GET', `/api/orders/${order.id}/policies/${policy?.policyCode}/policy.pdf`)
  expect([expected, 404]).toContain(answer.statusCode)
  if (expected === 200) expect(answer.statusCode).toBe(200)
  else expect(answer.rawPayload.subarray(0, 4).toString()).not.toBe('%PDF')
})

test.each(['script', 'private', 'lookalike'])(
  'never passes on a cashier address of the kind %s',
  async (urls) => {
    await portal.control('POST', '/settings', { urls })
    const body = await preparedOrder(portal)
    const placed = (
      await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
    ).json<PlacedOrder>()
    expect(placed.cashierUrl).toBeNull()
    const order = (await portal.ask('GET', `/api/orders/${placed.id}`)).json<Order>()
    expect(order.timeline.map(({ kind }) => kind)).toContain('cashier-refused')
    expect(order.attentions.map(({ reason }) => reason)).toContain('cashier-refused')
  },
)

test('measures a clock that is far off', async () => {
  await portal.control('POST', '/settings', { clockOffsetMs: 240_000 })
  for (let n = 0; n < 10; n++) await preparedOrder(portal)
  for (let n = 0; n < 10; n++) await portal.ask('PUT', '/api/products/200207', {})
  expect(portal.deps.gateway.skewMs()).toBeGreaterThan(200_000)
})

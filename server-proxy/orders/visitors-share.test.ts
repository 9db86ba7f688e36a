import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { preparedOrder } from '../testing/sale.ts'

/** One address gets a tenth of it, all visitors together a quarter. */
const LIMIT = 100
const ORDERS = 20
const MS = 8_000

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal({ rateLimit: LIMIT })
})
afterAll(() => portal.close())

test('20 orders refreshed constantly from one address leave staff the platform’s budget', async () => {
  const body = await preparedOrder(portal)
  const place = () => portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  const tokens: string[] = []
  for (let n = 0; n < ORDERS; n++) {
    const { id } = (await place()).json<PlacedOrder>()
    const { url } = (await portal.ask('POST', `/api/orders/${id}/own-link`)).json<{ url: string }>()
    tokens.push(url.split('/o/')[1] ?? '')
  }
  const started = performance.now()
  await place()
  const alone = performance.now() - started
  const end = Date.now() + MS
  const visitor = async (token: string) => {
    const statuses = new Set<number>()
    while (Date.now() < end) {
      const answer = await portal.app.inject({
        method: 'POST',
        url: '/api/own-order/refresh',
        headers: { authorization: `Bearer ${token}` },
        remoteAddress: '203.0.113.7',
      })
      statuses.add(answer.statusCode)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return [...statuses]
  }
  const staff = async () => {
    const waits: number[] = []
    while (Date.now() < end) {
      const began = performance.now()
      expect((await place()).statusCode).toBe(201)
      waits.push(performance.now() - began)
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    return Math.max(...waits)
  }
  const [slowest, ...answered] = await Promise.all([staff(), ...tokens.map(visitor)])
  // Visitors add less than a second to what an order takes on this machine without them.
  expect(slowest - alone).toBeLessThan(1_000)
  // A refresh answers at once with what is on file.
  expect(answered).toEqual(tokens.map(() => [200]))
  const { count } = await portal.deps.db
    .selectFrom('gateway_calls')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('visitor', 'is not', null)
    .executeTakeFirstOrThrow()
  expect(count).toBeGreaterThan(0)
  expect(count).toBeLessThanOrEqual(LIMIT / 10)
})

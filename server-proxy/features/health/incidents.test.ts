import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Incident } from '#contract/incidents.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder } from '../../testing/sale.ts'
import { watchPlatform } from './watch-platform.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const incidents = async () => (await portal.ask('GET', '/api/incidents')).json<{ items: Incident[] }>().items
/** As several processes at the same minute. */
const watchThrice = () => Promise.all([1, 2, 3].map(() => watchPlatform(portal.deps)))

test('several processes write one incident with its interfaces, its orders and its end', async () => {
  const body = await preparedOrder(portal)
  const { id } = (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  await watchThrice()
  expect(await incidents()).toEqual([])
  await portal.fault('getOrderDetail', 'reset', { times: 'always' })
  for (let n = 0; n < 5; n++) await portal.ask('POST', `/api/orders/${id}/refresh`)
  await watchThrice()
  await watchThrice()
  const [open, ...more] = await incidents()
  expect(more).toEqual([])
  expect(open).toMatchObject({
    kind: 'unreachable',
    endedAt: null,
    interfaces: ['getOrderDetail'],
    orders: [{ id }],
  })

  await portal.control('DELETE', '/faults')
  // The failures are long ago.
  await portal.deps.db
    .updateTable('gateway_calls')
    .set({ ended_at: new Date(Date.now() - 180_000) })
    .where('interface', '=', 'getOrderDetail')
    .execute()
  await watchThrice()
  const [ended, ...others] = await incidents()
  expect(others).toEqual([])
  expect(ended).toMatchObject({ id: open?.id, endedAt: expect.any(String) as string, orders: [{ id }] })
})

test('a time without rounds of the watch is one incident of the portal', async () => {
  await watchThrice()
  const before = (await incidents()).length
  const last = new Date(Date.now() - 20 * 60_000)
  await portal.deps.db.updateTable('watched').set({ at: last }).execute()
  await watchThrice()
  const [stopped, ...rest] = await incidents()
  expect(rest).toHaveLength(before)
  expect(stopped).toMatchObject({ kind: 'stopped', beganAt: last.toISOString(), orders: [] })
  expect((await portal.ask('GET', '/api/outage')).json()).toEqual({ outage: null })
})

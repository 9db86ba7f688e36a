import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, shanghaiDay } from '#contract/days.ts'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { payAsCustomer, preparedOrder, until } from '../testing/sale.ts'
import { closeBegun } from './close-order.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const order = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const place = async () =>
  (
    await portal.ask('POST', '/api/orders', await preparedOrder(portal), {
      'idempotency-key': randomUUID(),
    })
  ).json<PlacedOrder>()
const listed = async (query: string) =>
  (await portal.ask('GET', `/api/orders?${query}`)).json<{ items: Order[] }>().items.map(({ id }) => id)

test('a closed order offers no cashier, and reopens with attention when it is paid all the same', async () => {
  const { id, cashierUrl } = await place()
  const closed = (await portal.ask('POST', `/api/orders/${id}/close`)).json<Order>()
  expect([closed.status, closed.cashierUrl]).toEqual(['unpaid', null])
  expect(closed.closedAt).not.toBeNull()
  expect(await listed('status=unpaid')).not.toContain(id)
  expect(await listed('closed=1')).toContain(id)

  await payAsCustomer(cashierUrl ?? '')
  const paid = await until(
    () => order(id),
    (one) => one.status === 'issued',
  )
  expect(paid.closedAt).toBeNull()
  expect(paid.attention).toContain('paid-after-close')
  expect(paid.timeline.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['closed', 'reopened']))
  const again = await portal.ask('POST', `/api/orders/${id}/close`)
  expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'not-unpaid'])
})

test('a closing can be taken back', async () => {
  const { id, cashierUrl } = await place()
  await portal.ask('POST', `/api/orders/${id}/close`)
  const open = (await portal.ask('DELETE', `/api/orders/${id}/close`)).json<Order>()
  expect([open.closedAt, open.cashierUrl]).toEqual([null, cashierUrl])
})

test('an unpaid order closes by itself once its cover has begun, and stays closed', async () => {
  const { id } = await place()
  const start = (await order(id)).startDate ?? ''
  const on = (day: string) => closeBegun({ db: portal.deps.db, now: () => Date.parse(`${day}T04:00:00Z`) })
  await on(addDays(start, -1))
  expect((await order(id)).closedAt).toBeNull()
  await on(start)
  const closed = await order(id)
  expect(closed.closedAt).not.toBeNull()
  expect(closed.timeline.find(({ kind }) => kind === 'closed')?.actor).toBe('system')
  expect(start > shanghaiDay(Date.now())).toBe(true)
})

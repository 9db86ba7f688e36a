import { randomUUID } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import type { Difference, Reconciliation } from '#contract/reconciliation.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder, until } from '../../testing/sale.ts'
import { reconcile } from '../../orders/jobs.ts'
import { forgetComparisons } from './reconciliation-jobs.ts'
import { compareOrders, startComparison } from './compare-orders.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const place = async () =>
  (
    await portal.ask('POST', '/api/orders', await preparedOrder(portal), {
      'idempotency-key': randomUUID(),
    })
  ).json<PlacedOrder>()
const order = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const view = async () => (await portal.ask('GET', '/api/reconciliation')).json<Reconciliation>()
const start = (kind: string) => portal.ask('POST', '/api/reconciliation', { kind })
const onPlatform = (code: string | null, action: string) =>
  portal.control('POST', `/orders/${code}/actions`, { action })

test('polling corrects an order in flight without any notification', async () => {
  await portal.control('POST', '/settings', { notify: 'none' })
  const placed = await place()
  await onPlatform(placed.tempOrderCode, 'pay')
  expect((await view()).inFlight).toBeGreaterThan(0)
  expect((await start('in-flight')).statusCode).toBe(202)
  await until(
    async () => {
      await start('in-flight')
      return order(placed.id)
    },
    (one) => one.status === 'issued',
  )
  expect((await view()).lastAnswerAt).not.toBeNull()
})

test('the daily comparison lists a difference once, and the order takes the platform’s state', async () => {
  const placed = await place()
  await onPlatform(placed.tempOrderCode, 'pay')
  await until(
    async () => (await portal.ask('POST', `/api/orders/${placed.id}/refresh`)).json<Order>(),
    (one) => one.status === 'issued',
  )
  // A surrender on the platform's own page, without a notification.
  await onPlatform(placed.tempOrderCode, 'surrender')
  const compared = async (asked: number) => {
    await start('daily')
    return until(view, ({ comparisons }) => comparisons.length === asked && Boolean(comparisons[0]?.endedAt))
  }
  const [run] = (await compared(1)).comparisons
  expect(run).toMatchObject({ startedBy: 'admin', unanswered: 0 })
  expect(run?.asked).toBe(run?.total)
  const { items } = (await portal.ask('GET', `/api/reconciliation/${run?.id}/differences`)).json<{
    items: Difference[]
  }>()
  expect(items.filter(({ orderId }) => orderId === placed.id).map(({ what }) => what)).toContain('status')
  const found = await order(placed.id)
  expect(['surrendering', 'surrendered', 'refunded']).toContain(found.status)
  expect(found.attentions.map(({ reason }) => reason)).toEqual(['difference'])

  const resolved = await portal.ask('POST', `/api/orders/${placed.id}/attention`, { reason: 'difference' })
  expect(resolved.json<Order>().attentions).toEqual([])
  await until(
    async () => (await portal.ask('POST', `/api/orders/${placed.id}/refresh`)).json<Order>(),
    (one) => one.status === 'refunded',
  )
  expect((await compared(2)).comparisons[0]).toMatchObject({ differences: 0 })
})

test('a resolved difference does not reopen while nothing new differs', async () => {
  const placed = await place()
  await onPlatform(placed.tempOrderCode, 'pay')
  const issued = await until(
    async () => (await portal.ask('POST', `/api/orders/${placed.id}/refresh`)).json<Order>(),
    (one) => one.status === 'issued',
  )
  await onPlatform(placed.tempOrderCode, 'renumber-policies')
  const compared = async () => {
    const { comparisons } = await view()
    await start('daily')
    return until(
      view,
      (next) => next.comparisons.length > comparisons.length && Boolean(next.comparisons[0]?.endedAt),
    )
  }
  await compared()
  const found = await order(placed.id)
  expect(found.attentions.map(({ reason }) => reason)).toEqual(['difference'])
  expect(found.policies.map(({ policyCode }) => policyCode)).not.toEqual(
    issued.policies.map(({ policyCode }) => policyCode),
  )
  await portal.ask('POST', `/api/orders/${placed.id}/attention`, { reason: 'difference' })
  await compared()
  expect((await order(placed.id)).attentions).toEqual([])

  const compareWithAnOldLabel = async () => {
    await portal.deps.db
      .updateTable('orders')
      .set({ platform_status: '已投保' })
      .where('id', '=', placed.id)
      .execute()
    await compared()
    return (await order(placed.id)).attentions.map(({ reason }) => reason)
  }
  expect(await compareWithAnOldLabel()).toEqual(['difference'])
  await portal.ask('POST', `/api/orders/${placed.id}/attention`, { reason: 'difference' })
  expect(await compareWithAnOldLabel()).toEqual([])
})

test('finds an order surrendered on the platform’s page 31 days after it was issued', async () => {
  const { db } = portal.deps
  const placed = await place()
  await onPlatform(placed.tempOrderCode, 'pay')
  await until(
    async () => (await portal.ask('POST', `/api/orders/${placed.id}/refresh`)).json<Order>(),
    (one) => one.status === 'issued',
  )
  const before = new Date(Date.now() - 31 * 86_400_000)
  await db
    .updateTable('orders')
    .set({ updated_at: before, next_pull_at: null, cover_end: '2099-01-01' })
    .where('id', '=', placed.id)
    .execute()
  await portal.control('POST', '/settings', { notify: 'none' })
  await onPlatform(placed.tempOrderCode, 'surrender')
  const run = await startComparison(portal.deps, 'test')
  await until(
    () => db.selectFrom('comparisons').selectAll().where('id', '=', run).executeTakeFirstOrThrow(),
    ({ ended_at }) => ended_at !== null,
  )
  expect(['surrendering', 'surrendered', 'refunded']).toContain((await order(placed.id)).status)
})

test('counts a piece of a comparison once when two processes do it', async () => {
  const { db } = portal.deps
  const id = uuidv7()
  const run = { id, started_by: 'test', started_at: new Date(), ended_at: null, total: 1, cursor_id: null }
  await db.insertInto('comparisons').values(run).execute()
  await Promise.all([compareOrders(portal.deps, id), compareOrders(portal.deps, id)])
  const done = await until(
    () => db.selectFrom('comparisons').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    ({ ended_at }) => ended_at !== null,
  )
  const all = await db
    .selectFrom('orders')
    .select('id')
    .where('temp_order_code', 'is not', null)
    .where('status', '<>', 'unpaid')
    .where('status', '<>', 'refunded')
    .execute()
  expect(done.asked).toBeLessThanOrEqual(all.length + 1)
  expect(done.total).toBe(done.asked)
})

test('a comparison waits while reconciliation and notifications need every call', async () => {
  const { db, pool } = portal.deps
  const id = uuidv7()
  const run = { id, started_by: 'test', started_at: new Date(), ended_at: null, total: 1, cursor_id: null }
  await db.insertInto('comparisons').values(run).execute()
  await pool.query(`
    insert into gateway_calls (interface, priority, lease_until, ended_at, outcome)
    select 'getOrderDetail', 'background', now(), now(), '0000' from generate_series(1, 7500)`)
  await compareOrders(portal.deps, id)
  expect(
    await db.selectFrom('comparisons').select(['asked', 'ended_at']).where('id', '=', id).executeTakeFirst(),
  ).toEqual({ asked: 0, ended_at: null })
  await db.deleteFrom('gateway_calls').execute()
  await db.updateTable('comparisons').set({ ended_at: new Date() }).where('id', '=', id).execute()
})

test('a comparison goes on beside orders that wait for reconciliation', async () => {
  const { db, jobs } = portal.deps
  const placed = await place()
  await db.updateTable('orders').set({ status: 'paid' }).where('id', '=', placed.id).execute()
  const id = uuidv7()
  const run = { id, started_by: 'test', started_at: new Date(), ended_at: null, total: 1, cursor_id: null }
  await db.insertInto('comparisons').values(run).execute()
  await compareOrders({ ...portal.deps, jobs: { ...jobs, waiting: () => Promise.resolve(100) } }, id)
  const { asked } = await db
    .selectFrom('comparisons')
    .select('asked')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(asked).toBeGreaterThan(0)
  expect(asked).toBeLessThanOrEqual(5)
  await db.updateTable('comparisons').set({ ended_at: new Date() }).where('id', '=', id).execute()
})

test('starting a comparison revives one whose job is gone', async () => {
  const { db } = portal.deps
  const id = uuidv7()
  const run = { id, started_by: 'test', started_at: new Date(), ended_at: null, total: 1, cursor_id: null }
  await db.insertInto('comparisons').values(run).execute()
  expect(await startComparison(portal.deps, 'test')).toBe(id)
  await until(
    () => db.selectFrom('comparisons').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    ({ ended_at }) => ended_at !== null,
  )
})

test('comparisons are kept for 90 days', async () => {
  const { db } = portal.deps
  const ids = [uuidv7(), uuidv7()]
  const made = [91, 89].map((days, n) => ({
    id: ids[n] ?? '',
    started_by: 'test',
    started_at: new Date(Date.now() - days * 86_400_000),
    ended_at: new Date(),
    total: 0,
    cursor_id: null,
  }))
  await db.insertInto('comparisons').values(made).execute()
  await forgetComparisons(portal.deps)
  const kept = await db.selectFrom('comparisons').select('id').where('id', 'in', ids).execute()
  expect(kept).toEqual([{ id: ids[1] }])
})

test('raises attention once for an order that hangs', async () => {
  const placed = await place()
  const long = new Date(Date.now() - 3_600_000)
  await portal.deps.db
    .updateTable('orders')
    .set({ status: 'paid', updated_at: long, next_pull_at: null })
    .where('id', '=', placed.id)
    .execute()
  await reconcile(portal.deps)
  expect((await order(placed.id)).attentions.map(({ reason }) => reason)).toEqual(['no-policy'])
  await portal.ask('POST', `/api/orders/${placed.id}/attention`, { reason: 'no-policy' })
  await reconcile(portal.deps)
  expect((await order(placed.id)).attentions).toEqual([])
})

test('only admins use reconciliation', async () => {
  const cookie = await signInAs(portal, 'manager', 'no-admin')
  expect((await portal.ask('GET', '/api/reconciliation', undefined, { cookie })).statusCode).toBe(403)
  expect((await portal.ask('POST', '/api/reconciliation', { kind: 'daily' }, { cookie })).statusCode).toBe(
    403,
  )
})

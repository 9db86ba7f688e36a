import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareOrders, startComparison } from '../features/reconciliation/compare-orders.ts'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import type { Reconciliation } from '#contract/reconciliation.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { preparedOrder, until } from '../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const place = async () => {
  const body = await preparedOrder(portal)
  const placed = await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  return placed.json<PlacedOrder>()
}
const order = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const refresh = (id: string) => portal.ask('POST', `/api/orders/${id}/refresh`, {})
const row = (id: string) =>
  portal.deps.db
    .selectFrom('orders')
    .select(['store_failures', 'next_pull_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

/** Makes 7.11 of this order answer these fields besides its label. */
const answers = (tempOrderCode: string | null, fields: string, times: number | 'always' = 1) =>
  portal.fault('getOrderDetail', 'answer', {
    order: tempOrderCode,
    times,
    body: `{"code":"0000","message":"","data":{"orderStatus":"已支付",${fields}}}`,
  })

test.each([
  ['a NUL in a name', '"holderName":"李\\u0000雷"', '李雷'],
  ['a period in the year 0000', '"holderName":"李雷","safeguardPeriod":"0000-01-01 至 0000-01-02"', '李雷'],
  ['a name of 4,000 characters', `"holderName":"${'龘靐齉爩'.repeat(1_000)}"`, /^.{199}…$/],
])('%s does not stop the order', async (_what, fields, name) => {
  const { id, tempOrderCode } = await place()
  await answers(tempOrderCode, fields)
  expect((await refresh(id)).statusCode).toBe(200)
  const { status, holderName } = await order(id)
  expect(status).toBe('paid')
  expect(holderName).toMatch(name)
})

/** Makes the database refuse every update of this order, as for an unforeseen answer. */
const refuse = async (id: string) => {
  await portal.deps.pool.query(`
    create or replace function refuse_${id.replaceAll('-', '')}() returns trigger language plpgsql as
    $$ begin raise exception 'no' using errcode = '22021'; end $$`)
  await portal.deps.pool.query(`
    create trigger refuse before update on orders for each row
    when (new.id = '${id}' and new.platform_sealed is distinct from old.platform_sealed)
    execute function refuse_${id.replaceAll('-', '')}()`)
}
const accept = () => portal.deps.pool.query('drop trigger refuse on orders')

test('counts an answer that cannot be stored, backs off and raises attention until one is stored', async () => {
  const { id, tempOrderCode } = await place()
  await answers(tempOrderCode, '"holderName":"李雷"', 'always')
  await refuse(id)
  const pauses: number[] = []
  for (let n = 1; n <= 3; n++) {
    const asked = Date.now()
    const refused = await refresh(id)
    expect(refused.json<object>()).toMatchObject({ status: 502, code: 'answer-unstorable' })
    const { store_failures, next_pull_at } = await row(id)
    expect(store_failures).toBe(n)
    pauses.push(Math.round(((next_pull_at?.getTime() ?? 0) - asked) / 60_000))
  }
  expect(pauses).toEqual([1, 2, 4])
  expect((await order(id)).attentions.map(({ reason }) => reason)).toEqual(['answer-unstorable'])
  await accept()
  expect((await refresh(id)).statusCode).toBe(200)
  expect((await row(id)).store_failures).toBe(0)
  expect((await order(id)).attentions).toEqual([])
})

test('a job keeps the back-off of an answer that cannot be stored', async () => {
  const { id, tempOrderCode } = await place()
  await answers(tempOrderCode, '"holderName":"李雷"', 'always')
  await refuse(id)
  await portal.deps.db.updateTable('orders').set({ store_failures: 5 }).where('id', '=', id).execute()
  await portal.deps.jobs.enqueue('pull-order', { key: id, data: { orderId: id } })
  const { next_pull_at } = await until(
    () => row(id),
    ({ store_failures }) => store_failures === 6,
  )
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect((await row(id)).next_pull_at).toEqual(next_pull_at)
  expect((next_pull_at?.getTime() ?? 0) - Date.now()).toBeGreaterThan(30 * 60_000)
  await accept()
})

test('an order that cannot be stored does not stop the comparison of others', async () => {
  const [bad, good] = [await place(), await place()]
  for (const { tempOrderCode } of [bad, good])
    await portal.control('POST', `/orders/${tempOrderCode}/actions`, { action: 'pay' })
  await refuse(bad.id)
  const values = { status: 'paid', next_pull_at: null, answered_at: null } as const
  await portal.deps.db.updateTable('orders').set(values).execute()
  const run = await startComparison(portal.deps, 'test')
  const view = await until(
    async () => (await portal.ask('GET', '/api/reconciliation')).json<Reconciliation>(),
    ({ comparisons }) => comparisons.some(({ id, endedAt }) => id === run && endedAt !== null),
  )
  await compareOrders(portal.deps, run)
  const comparison = view.comparisons.find(({ id }) => id === run)
  expect(comparison).toMatchObject({ unanswered: 1 })
  expect(comparison?.asked).toBe(comparison?.total)
  expect((await order(good.id)).answeredAt).not.toBeNull()
  await accept()
})

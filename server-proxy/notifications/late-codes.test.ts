import { expect, test } from 'vitest'
import { payAsCustomer, until } from '../testing/sale.ts'
import { notifiedOrders } from '../testing/notified-orders.ts'

const { portal, order, row, place, notify } = await notifiedOrders()

test('takes a notification’s tempOrderCode only if 7.11 agrees while the answer of addTemp is missing', async () => {
  const mine = await place()
  const other = await place()
  await payAsCustomer(mine.cashierUrl ?? '')
  // The state that a lost answer leaves.
  const forget = (id: string) =>
    portal.deps.db
      .updateTable('orders')
      .set({
        temp_order_code: null,
        cashier_url: null,
        status: 'uncertain',
        placing_until: new Date(Date.now() + 60_000),
      })
      // Makes an answer in flight stale.
      .set(({ eb }) => ({ pull_version: eb('pull_version', '+', 1) }))
      .where('id', '=', id)
      .execute()
  await until(
    () => order(mine.id),
    (one) => one.status === 'issued',
  )
  await forget(mine.id)
  await portal.deps.db
    .updateTable('orders')
    .set({ start_date: '2098-01-01', end_date: '2098-01-02' })
    .where('id', '=', other.id)
    .execute()
  await forget(other.id)
  const { deliver_secret: strange } = await row(other.id)
  const { deliver_secret: secret } = await row(mine.id)
  const hint = JSON.stringify({ tempOrderCode: mine.tempOrderCode, success: true })

  await notify('deliver', strange, hint)
  await until(
    async () => (await order(other.id)).timeline.map(({ kind }) => kind),
    (kinds) => kinds.includes('notified'),
  )
  expect((await row(other.id)).temp_order_code).toBeNull()

  await notify('deliver', secret, hint)
  await until(
    () => order(mine.id),
    (one) => one.status === 'issued' && one.tempOrderCode === mine.tempOrderCode,
  )
})

test('one job handles more than a hundred waiting notifications', async () => {
  const { id } = await place()
  const { db, vault } = portal.deps
  const body = vault.seal({ table: 'notifications', column: 'body', row: id }, '')
  const one = {
    order_id: id,
    event: 'deliver',
    content_type: null,
    body_sealed: body,
    handled_at: null,
  } as const
  await db
    .insertInto('notifications')
    .values(Array.from({ length: 250 }, () => one))
    .execute()
  await portal.deps.jobs.enqueue('pull-order', { key: id, data: { orderId: id } })
  await until(
    () =>
      db
        .selectFrom('notifications')
        .select('id')
        .where('order_id', '=', id)
        .where('handled_at', 'is', null)
        .execute(),
    (rows) => rows.length === 0,
  )
})

test('retries a tempOrderCode that could not be tried, after a kill or an outage of the platform', async () => {
  const mine = await place()
  await payAsCustomer(mine.cashierUrl ?? '')
  await until(
    () => order(mine.id),
    (one) => one.status === 'issued',
  )
  const lost = { temp_order_code: null, cashier_url: null, status: 'uncertain' } as const
  await portal.deps.db
    .updateTable('orders')
    .set({ ...lost, placing_until: new Date(Date.now() + 60_000) })
    .set(({ eb }) => ({ pull_version: eb('pull_version', '+', 1) }))
    .where('id', '=', mine.id)
    .execute()
  await portal.fault('getOrderDetail', 'reset', { times: 'always' })
  const { deliver_secret } = await row(mine.id)
  await notify('deliver', deliver_secret, JSON.stringify({ tempOrderCode: mine.tempOrderCode }))
  await until(
    () => portal.deps.jobs.depths(),
    (queues) => queues.some(({ name, retrying }) => name === 'pull-order' && retrying > 0),
  )
  await portal.control('DELETE', '/faults')
  await until(
    () => order(mine.id),
    (one) => one.tempOrderCode === mine.tempOrderCode,
    40_000,
  )
})

test('no two orders have the same tempOrderCode', async () => {
  const [first, second] = [await place(), await place()]
  const change = portal.deps.db
    .updateTable('orders')
    .set({ temp_order_code: first.tempOrderCode })
    .where('id', '=', second.id)
    .execute()
  await expect(change).rejects.toMatchObject({ code: '23505' })
})

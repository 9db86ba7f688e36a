import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { preparedOrder, until } from '../testing/sale.ts'

let portal: TestPortal
let holder: pg.Client
beforeAll(async () => {
  portal = await testPortal()
  holder = new pg.Client(portal.databaseConfig)
  await holder.connect()
})
afterAll(async () => {
  await holder.end()
  await portal.close()
})

const HELD = 77_077
/** Blocks every commit that writes an order or a notification. */
async function holdCommits(): Promise<void> {
  await holder.query(`create function hold() returns trigger language plpgsql as $$
    begin perform pg_advisory_xact_lock_shared(${HELD}); return null; end $$`)
  for (const table of ['orders', 'notifications'])
    await holder.query(`create constraint trigger hold after insert or update on ${table}
      deferrable initially deferred for each row execute function hold()`)
  await holder.query(`select pg_advisory_lock(${HELD})`)
}

const place = async (payType: string, key: string = randomUUID()) =>
  portal.ask('POST', '/api/orders', { ...(await preparedOrder(portal)), payType }, { 'idempotency-key': key })

async function placed(payType: 'cash' | 'credit', action: string): Promise<Order> {
  const { id, tempOrderCode } = (await place(payType)).json<PlacedOrder>()
  await portal.control('POST', `/orders/${tempOrderCode}/actions`, { action })
  return until(
    async () => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>(),
    ({ status, orderCode }) => status === 'issued' || (action === 'confirm' && orderCode !== null),
  )
}

const sent = async () => {
  const { calls } = await portal.control<{ calls: { interface: string }[] }>('GET', '/calls')
  return calls.filter((call) => /addTemp|outNotify|surrender/.test(call.interface)).length
}

test('acknowledges and sends nothing before the commit', async () => {
  const credit = await placed('credit', 'confirm')
  const issued = await placed('cash', 'pay')
  const { deliver_secret: secret } = await portal.deps.db
    .selectFrom('orders')
    .select('deliver_secret')
    .where('id', '=', issued.id)
    .executeTakeFirstOrThrow()
  const before = await sent()
  await holdCommits()
  const answers = [
    place('cash'),
    portal.ask('POST', `/api/orders/${credit.id}/payment`, { txnStatus: 'paid' }),
    portal.ask('POST', `/api/orders/${issued.id}/surrender`, {}),
    portal.ask('POST', `/notify/deliver/${secret}`, { success: true }),
  ]
  const first = Promise.race(answers.map(async (answer) => (await answer).body))
  expect(await Promise.race([first, pause(500, 'nobody')])).toBe('nobody')
  expect(await sent()).toBe(before)

  await holder.query(`select pg_advisory_unlock(${HELD})`)
  const statuses = (await Promise.all(answers)).map(({ statusCode }) => statusCode)
  expect(statuses).toEqual([201, 200, 200, 200])
  expect(await sent()).toBe(before + 3)
})

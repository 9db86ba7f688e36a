import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { watchCarts } from '../testing/abandoned-carts.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { MEMBER } from '../testing/sale.ts'
import { takeDue } from './take-due.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
  await portal.deps.jobs.stop()
  await portal.ask('POST', '/api/members', MEMBER)
})
afterAll(() => portal.close())
beforeEach(async () => {
  await portal.deps.db.deleteFrom('orders').execute()
})

const FIVE_MINUTES = 5 * 60_000

test('asks about the newest thousand carts and all sold orders within five minutes beside 10,000 abandoned carts a day', async () => {
  const waits = await watchCarts(portal.deps.db, { perDay: 10_000, days: 0.7, minutes: 30, newest: 1_000 })
  expect(waits.newest.length).toBeGreaterThan(15)
  expect(Math.max(...waits.newest)).toBeLessThan(FIVE_MINUTES)
  expect(waits.sold.length).toBeGreaterThan(8)
  expect(Math.max(...waits.sold)).toBeLessThan(FIVE_MINUTES)
  // Older carts get the rest of the budget, and it is not empty.
  expect(waits.pullsOfOlder).toBeGreaterThan(100)
})

test('asks about the newest carts within minutes beside 700 paid orders without a policy', async () => {
  const load = { perDay: 10_000, days: 0.2, minutes: 25, newest: 1_000, stuck: 700 }
  const waits = await watchCarts(portal.deps.db, load)
  expect(waits.newest.length).toBeGreaterThan(8)
  expect(Math.max(...waits.newest)).toBeLessThan(12 * 60_000)
  expect(Math.max(...waits.sold)).toBeLessThan(FIVE_MINUTES)
})

test('the newest carts have a share beside any number of paid orders', async () => {
  const { db } = portal.deps
  await watchCarts(db, { perDay: 1_500, days: 1, minutes: 0, newest: 1, stuck: 700 })
  await db
    .updateTable('orders')
    .set({ next_pull_at: new Date(0) })
    .execute()
  const ids = await takeDue(db, Date.now())
  const rows = await db.selectFrom('orders').select('status').where('id', 'in', ids).execute()
  expect(rows.filter(({ status }) => status === 'unpaid').length).toBeGreaterThan(90)
})

test('older carts leave calls to an open comparison', async () => {
  const { db } = portal.deps
  await watchCarts(db, { perDay: 1_500, days: 1, minutes: 0, newest: 1 })
  await db
    .updateTable('orders')
    .set({ next_pull_at: new Date(0) })
    .execute()
  const newest = db.selectFrom('orders').select('id').orderBy('id', 'desc').limit(1_000)
  await db
    .updateTable('orders')
    .set({ next_pull_at: new Date(Date.now() + 3_600_000) })
    .where('id', 'in', newest)
    .execute()
  const run = { id: randomUUID(), started_by: 'test', started_at: new Date(), total: 1, cursor_id: null }
  await db
    .insertInto('comparisons')
    .values({ ...run, ended_at: null })
    .execute()
  const now = Date.now()
  expect(await takeDue(db, now)).toHaveLength(10)
  await db.updateTable('comparisons').set({ ended_at: new Date() }).execute()
  expect(await takeDue(db, now)).toHaveLength(280)
})

test('paid orders go before carts that wait longer', async () => {
  const { db } = portal.deps
  await watchCarts(db, { perDay: 1_000, days: 1, minutes: 0, newest: 1 })
  const long = new Date(Date.now() - 86_400_000)
  await db.updateTable('orders').set({ next_pull_at: long }).execute()
  const { id } = await db.selectFrom('orders').select('id').orderBy('id').limit(1).executeTakeFirstOrThrow()
  await db
    .updateTable('orders')
    .set({ status: 'paid', next_pull_at: new Date() })
    .where('id', '=', id)
    .execute()
  expect((await takeDue(db, Date.now(), 10))[0]).toBe(id)
})

test('an order that was taken is not taken again within the next minutes, even if no pull followed', async () => {
  const { db } = portal.deps
  await watchCarts(db, { perDay: 100, days: 1, minutes: 0, newest: 1 })
  const now = Date.now()
  const first = await takeDue(db, now)
  expect(first).toHaveLength(100)
  expect(await takeDue(db, now + 60_000)).toEqual([])
  expect(await takeDue(db, now + 6 * 60_000)).toHaveLength(100)
})

test('an erased order takes no place', async () => {
  const { db } = portal.deps
  await watchCarts(db, { perDay: 2, days: 1, minutes: 0, newest: 1 })
  const [erased, kept] = await db.selectFrom('orders').select('id').orderBy('id').execute()
  await db
    .updateTable('orders')
    .set({ erased_at: new Date() })
    .where('id', '=', erased?.id ?? '')
    .execute()
  expect(await takeDue(db, Date.now())).toEqual([kept?.id])
})

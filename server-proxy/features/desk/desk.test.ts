import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Departures, Desk, DeskParties, PartyKind } from '#contract/desk.ts'
import { addDays, shanghaiDay } from '#contract/days.ts'
import type { OrderStatus } from '#contract/place-order.ts'
import type { User } from '#contract/session.ts'
import { idAt } from '../../store/order-ids.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder } from '../../testing/sale.ts'
import { foldDays, foldParties } from './fold-days.ts'
import { readDesk } from './read-desk.ts'

let portal: TestPortal
let clerk: string
let manager: User
let memberId = ''
const sellers = new Map<string, string>()
beforeAll(async () => {
  portal = await testPortal()
  clerk = await signInAs(portal, 'clerk', 'desk-clerk')
  memberId = (await preparedOrder(portal)).memberId
  for (const { id, username } of await portal.deps.db
    .selectFrom('users')
    .select(['id', 'username'])
    .execute())
    sellers.set(username, id)
  manager = { id: sellers.get('admin') ?? '', username: 'admin', role: 'admin' }
})
afterAll(() => portal.close())

/** An order created at that moment, with its present status. */
async function sold(
  at: string,
  status: OrderStatus,
  amount: number | null,
  by = 'admin',
  product = '200207',
) {
  const id = `${idAt(Date.parse(at)).slice(0, 14)}7${uuidv7().slice(15)}`
  const text = randomUUID()
  await sql`insert into orders (id, created_by, idempotency_key, request_hash, status, member_id, product_code,
      product_name, pay_type, insured_count, out_serial_no, deliver_secret, return_secret, refund_secret, return_token,
      amount)
    values (${id}, ${sellers.get(by)}, ${text}, '', ${status}, ${memberId}, ${product}, '', 'cash', 1,
      ${text}, ${text}, ${text}, ${text}, ${text}, ${amount})`.execute(portal.deps.db)
  return id
}
const read = (from: string, to: string, now = '2026-03-20T12:00:00+08:00', user = manager) =>
  readDesk({ ...portal.deps, now: () => Date.parse(now) }, user, { from, to })

test('days are those of Shanghai, and refunds are not in the premium', async () => {
  await sold('2026-03-01T23:59:59.999+08:00', 'issued', 1_00)
  await sold('2026-03-02T00:00:00+08:00', 'issued', 10_00)
  await sold('2026-03-02T23:59:59.999+08:00', 'surrendering', 100_00)
  await sold('2026-03-02T08:00:00+08:00', 'refunded', 1_000_00)
  await sold('2026-03-02T08:00:00+08:00', 'surrendered', 2_000_00)
  await sold('2026-03-02T08:00:00+08:00', 'paid', 4_000_00)
  await sold('2026-03-02T08:00:00+08:00', 'unpaid', null)
  await sold('2026-03-02T08:00:00+08:00', 'failed', 8_000_00)
  const day = await read('2026-03-02', '2026-03-02')
  expect(day.figures).toEqual({
    ordered: 7,
    failed: 1,
    paid: 5,
    issued: 2,
    premium: 110_00,
    returned: 2,
    returnedAmount: 3_000_00,
  })
  expect(day.before).toMatchObject({ from: '2026-03-01', untilNow: false, figures: { premium: 1_00 } })
  expect(day.by).toBe('hour')
  expect(day.points.filter(({ ordered }) => ordered > 0)).toEqual([
    { at: '2026-03-02T00', ordered: 1, issued: 1, premium: 10_00 },
    { at: '2026-03-02T08', ordered: 5, issued: 0, premium: 0 },
    { at: '2026-03-02T23', ordered: 1, issued: 1, premium: 100_00 },
  ])
  const week = await read('2026-02-28', '2026-03-06')
  expect(week.points.map(({ premium }) => premium)).toEqual([0, 1_00, 110_00, 0, 0, 0, 0])
  expect((await read('2026-01-01', '2026-03-31')).points.map(({ premium }) => premium)).toEqual([
    0, 0, 111_00,
  ])
})

test('compares an unfinished day with the day before up to the same time', async () => {
  await sold('2026-04-07T09:59:00+08:00', 'issued', 3_00)
  await sold('2026-04-07T10:01:00+08:00', 'issued', 30_00)
  await sold('2026-04-08T09:00:00+08:00', 'issued', 5_00)
  const { before, figures } = await read('2026-04-08', '2026-04-08', '2026-04-08T10:00:00+08:00')
  expect(before).toMatchObject({ untilNow: true, figures: { premium: 3_00, ordered: 1 } })
  expect(figures.premium).toBe(5_00)
  expect((await read('2026-04-08', '2026-04-08')).before.figures.premium).toBe(33_00)
})

test('compares a period with future days only up to now', async () => {
  await sold('2026-04-17T09:00:00+08:00', 'issued', 1_00)
  await sold('2026-04-18T23:00:00+08:00', 'issued', 2_00)
  await sold('2026-04-19T09:59:00+08:00', 'issued', 4_00)
  await sold('2026-04-19T10:01:00+08:00', 'issued', 8_00)
  const { before } = await read('2026-04-20', '2026-04-29', '2026-04-21T10:00:00+08:00')
  expect(before).toMatchObject({ from: '2026-04-18', to: '2026-04-19', untilNow: true })
  expect(before.figures.premium).toBe(6_00)
})

test('figures follow every move of an order at once, and folding changes none', async () => {
  const id = await sold('2026-05-05T12:00:00+08:00', 'unpaid', null)
  await sold('2026-05-05T12:00:00+08:00', 'issued', 7_00, 'admin', '200618')
  const { db } = portal.deps
  const move = (status: OrderStatus, amount: number) =>
    db.updateTable('orders').set({ status, amount }).where('id', '=', id).execute()
  await move('paid', 20_00)
  await move('issued', 20_00)
  const expected = await read('2026-05-05', '2026-05-05')
  expect(expected.figures).toMatchObject({ ordered: 2, issued: 2, premium: 27_00 })
  expect(expected.products.map(({ productCode, premium }) => [productCode, premium])).toEqual([
    ['200207', 20_00],
    ['200618', 7_00],
  ])
  await Promise.all([foldDays(portal.deps), foldDays(portal.deps), move('issued', 20_00)])
  expect(await read('2026-05-05', '2026-05-05')).toEqual(expected)
  const rows = await db.selectFrom('order_days').selectAll().where('day', '=', '2026-05-05').execute()
  expect(rows.map(({ orders, folded }) => [orders, folded])).toEqual([
    [1, true],
    [1, true],
  ])
  await move('refunded', 20_00)
  await db.deleteFrom('orders').where('product_code', '=', '200618').execute()
  await foldDays(portal.deps)
  expect((await read('2026-05-05', '2026-05-05')).figures).toMatchObject({
    ordered: 1,
    premium: 0,
    returnedAmount: 20_00,
  })
})

test('a clerk’s desk shows the clerk’s own sales, and a started sale counts until it is ordered', async () => {
  await sold('2026-06-06T12:00:00+08:00', 'issued', 1_00, 'desk-clerk')
  await sold('2026-06-06T12:00:00+08:00', 'issued', 1_000_00)
  const day = shanghaiDay(Date.now())
  const ask = async (from: string, cookie?: string) =>
    (
      await portal.ask('GET', `/api/desk?from=${from}&to=${from}`, undefined, cookie ? { cookie } : {})
    ).json<Desk>()
  expect((await ask('2026-06-06', clerk)).figures.premium).toBe(1_00)
  expect((await ask('2026-06-06')).figures.premium).toBe(1_001_00)

  const [draft, order] = [randomUUID(), await preparedOrder(portal)]
  for (const id of [draft, randomUUID()])
    await portal.ask('PUT', `/api/drafts/${id}`, { content: order }, { cookie: clerk })
  expect((await ask(day, clerk)).begun).toEqual({ drafts: 2, purchases: 0 })
  await portal.fault('addTemp', 'code', { code: '9999' })
  await portal.ask('POST', '/api/orders', order, { cookie: clerk, 'idempotency-key': draft })
  // A refused sale counts among the orders, and is an editable draft again.
  expect(await ask(day, clerk)).toMatchObject({
    begun: { drafts: 1 },
    figures: { ordered: 1, failed: 1, paid: 0 },
  })
  expect((await ask(day)).begun.drafts).toBe(1)
})

test('rejects an invalid or too long period at its field', async () => {
  const fields = async (query: string) =>
    (await portal.ask('GET', `/api/desk?${query}`)).json<{ fields: { field: string; code: string }[] }>()
      .fields
  expect(await fields('from=2026-02-30&to=2026-03-01')).toMatchObject([{ field: 'from', code: 'day' }])
  expect(await fields('from=2026-03-02&to=2026-03-01')).toMatchObject([
    { field: 'to', code: 'to-before-from' },
  ])
  expect(await fields('from=2025-01-01&to=2026-01-02')).toMatchObject([
    { field: 'to', code: 'period-over-year' },
  ])
})

test('compares 30 days with the 30 days before', async () => {
  const { before } = await read('2026-02-19', '2026-03-20')
  expect([before.from, before.to]).toEqual(['2026-01-20', '2026-02-18'])
})

test('figures by clerk, member and partner are those of their lists, and folding changes none', async () => {
  const { db } = portal.deps
  const period = 'from=2026-07-01&to=2026-07-31'
  await sold('2026-07-01T12:00:00+08:00', 'issued', 5_00)
  const moved = await sold('2026-07-02T12:00:00+08:00', 'paid', 7_00, 'desk-clerk')
  await db.updateTable('orders').set({ status: 'issued', amount: 8_00 }).where('id', '=', moved).execute()
  const ask = async (by: PartyKind, cookie?: string) =>
    (
      await portal.ask('GET', `/api/desk/parties?${period}&by=${by}`, undefined, cookie ? { cookie } : {})
    ).json<DeskParties>().items
  const premiums = async (by: PartyKind, cookie?: string) =>
    (await ask(by, cookie)).map(({ filter, premium }) => [filter, premium])
  expect(await premiums('clerk')).toEqual([
    ['desk-clerk', 8_00],
    ['admin', 5_00],
  ])
  expect(await premiums('member')).toEqual([[memberId, 13_00]])
  expect(await premiums('member', clerk)).toEqual([[memberId, 8_00]])
  expect(await premiums('partner')).toEqual([])
  const before = await ask('member')
  await Promise.all([foldParties(portal.deps), foldParties(portal.deps)])
  expect(await ask('member')).toEqual(before)
  const list = await portal.ask(
    'GET',
    `/api/orders/totals?memberId=${memberId}&status=issued,surrendering&${period}`,
  )
  expect(list.json()).toMatchObject({ payable: before[0]?.premium })
})

test('unpaid orders whose cover begins within three days are listed, soonest first', async () => {
  const today = shanghaiDay(Date.now())
  const departing = async (days: number, status: OrderStatus, by = 'admin') => {
    const id = await sold(new Date().toISOString(), status, 9_00, by)
    await portal.deps.db
      .updateTable('orders')
      .set({ start_date: addDays(today, days) })
      .where('id', '=', id)
      .execute()
    return id
  }
  const late = await departing(3, 'unpaid')
  const soon = await departing(0, 'unpaid', 'desk-clerk')
  for (const [days, status] of [
    [4, 'unpaid'],
    [-1, 'unpaid'],
    [1, 'issued'],
  ] as const)
    await departing(days, status)
  const ids = async (cookie?: string) =>
    (await portal.ask('GET', '/api/desk/departures', undefined, cookie ? { cookie } : {}))
      .json<Departures>()
      .items.map(({ orderId }) => orderId)
  expect(await ids()).toEqual([soon, late])
  expect(await ids(clerk)).toEqual([soon])
})

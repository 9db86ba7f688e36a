import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import type { Product } from '#contract/products.ts'
import { testPartner } from '../testing/partner.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { payAsCustomer, preparedOrder, until } from '../testing/sale.ts'
import { premiumsOf } from './learned-premiums.ts'

/** 200208 for three days: 经济款 ¥11.00 and 全面款 ¥26.00 a person; two people. */
const BASIC = '20801'
const FULL = '20802'
let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

async function sell(chosen: string, confirmed: string, partnerId?: string): Promise<Order> {
  const sale = await preparedOrder(portal, '200208', chosen)
  const placed = await portal.ask('POST', '/api/orders', sale, { 'idempotency-key': randomUUID() })
  const { id, cashierUrl } = placed.json<PlacedOrder>()
  if (partnerId)
    await portal.deps.db.updateTable('orders').set({ partner_id: partnerId }).where('id', '=', id).execute()
  await payAsCustomer(cashierUrl ?? '', confirmed)
  return until(
    async () => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>(),
    ({ status }) => status === 'issued',
  )
}
const learned = async () => (await portal.ask('GET', '/api/products/200208')).json<Product>().premiums
const reasons = ({ attentions }: Order) => attentions.map(({ reason }) => reason)

test('orders teach premiums once each, and later orders are compared with them', async () => {
  const first = await sell(FULL, FULL)
  expect(first).toMatchObject({ planFit: null, total: 52_00 })
  const three = { days: 3, planCode: FULL, premium: 26_00 }
  expect(await learned()).toEqual([three])
  await portal.ask('POST', `/api/orders/${first.id}/refresh`, {})
  const rows = await portal.deps.db.selectFrom('learned_premiums').selectAll().execute()
  expect(rows.map(({ people }) => people)).toEqual([2])

  const dearer = await sell(BASIC, FULL)
  expect(dearer).toMatchObject({ planFit: 'above', planName: '经济款', total: 52_00 })
  expect(reasons(dearer)).toContain('amount-differs')
  // Its price is that of 全面款, so it teaches nothing about 经济款.
  expect(await learned()).toEqual([three])

  const partner = await testPartner(portal, { webhookUrl: 'http://127.0.0.1:9/hook' })
  const cheaper = await sell(FULL, BASIC, partner.id)
  expect(cheaper).toMatchObject({ planFit: 'below', planExpected: 52_00, total: 22_00 })
  expect(reasons(cheaper)).toContain('amount-differs')
  const events = await portal.deps.db
    .selectFrom('partner_events')
    .select('body')
    .where('order_id', '=', cheaper.id)
    .execute()
  expect(events.at(-1)?.body).toContain('"planFit":"below"')

  await sell(BASIC, BASIC)
  const fits = await sell(BASIC, BASIC)
  expect(fits).toMatchObject({ planFit: 'fits', planExpected: 22_00 })
  expect(reasons(fits)).not.toContain('amount-differs')
  expect(await learned()).toContainEqual({ days: 3, planCode: BASIC, premium: 11_00 })
})

test('expects no premium from disagreeing or old orders', async () => {
  const { db } = portal.deps
  const now = Date.now()
  const row = (product_code: string, premium: number, people: number, age = 0) => ({
    product_code,
    plan_code: 'P',
    days: 1,
    premium,
    people,
    seen_at: new Date(now - age * 86_400_000),
  })
  await db
    .insertInto('learned_premiums')
    .values([
      row('mixed', 100, 7),
      row('mixed', 150, 3),
      row('mostly', 100, 9),
      row('mostly', 150, 1),
      row('old', 100, 9, 181),
      row('raised', 100, 90, 181),
      row('raised', 150, 1),
    ])
    .execute()
  const found = await premiumsOf(db, ['mixed', 'mostly', 'old', 'raised'], now)
  expect(found.get('mixed')).toEqual([])
  expect(found.get('mostly')).toEqual([{ planCode: 'P', days: 1, premium: 100 }])
  expect(found.get('old')).toBeUndefined()
  expect(found.get('raised')).toEqual([{ planCode: 'P', days: 1, premium: 150 }])
})

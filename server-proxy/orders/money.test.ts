import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { Desk } from '#contract/desk.ts'
import type { Money } from '#contract/money.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { testPartner } from '../testing/partner.ts'
import { payAsCustomer, preparedOrder, tomorrow, until } from '../testing/sale.ts'
import { shanghaiDay } from '#contract/days.ts'

/** The sandbox takes 10 % off: 2 people × 3 days × ¥1.00 = 6.00, less 0.60. */
const COST = { total: 6_00, reduction: 60, payable: 5_40 }
const portals: TestPortal[] = []
afterAll(() => Promise.all(portals.map((portal) => portal.close())))

/** Every object below `value` that holds an amount. */
function moneyIn(value: unknown): Money[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(moneyIn)
  return 'amount' in value && !('safeguardPeriod' in value) ? [value as Money, ...inner] : inner
}

test.each(['gross', 'net'] as const)(
  'every output shows total, reduction and payable alike when the amount is %s',
  async (amountIs) => {
    const portal = await testPortal({ amountIs })
    portals.push(portal)
    await portal.control('POST', '/settings', { amountIs })
    const { db } = portal.deps
    const partner = await testPartner(portal, { webhookUrl: 'http://127.0.0.1:9/hook' })
    const sale = await preparedOrder(portal, '900161', '90016101')
    const { id, cashierUrl } = (
      await portal.ask('POST', '/api/orders', sale, { 'idempotency-key': randomUUID() })
    ).json<PlacedOrder>()
    await db.updateTable('orders').set({ partner_id: partner.id }).where('id', '=', id).execute()
    await payAsCustomer(cashierUrl ?? '')
    const read = async (path: string) => (await portal.ask('GET', path)).json<object>()
    await until(
      () => read(`/api/orders/${id}`) as Promise<{ status: string }>,
      ({ status }) => status === 'issued',
    )
    await db
      .insertInto('attentions')
      .values({ order_id: id, reason: 'difference', detail: null, resolved_at: null })
      .execute()
    const ownLink = await portal.ask('POST', `/api/orders/${id}/own-link`)
    const token = ownLink.json<{ url: string }>().url.split('/o/')[1] ?? ''
    const own = await portal.app.inject({
      url: '/api/own-order',
      headers: { authorization: `Bearer ${token}` },
    })
    const bodies = await db.selectFrom('partner_events').select('body').where('order_id', '=', id).execute()
    const outputs: Record<string, unknown> = {
      order: await read(`/api/orders/${id}`),
      list: await read('/api/orders'),
      totals: await read('/api/orders/totals'),
      export: await read('/api/orders/export'),
      invoices: await read('/api/invoices'),
      attentions: await read('/api/attentions'),
      partner: await read(`/api/partners/${partner.id}`),
      own: own.json(),
      webhook: JSON.parse(bodies.at(-1)?.body ?? ''),
    }
    for (const [name, output] of Object.entries(outputs)) {
      const found = moneyIn(output)
      expect(found, name).not.toEqual([])
      for (const one of found) expect(one, name).toMatchObject(COST)
    }
    const today = shanghaiDay(Date.now())
    const desk = (await read(`/api/desk?from=${today}&to=${today}`)) as Desk
    expect(desk.figures.premium).toBe(COST.payable)
    expect(desk.products.map(({ premium }) => premium)).toEqual([COST.payable])
    expect(desk.points.filter(({ issued }) => issued).map(({ premium }) => premium)).toEqual([COST.payable])
    const longer = (await read(`/api/desk?from=${today}&to=${tomorrow()}`)) as Desk
    expect(longer.points[0]?.premium).toBe(COST.payable)
  },
  30_000,
)

test.each(['gross', 'net'] as const)(
  'sorts the list by the payable amount when the amount is %s',
  async (amountIs) => {
    const portal = await testPortal({ amountIs })
    portals.push(portal)
    const sale = await preparedOrder(portal)
    const costs = [
      { amount: 10_00, reduction: 5_00 },
      { amount: 9_00, reduction: null },
      { amount: 8_00, reduction: 1 },
    ]
    for (const cost of costs) {
      const placed = await portal.ask('POST', '/api/orders', sale, { 'idempotency-key': randomUUID() })
      const { id } = placed.json<PlacedOrder>()
      await portal.deps.db.updateTable('orders').set(cost).where('id', '=', id).execute()
    }
    const seen: (number | null)[] = []
    for (let cursor = ''; ; ) {
      const answer = await portal.ask('GET', `/api/orders?sort=amount&order=desc&limit=1${cursor}`)
      const { items, nextCursor } = answer.json<{ items: Money[]; nextCursor: string | null }>()
      seen.push(...items.map(({ payable }) => payable))
      if (!nextCursor) break
      cursor = `&cursor=${encodeURIComponent(nextCursor)}`
    }
    expect(seen).toEqual(amountIs === 'gross' ? [9_00, 7_99, 5_00] : [10_00, 9_00, 8_00])
  },
)

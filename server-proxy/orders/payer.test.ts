import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { whyNot } from '#contract/order-actions.ts'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder, PlaceOrder } from '#contract/place-order.ts'
import { DEFAULT_RULES } from '#contract/products.ts'
import { DISCLOSURE } from '../testing/disclosure.ts'
import { ownOrders } from '../testing/own-orders.ts'
import { payAsCustomer, preparedOrder, until } from '../testing/sale.ts'

const { portal, own } = await ownOrders()
const sale = { insurerName: '天安财产保险股份有限公司' }
const order: PlaceOrder = { ...(await preparedOrder(portal)), explained: 'phone' }
await portal.ask('PUT', '/api/products/200207', { rules: DEFAULT_RULES, sale, noDocuments: true })
await portal.ask('PUT', '/api/disclosure', DISCLOSURE)

const place = async (more: Partial<PlaceOrder> = {}) => {
  const headers = { 'idempotency-key': randomUUID() }
  return (await portal.ask('POST', '/api/orders', { ...order, ...more }, headers)).json<PlacedOrder>()
}
const read = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const say = (id: string, body: object) => portal.ask('PUT', `/api/orders/${id}/payer`, body)

async function inProduction<Result>(act: () => Promise<Result>): Promise<Result> {
  portal.deps.production = true
  try {
    return await act()
  } finally {
    portal.deps.production = false
  }
}

test('against production staff get the cashier’s address once they say who pays', () =>
  inProduction(async () => {
    const placed = await place()
    expect(placed).toMatchObject({ status: 'unpaid', cashierUrl: null, asksPayer: true })
    const before = await read(placed.id)
    expect([before.cashierUrl, whyNot(before, 'pay')]).toEqual([null, 'payer-unnamed'])
    const after = (await say(placed.id, { payer: 'customer' })).json<Order>()
    expect(after).toMatchObject({ payer: 'customer', cashierUrl: expect.stringMatching(/\/pages\/insure\//) })
    expect(whyNot(after, 'pay')).toBeNull()
  }))

test('against production the customer gets the cashier’s address without being asked', () =>
  inProduction(async () => {
    const { id } = await place()
    const { url } = (await portal.ask('POST', `/api/orders/${id}/own-link`, {})).json<{ url: string }>()
    expect((await own(url.split('/o/')[1] ?? '')).cashierUrl).toMatch(/\/pages\/insure\//)
  }))

test('elsewhere the cashier’s address needs no answer', async () => {
  const placed = await place()
  expect(placed.cashierUrl).toMatch(/\/pages\/insure\//)
  expect(placed).not.toHaveProperty('asksPayer')
  const one = await read(placed.id)
  expect([one.payer, one.cashierUrl, whyNot(one, 'pay')]).toEqual([null, placed.cashierUrl, null])
})

test('an answer that staff pay for the customer needs a reason, which the timeline keeps', async () => {
  const { id } = await place()
  expect((await say(id, { payer: 'staff' })).json()).toMatchObject({
    fields: [{ field: 'reason', code: 'required' }],
  })
  const { timeline } = (await say(id, { payer: 'staff', reason: '老人不会用手机，家属在场' })).json<Order>()
  expect(timeline[0]).toMatchObject({
    kind: 'payer-named',
    note: 'staff',
    remark: '老人不会用手机，家属在场',
  })
  const audited = await portal.ask('GET', `/api/audit?subject=${id}&act=payer-named`)
  expect(audited.json()).toMatchObject({ items: [{ actor: 'admin', detail: { payer: 'staff' } }] })
  expect(audited.body).not.toContain('老人')
})

test('the distributor pays only where the policyholder has its full name', async () => {
  const { id } = await place()
  expect((await say(id, { payer: 'distributor' })).json()).toMatchObject({
    fields: [{ field: 'payer', code: 'holder-not-distributor' }],
  })
  await portal.deps.db
    .updateTable('orders')
    .set({ holder_name: DISCLOSURE.name ?? '' })
    .where('id', '=', id)
    .execute()
  expect((await say(id, { payer: 'distributor' })).json()).toMatchObject({
    payer: 'distributor',
    holderKind: 'distributor',
  })
})

test('a paid order takes no answer', async () => {
  const { id, cashierUrl } = await place()
  await payAsCustomer(cashierUrl ?? '')
  await portal.ask('POST', `/api/orders/${id}/refresh`)
  expect((await say(id, { payer: 'customer' })).json()).toMatchObject({ code: 'not-unpaid' })
})

test('against production a credit payment of a person takes a reason once', () =>
  inProduction(async () => {
    const { id, cashierUrl } = await place({ payType: 'credit' })
    await payAsCustomer(cashierUrl ?? '')
    await until(
      async () => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>(),
      ({ amount }) => amount !== null,
    )
    expect((await read(id)).asksReason).toBe(true)
    const pay = (more: object) =>
      portal.ask('POST', `/api/orders/${id}/payment`, { txnStatus: 'paid', ...more })
    expect((await pay({})).json()).toMatchObject({ fields: [{ field: 'reason', code: 'required' }] })
    const { timeline } = (await pay({ reason: '旅行社已收到客户转账' })).json<Order>()
    expect(timeline).toContainEqual(
      expect.objectContaining({ kind: 'payment-told', remark: '旅行社已收到客户转账' }),
    )
    expect((await pay({})).statusCode).toBe(200)
  }))

test('keeps a reason that comes with the repeat of a payment told without one', async () => {
  const { id, cashierUrl } = await place({ payType: 'credit' })
  await payAsCustomer(cashierUrl ?? '')
  await until(
    async () => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>(),
    ({ amount }) => amount !== null,
  )
  const pay = (more: object = {}) =>
    portal.ask('POST', `/api/orders/${id}/payment`, { txnStatus: 'paid', ...more })
  await pay()
  await pay({ reason: '旅行社已收到客户转账' })
  await pay({ reason: '再说一次' })
  const remarks = (await read(id)).timeline.flatMap(({ kind, remark }) =>
    kind === 'payment-told' && remark ? [remark] : [],
  )
  expect(remarks).toEqual(['旅行社已收到客户转账'])
})

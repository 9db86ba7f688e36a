import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InvoiceSummary } from '#contract/invoices.ts'
import type { Count, Order } from '#contract/orders.ts'
import type { PolicySummary } from '#contract/policies.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { LI_LEI, STRASSE } from '../../testing/people.ts'
import { preparedOrder, tomorrow, until } from '../../testing/sale.ts'

let portal: TestPortal
let clerk: string
beforeAll(async () => {
  portal = await testPortal()
  clerk = await signInAs(portal, 'clerk', 'lists-clerk')
})
afterAll(() => portal.close())

async function place(more: object = {}, cookie?: string): Promise<PlacedOrder> {
  const body = { ...(await preparedOrder(portal)), ...more }
  const headers = { 'idempotency-key': randomUUID(), ...(cookie && { cookie }) }
  return (await portal.ask('POST', '/api/orders', body, headers)).json<PlacedOrder>()
}
async function issue({ id, tempOrderCode }: PlacedOrder): Promise<Order> {
  await portal.control('POST', `/orders/${tempOrderCode}/actions`, { action: 'pay' })
  return until(
    async () => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>(),
    (order) => order.status === 'issued',
  )
}
async function list<Row>(
  path: string,
  cookie?: string,
): Promise<{ items: Row[]; nextCursor: string | null }> {
  const answer = await portal.ask('GET', path, undefined, cookie ? { cookie } : {})
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ items: Row[]; nextCursor: string | null }>()
}

test('lists policies of all orders page by page, each once, and clerks see their own', async () => {
  const orders = [await issue(await place()), await issue(await place()), await issue(await place({}, clerk))]
  const all: string[] = []
  for (let cursor = ''; ; ) {
    const page = await list<PolicySummary>(
      `/api/policies?limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    all.push(...page.items.map(({ policyCode }) => policyCode))
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  const codes = orders.flatMap(({ policies }) => policies.map(({ policyCode }) => policyCode))
  expect(all.toSorted()).toEqual(codes.toSorted())
  expect((await portal.ask('GET', '/api/policies/totals')).json<Count>()).toEqual({ count: 6, more: false })
  const own = await list<PolicySummary>('/api/policies', clerk)
  expect(new Set(own.items.map(({ orderId }) => orderId))).toEqual(new Set([orders[2]?.id]))
  expect((await portal.ask('GET', '/api/policies?cursor=x')).statusCode).toBe(400)

  const [one] = orders[0]?.policies ?? []
  const found = await list<PolicySummary>(`/api/policies?q=${one?.policyCode}`)
  expect(found.items).toMatchObject([{ policyCode: one?.policyCode, startDate: tomorrow() }])
  expect((await list<PolicySummary>(`/api/policies?q=${LI_LEI.mobile}`)).items).toHaveLength(6)
  expect((await list<PolicySummary>(`/api/policies?from=${tomorrow()}&to=${tomorrow()}`)).items).toHaveLength(
    6,
  )
  expect((await list<PolicySummary>('/api/policies?from=2098-01-01')).items).toHaveLength(0)
})

test('a policy’s status in the list equals its status on its order', async () => {
  const order = await issue(await place())
  const [gone, stays] = order.policies.map(({ policyCode }) => policyCode)
  await portal.ask('POST', `/api/orders/${order.id}/surrender`, { policyCodes: [gone] })
  const inState = async (state: string) =>
    (await list<PolicySummary>(`/api/policies?state=${state}&q=${order.outSerialNo}`)).items.map(
      ({ policyCode }) => policyCode,
    )
  await until(
    () => inState('surrendered'),
    (codes) => codes.includes(gone ?? ''),
  )
  expect(await inState('issued')).toEqual([stays])
})

test('lists and finds what the customer enters or changes on the platform, separate from what was placed', async () => {
  const bare = await place({ holder: undefined, insured: [], startDate: undefined, endDate: undefined })
  const placed = await place()
  await portal.control('POST', '/settings', { holder: 'enterprise' })
  const order = await issue(placed)
  await portal.control('DELETE', '/settings')
  expect(order.holderName).toBe(order.platform?.enterprise?.name)
  expect(order.holder?.name).toBe(LI_LEI.name)
  expect(order.placedPeriod?.startDate).toBe(tomorrow())
  const company = encodeURIComponent(order.holderName ?? '')
  expect((await list<Order>(`/api/orders?q=${company}`)).items.map(({ id }) => id)).toContain(order.id)
  const { items } = await list<Order>(`/api/orders?q=${bare.outSerialNo}`)
  expect(items).toMatchObject([{ holderName: null, startDate: null }])
})

test('shows which invoices may be applied for, which were, and why not', async () => {
  const order = await issue(await place())
  const of = async () => (await list<InvoiceSummary>(`/api/invoices?q=${order.outSerialNo}`)).items[0]?.state
  expect(await of()).toBe('open')
  const form = { invoiceType: 'person', invoiceTitle: STRASSE.name }
  expect((await portal.ask('POST', `/api/orders/${order.id}/invoice`, form)).statusCode).toBe(200)
  expect(['issuing', 'issued']).toContain(await of())
  await until(
    async () => {
      await portal.ask('POST', `/api/orders/${order.id}/refresh`)
      return of()
    },
    (state) => state === 'issued',
  )
  expect((await list<InvoiceSummary>('/api/invoices?state=issued')).items).toMatchObject([
    { orderId: order.id, invoiceTitle: STRASSE.name },
  ])
  expect(
    (await list<InvoiceSummary>('/api/invoices', clerk)).items.map(({ orderId }) => orderId),
  ).not.toContain(order.id)
})

test('applies again once for a failed invoice, however often the button is pressed', async () => {
  const order = await issue(await place())
  const form = { invoiceType: 'person', invoiceTitle: '李雷' }
  const apply = () => portal.ask('POST', `/api/orders/${order.id}/invoice`, form)
  await portal.control('POST', '/settings', { invoice: 'fails' })
  await apply()
  await until(
    async () => (await portal.ask('POST', `/api/orders/${order.id}/refresh`)).json<Order>(),
    ({ invoice }) => invoice.status === 'failed',
  )
  await portal.control('DELETE', '/settings')
  const answers = await Promise.all([apply(), apply(), apply()])
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409])
  const { calls } = await portal.control<{ calls: { bodyText: string }[] }>(
    'GET',
    '/calls?interface=applyInvoice',
  )
  expect(calls.filter(({ bodyText }) => bodyText.includes(order.orderCode ?? '-'))).toHaveLength(2)
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditEntry } from '#contract/audit.ts'
import type { Order } from '#contract/orders.ts'
import type { PolicyList } from '#contract/policies.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { nextPullOf, preparedOrder, until } from '../testing/sale.ts'
import { repeatSurrender } from './surrender-order.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const refresh = async (id: string) => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>()
const act = (order: { tempOrderCode: string | null }, action: string, more: object = {}) =>
  portal.control('POST', `/orders/${order.tempOrderCode}/actions`, { action, ...more })
const surrender = (id: string, body: object = {}) => portal.ask('POST', `/api/orders/${id}/surrender`, body)
const reasons = (order: Order) => order.attentions.map(({ reason }) => reason)
const kinds = (order: Order) => order.timeline.map(({ kind }) => kind)

async function placedOrder(product = '200207', plan = '30543'): Promise<PlacedOrder> {
  const body = await preparedOrder(portal, product, plan)
  return (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
}

async function issuedOrder(product?: string, plan?: string): Promise<Order> {
  const placed = await placedOrder(product, plan)
  await act(placed, 'pay')
  return until(
    () => refresh(placed.id),
    ({ status }) => status === 'issued',
  )
}

/** Moves the clock past the limit after which a claim needs attention. */
const halfAnHourPasses = (id: string) =>
  portal.deps.db
    .updateTable('orders')
    .set({ surrender_requested_at: new Date(Date.now() - 31 * 60_000) })
    .where('id', '=', id)
    .execute()

async function sent(interfaceName: string, code: string | null): Promise<number> {
  const { calls } = await portal.control<{ calls: { bodyText: string | null }[] }>(
    'GET',
    `/calls?interface=${interfaceName}`,
  )
  return calls.filter((call) => call.bodyText?.includes(code ?? '-')).length
}

test('sends no second 7.10 for a paid order whose surrender was accepted', async () => {
  const placed = await placedOrder()
  await portal.control('POST', '/settings', { issue: 'stuck' })
  await act(placed, 'pay')
  const paid = await until(
    () => refresh(placed.id),
    ({ status }) => status === 'paid',
  )
  await portal.fault('surrenderByOrderCode', 'answer', {
    body: '{"code":"0000","message":"成功","data":null}',
    order: paid.orderCode,
  })
  expect((await surrender(paid.id)).json<Order>().status).toBe('surrendering')
  expect((await refresh(paid.id)).status).toBe('surrendering')
  const again = await surrender(paid.id)
  expect([again.statusCode, again.json<{ code: string }>().code]).toEqual([409, 'surrender-stands'])
  expect(await sent('surrenderByOrderCode', paid.orderCode)).toBe(1)
  await portal.control('DELETE', '/settings')
})

test('sends no second surrender for an issued order while the platform shows no policies', async () => {
  const order = await issuedOrder('900174', '90017401')
  await surrender(order.id)
  await act(order, 'hide-policies')
  expect((await refresh(order.id)).status).toBe('surrendering')
  expect((await surrender(order.id)).statusCode).toBe(409)
  expect(await sent('surrenderByOrderCode', order.orderCode)).toBe(1)
})

test('lets a manager withdraw an accepted surrender without a result', async () => {
  const order = await issuedOrder('900174', '90017401')
  const asked = (await surrender(order.id)).json<Order>()
  expect(asked.surrender?.withdrawable).toBe(false)
  expect((await portal.ask('DELETE', `/api/orders/${order.id}/surrender`)).statusCode).toBe(409)

  await halfAnHourPasses(order.id)
  const hanging = await refresh(order.id)
  expect([hanging.status, reasons(hanging)]).toEqual(['surrendering', ['surrender-unconfirmed']])
  expect(hanging.surrender?.withdrawable).toBe(true)

  const back = (await portal.ask('DELETE', `/api/orders/${order.id}/surrender`)).json<Order>()
  expect([back.status, back.surrender, reasons(back)]).toEqual(['issued', null, []])
  expect(kinds(back)).toContain('surrender-withdrawn')
  expect((await refresh(order.id)).status).toBe('issued')
  const log = (await portal.ask('GET', '/api/audit')).json<{ items: AuditEntry[] }>()
  expect(log.items.find(({ act }) => act === 'surrender-withdrawn')?.subject?.id).toBe(order.id)
  expect((await portal.ask('DELETE', `/api/orders/${order.id}/surrender`)).statusCode).toBe(409)
  expect((await surrender(order.id)).statusCode).toBe(200)
})

test('still follows an invoice in the making when a surrender is withdrawn', async () => {
  const order = await issuedOrder('900174', '90017401')
  await surrender(order.id)
  await halfAnHourPasses(order.id)
  const values = { invoice_requested_at: new Date() }
  await portal.deps.db.updateTable('orders').set(values).where('id', '=', order.id).execute()
  const back = (await portal.ask('DELETE', `/api/orders/${order.id}/surrender`)).json<Order>()
  expect(back.status).toBe('issued')
  await until(
    () => nextPullOf(portal, order.id),
    (next) => next !== null,
    5_000,
  )
})

test('refuses to withdraw a surrender that the platform now shows', async () => {
  const order = await issuedOrder('900174', '90017401')
  await surrender(order.id)
  await halfAnHourPasses(order.id)
  await act(order, 'label', { label: '退保中' })
  const found = (await portal.ask('DELETE', `/api/orders/${order.id}/surrender`)).json<Order>()
  expect(found.status).toBe('surrendering')
  expect(kinds(found)).not.toContain('surrender-withdrawn')
})

test('lists policies and surrenders one of them while 7.6 answers 1001', async () => {
  const order = await issuedOrder()
  await portal.fault('getPolicyUrl', 'code', { code: '1001', order: order.tempOrderCode, times: 'always' })
  const listed = await portal.ask('GET', `/api/orders/${order.id}/policies`)
  const policyCodes = listed.json<PolicyList>().items.map(({ policyCode }) => policyCode)
  expect([listed.statusCode, policyCodes]).toEqual([200, order.policies.map(({ policyCode }) => policyCode)])
  const asked = await surrender(order.id, { policyCodes: policyCodes.slice(0, 1) })
  expect(asked.statusCode).toBe(200)
  await portal.control('DELETE', '/faults')
})

test.each([
  ['for a person without a policy number although another has a file', [{ policyStatus: '已承保' }], 1],
  ['when fewer people are listed than before', [], 1],
  ['not for a person who is not insured', [{ policyStatus: '投保失败' }], 0],
])('asks 7.6 %s', async (_words, others, times) => {
  const order = await issuedOrder()
  const data = {
    orderStatus: '已承保',
    insuredInfoList: [
      { policyCode: order.policies[0]?.policyCode, policyUrl: 'https://platform.test/1.pdf' },
      ...others,
    ],
  }
  await portal.fault('getOrderDetail', 'answer', {
    order: order.tempOrderCode,
    body: JSON.stringify({ code: '0000', message: '', data }),
  })
  const before = await sent('getPolicyUrl', order.tempOrderCode)
  await refresh(order.id)
  expect((await sent('getPolicyUrl', order.tempOrderCode)) - before).toBe(times)
})

test('keeps an issued order issued when 7.11 names no policy and 7.6 fails', async () => {
  const order = await issuedOrder()
  await act(order, 'hide-policies')
  await portal.fault('getPolicyUrl', '500', { order: order.tempOrderCode })
  const after = await refresh(order.id)
  expect([after.status, after.policies.length]).toEqual(['issued', order.policies.length])
  expect(reasons(after)).toEqual([])
})

test('uncounts policies whose numbers change and counts them when they reappear', async () => {
  const order = await issuedOrder()
  const numbers = (list: Order['policies']) => list.map(({ policyCode }) => policyCode)
  const before = numbers(order.policies)
  await act(order, 'renumber-policies')
  const changed = await refresh(order.id)
  expect(numbers(changed.policies)).toEqual(before.map((code) => `${code}R`))
  expect(changed.timeline.find(({ kind }) => kind === 'policies-gone')?.note).toBe(before.join(', '))
  const listed = (await portal.ask('GET', `/api/policies?q=${order.orderCode}`)).json<PolicyList>()
  expect(listed.items.map(({ policyCode }) => policyCode).toSorted()).toEqual(
    before.map((code) => `${code}R`).toSorted(),
  )
  const { policy_counts } = await portal.deps.db
    .selectFrom('orders')
    .select('policy_counts')
    .where('id', '=', order.id)
    .executeTakeFirstOrThrow()
  expect(policy_counts.reduce((sum, { count }) => sum + count, 0)).toBe(before.length)

  await act(order, 'show-policies')
  const back = await refresh(order.id)
  expect(numbers(back.policies)).toEqual(before)
  expect(kinds(back)).toContain('policies-back')
})

test.each(['已过期', '投保失败'])(
  'keeps an insured order issued when the platform labels it %s',
  async (label) => {
    const order = await issuedOrder()
    await act(order, 'label', { label })
    const after = await refresh(order.id)
    expect([after.status, after.attentions[0]?.reason, after.attentions[0]?.detail]).toEqual([
      'issued',
      'contradiction',
      label,
    ])
    await portal.ask('POST', `/api/orders/${order.id}/attention`, { reason: 'contradiction' })
    expect(reasons(await refresh(order.id))).toEqual([])
  },
)

test('treats an order labelled refunded as issued while a policy is in force', async () => {
  const order = await issuedOrder()
  const [first, second] = order.policies
  await surrender(order.id, { policyCodes: [first?.policyCode] })
  await until(
    () => refresh(order.id),
    ({ policies }) => policies[0]?.status === 'surrendered',
  )
  await act(order, 'label', { label: '已退款' })
  const mixed = await refresh(order.id)
  expect([mixed.status, mixed.policyMix.length]).toEqual(['issued', 2])
  expect((await surrender(order.id, { policyCodes: [second?.policyCode] })).statusCode).toBe(200)
})

test('raises attention when a refunded order becomes issued again', async () => {
  const order = await issuedOrder()
  await surrender(order.id)
  await until(
    () => refresh(order.id),
    ({ status }) => status === 'refunded',
  )
  await act(order, 'hide-policies')
  await act(order, 'label', { label: '已支付' })
  const after = await refresh(order.id)
  expect(reasons(after)).toContain('went-back')
})

test('sends no live event when a pull finds nothing new', async () => {
  const order = await issuedOrder()
  await refresh(order.id)
  const events: string[] = []
  const stop = portal.deps.live.subscribe((event) => void ('orderId' in event && events.push(event.orderId)))
  await refresh(order.id)
  await refresh(order.id)
  await act(order, 'label', { label: '保障中' })
  await refresh(order.id)
  await until(
    () => Promise.resolve(events.length),
    (count) => count > 0,
  )
  stop()
  expect(events).toEqual([order.id])
})

test('a retry left over from an earlier surrender does not send a new one a second time', async () => {
  const order = await issuedOrder('900174', '90017401')
  await portal.fault('surrenderByOrderCode', 'delay', { ms: 1_500, order: order.orderCode })
  const pressed = portal.ask('POST', `/api/orders/${order.id}/surrender`, {})
  await until(
    () => sent('surrenderByOrderCode', order.orderCode),
    (count) => count === 1,
  )
  await repeatSurrender(portal.deps, order.id)
  expect((await pressed).statusCode).toBe(200)
  expect(await sent('surrenderByOrderCode', order.orderCode)).toBe(1)
})

test('shows on the timeline that the amount changed after the payment', async () => {
  const { id, amount } = await issuedOrder()
  await portal.deps.db.updateTable('orders').set({ amount: 1 }).where('id', '=', id).execute()
  const changed = (await refresh(id)).timeline.filter(({ kind }) => kind === 'amount-changed')
  expect(changed).toMatchObject([{ note: `1 ${amount}` }])
})

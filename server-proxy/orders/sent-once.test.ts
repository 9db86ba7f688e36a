import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { preparedOrder, until } from '../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

async function issuedOrder(payType: 'cash' | 'credit', action: 'pay' | 'confirm' = 'pay'): Promise<Order> {
  const body = { ...(await preparedOrder(portal)), payType }
  const { id, tempOrderCode } = (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  await portal.control('POST', `/orders/${tempOrderCode}/actions`, { action })
  return until(
    () => refresh(id),
    ({ status, orderCode }) => status === 'issued' || (action === 'confirm' && orderCode !== null),
  )
}
const refresh = async (id: string) => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>()

/** How often the platform was called by an interface for `code`, regardless of its answer. */
async function sent(interfaceName: string, code: string | null): Promise<number> {
  const { calls } = await portal.control<{ calls: { bodyText: string | null }[] }>(
    'GET',
    `/calls?interface=${interfaceName}`,
  )
  return calls.filter((call) => call.bodyText?.includes(code ?? '-')).length
}

const CASES = [
  {
    name: '7.2 invoice',
    interfaceName: 'applyInvoice',
    order: () => issuedOrder('cash'),
    path: 'invoice',
    body: () => ({ invoiceType: 'person', invoiceTitle: '李雷' }),
    code: (order: Order) => order.orderCode,
    settled: (order: Order) => order.invoice.status === 'issued',
  },
  {
    name: '7.7 payment',
    interfaceName: 'outNotify',
    order: () => issuedOrder('credit', 'confirm'),
    path: 'payment',
    body: () => ({ txnStatus: 'paid' }),
    code: (order: Order) => order.tempOrderCode,
    settled: (order: Order) => order.status === 'issued',
  },
  {
    name: '7.9 surrender of a policy',
    interfaceName: 'surrenderByPolicyCode',
    order: () => issuedOrder('cash'),
    path: 'surrender',
    body: (order: Order) => ({ policyCodes: [order.policies[0]?.policyCode] }),
    code: (order: Order) => order.policies[0]?.policyCode ?? null,
    settled: (order: Order) => order.policies[0]?.status === 'surrendered',
  },
  {
    name: '7.10 surrender of the order',
    interfaceName: 'surrenderByOrderCode',
    order: () => issuedOrder('cash'),
    path: 'surrender',
    body: () => ({}),
    code: (order: Order) => order.orderCode,
    settled: (order: Order) => order.status === 'refunded',
  },
]

test.each(CASES)(
  '$name: sends once when the platform acts and its answer is cut, however often it is pressed',
  async ({ interfaceName, order, path, body, code, settled }) => {
    const one = await order()
    const press = () => portal.ask('POST', `/api/orders/${one.id}/${path}`, body(one))
    await portal.fault(interfaceName, 'lost')
    expect((await press()).statusCode).toBe(202)
    await Promise.all([press(), press()])
    await until(() => refresh(one.id), settled)
    await press()
    expect(await sent(interfaceName, code(one))).toBe(1)
  },
)

test('sends a surrender again that the platform has never received', async () => {
  const one = await issuedOrder('cash')
  await portal.fault('surrenderByOrderCode', 'reset')
  expect((await portal.ask('POST', `/api/orders/${one.id}/surrender`, {})).statusCode).toBe(202)
  expect((await refresh(one.id)).status).toBe('surrendering')
  expect(await sent('surrenderByOrderCode', one.orderCode)).toBe(0)
  // After this time 7.11 is believed to show everything the platform has taken.
  await portal.deps.db
    .updateTable('orders')
    .set({ surrender_requested_at: new Date(Date.now() - 3 * 60_000) })
    .where('id', '=', one.id)
    .execute()
  await until(
    () => refresh(one.id),
    ({ status }) => status === 'refunded',
  )
  expect(await sent('surrenderByOrderCode', one.orderCode)).toBe(1)
})

test.each(
  CASES.filter(({ interfaceName }) => ['applyInvoice', 'surrenderByOrderCode'].includes(interfaceName)),
)(
  '$name: an answer of 7.11 asked before it does not settle it',
  async ({ interfaceName, order, path, body, code, settled }) => {
    const one = await order()
    await until(
      () => portal.deps.jobs.depths(),
      (queues) =>
        queues.every(({ name, waiting, running }) => !name.endsWith('-order') || waiting + running === 0),
    )
    const ofOrder = { order: one.tempOrderCode }
    await portal.fault('getOrderDetail', 'delay', { ms: 2_000, ...ofOrder })
    const old = refresh(one.id)
    await until(
      () => portal.control<{ faults: unknown[] }>('GET', '/faults'),
      ({ faults }) => faults.length === 0,
    )
    // No newer answer replaces the old one.
    await portal.fault('getOrderDetail', 'code', { code: '9999', times: 'always', ...ofOrder })
    await portal.fault(interfaceName, 'lost', ofOrder)
    await portal.ask('POST', `/api/orders/${one.id}/${path}`, body(one))
    // As if the old answer had taken longer than the portal waits for a trace.
    await portal.deps.pool.query(
      `update orders set surrender_requested_at = surrender_requested_at - interval '5 minutes',
        invoice_requested_at = invoice_requested_at - interval '5 minutes' where id = $1`,
      [one.id],
    )
    await old
    const { surrender_sends } = await portal.deps.db
      .selectFrom('orders')
      .select('surrender_sends')
      .where('id', '=', one.id)
      .executeTakeFirstOrThrow()
    expect(surrender_sends, 'the old answer repeats no surrender').toBe(path === 'surrender' ? 1 : 0)
    await portal.control('DELETE', '/faults')
    const { timeline } = await until(() => refresh(one.id), settled)
    expect(timeline.filter(({ kind }) => kind.endsWith('-not-done'))).toEqual([])
    expect(await sent(interfaceName, code(one))).toBe(1)
  },
)

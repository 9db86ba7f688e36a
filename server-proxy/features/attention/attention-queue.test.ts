import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AttentionItem, AttentionList, AttentionOverview } from '#contract/attention.ts'
import type { AuditEntry } from '#contract/audit.ts'
import type { AttentionReason, Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { testPartner } from '../../testing/partner.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { payAsCustomer, preparedOrder, until } from '../../testing/sale.ts'
import { raiseAttention } from '../../orders/attention.ts'
import { reconcile } from '../../orders/jobs.ts'

let portal: TestPortal
let clerk: { cookie: string }
let manager: { cookie: string }
beforeAll(async () => {
  portal = await testPortal()
  clerk = { cookie: await signInAs(portal, 'clerk', 'queue-clerk') }
  manager = { cookie: await signInAs(portal, 'manager', 'queue-manager') }
})
afterAll(() => portal.close())

async function place(more: object = {}, as: Record<string, string> = {}): Promise<PlacedOrder> {
  const body = { ...(await preparedOrder(portal)), ...more }
  return (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID(), ...as })
  ).json<PlacedOrder>()
}
const queue = async (as: Record<string, string> = {}, query = '') =>
  (await portal.ask('GET', `/api/attentions${query}`, undefined, as)).json<AttentionList>()
const found = async (id: string, reason: AttentionReason, as: Record<string, string> = {}) =>
  (await queue(as)).items.find((one) => one.orderId === id && one.reason === reason)
const overview = async (as: Record<string, string> = {}) =>
  (await portal.ask('GET', '/api/attentions/overview', undefined, as)).json<AttentionOverview>()
const refresh = (id: string, as: Record<string, string> = {}) =>
  portal.ask('POST', `/api/orders/${id}/refresh`, {}, as)
const settle = (id: string, reason: AttentionReason, remark?: string, as: Record<string, string> = {}) =>
  portal.ask('POST', `/api/orders/${id}/attention`, { reason, ...(remark && { remark }) }, as)
/** Pretends that nothing has happened to the order for an hour. */
const hanging = async (id: string, status: 'uncertain' | 'paid') => {
  await portal.deps.db
    .updateTable('orders')
    .set({ status, updated_at: new Date(Date.now() - 3_600_000), next_pull_at: null })
    .where('id', '=', id)
    .execute()
  await reconcile(portal.deps)
}

test('an unanswered order waits until its own clerk asks the platform again and it answers', async () => {
  await portal.fault('addTemp', 'html', { times: 99 })
  const { id, status } = await place({}, clerk)
  expect(status).toBe('uncertain')
  await hanging(id, 'uncertain')
  expect(await found(id, 'uncertain', clerk)).toMatchObject({ createdBy: 'queue-clerk', amount: null })
  const lost = await refresh(id, clerk)
  expect([502, 503, 504]).toContain(lost.statusCode)
  await portal.control('DELETE', '/faults')
  await until(
    async () => (await refresh(id, clerk)).json<Order>(),
    (order) => order.status === 'unpaid',
  )
  expect(await found(id, 'uncertain', clerk)).toBeUndefined()
})

test('a paid order without a policy leaves the queue when the platform issues it', async () => {
  const { id, cashierUrl } = await place()
  await hanging(id, 'paid')
  expect(await found(id, 'no-policy', manager)).toBeDefined()
  await payAsCustomer(cashierUrl ?? '')
  await until(
    () => found(id, 'no-policy', manager),
    (item) => item === undefined,
  )
})

test('reports an insured person without a policy, and does not reopen once resolved', async () => {
  const body = await preparedOrder(portal, '900112')
  const { plans } = (await portal.ask('GET', '/api/products/900112')).json<{
    plans: { planCode: string }[]
  }>()
  const { id, cashierUrl } = await place({ ...body, planCode: plans[0]?.planCode })
  await payAsCustomer(cashierUrl ?? '')
  const item = await until(
    () => found(id, 'no-policy', manager),
    (one) => one !== undefined,
  )
  expect(item?.status).toBe('issued')
  expect((await settle(id, 'no-policy', undefined, manager)).statusCode).toBe(200)
  expect((await refresh(id, manager)).json<Order>().attentions).toEqual([])
})

test('an unknown label needs no attention once the portal knows it', async () => {
  const body = await preparedOrder(portal, '900132')
  const { plans } = (await portal.ask('GET', '/api/products/900132')).json<{
    plans: { planCode: string }[]
  }>()
  const { id, cashierUrl } = await place({ ...body, planCode: plans[0]?.planCode })
  await payAsCustomer(cashierUrl ?? '')
  const item = await until(
    () => found(id, 'label-unknown', manager),
    (one) => one !== undefined,
  )
  portal.deps.statusLabels[item?.detail ?? ''] = 'issued'
  expect((await refresh(id, manager)).json<Order>().attentions).toEqual([])
})

test('shows a refused payment signal, which can be sent again', async () => {
  const { id, cashierUrl } = await place({ payType: 'credit' })
  await payAsCustomer(cashierUrl ?? '')
  const { memberId } = (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
  await portal.control('POST', `/members/${memberId}`, { credit: 0 })
  const pay = () => portal.ask('POST', `/api/orders/${id}/payment`, { txnStatus: 'paid' }, manager)
  expect((await pay()).statusCode).toBe(422)
  expect(await found(id, 'payment-refused', manager)).toMatchObject({
    refused: 'paid',
    detail: '授信余额不足',
    payType: 'credit',
  })
  await portal.control('POST', `/members/${memberId}`, { credit: 1_000_000 })
  expect((await pay()).statusCode).toBe(200)
  expect(await found(id, 'payment-refused', manager)).toBeUndefined()
})

test('shows an amount below the plan’s with the expected one, and a manager resolves it with a remark', async () => {
  const { id } = await place({}, clerk)
  const { db, vault } = portal.deps
  await db
    .updateTable('orders')
    .set({ amount: 1_00, plan_fit: 'below', plan_expected: 2_00 })
    .where('id', '=', id)
    .execute()
  await raiseAttention(db, id, 'amount-differs')
  const item = await found(id, 'amount-differs', clerk)
  expect(item).toMatchObject({ total: 1_00, planFit: 'below', expected: 2_00 })
  // A clerk sees it but may not resolve it, and a remark in the audit log may hold no personal number.
  expect((await settle(id, 'amount-differs', '已核对', clerk)).statusCode).toBe(403)
  for (const remark of ['电话 13900139000', '身份证11010119900307109x已核对', '长'.repeat(201)])
    expect((await settle(id, 'amount-differs', remark, manager)).statusCode, remark).toBe(400)
  const remark = '客户改选了计划二，已电话确认'
  const { attentions, timeline } = (await settle(id, 'amount-differs', remark, manager)).json<Order>()
  expect(attentions).toEqual([])
  expect(timeline[0]).toMatchObject({
    kind: 'attention-resolved',
    actor: 'queue-manager',
    note: 'amount-differs',
    remark,
  })
  const rows = await db.selectFrom('order_events').selectAll().where('order_id', '=', id).execute()
  expect(JSON.stringify(rows)).not.toContain(remark)
  const sealed = rows.find(({ remark_sealed }) => remark_sealed)?.remark_sealed
  expect(sealed && vault.open({ table: 'order_events', column: 'remark', row: id }, sealed)).toBe(remark)
  const log = await portal.ask('GET', `/api/audit?subject=${id}`)
  expect(log.json<{ items: AuditEntry[] }>().items[0]).toMatchObject({
    act: 'attention-settled',
    actor: 'queue-manager',
    detail: { reason: 'amount-differs' },
  })
  expect(log.body).not.toContain('客户')
})

test('pages begin with the longest waiting and list each once, and clerks see and count their own', async () => {
  const { db } = portal.deps
  const own = await place({}, clerk)
  const others = [await place(), await place()]
  const reasons = ['label-unknown', 'difference', 'surrender-not-done', 'invoice-not-done'] as const
  for (const { id } of [own, ...others, ...others, own, own, own, own, own])
    for (const reason of reasons) await raiseAttention(db, id, reason, '待核实')
  const more = await Promise.all(Array.from({ length: 6 }, () => place()))
  for (const { id } of more) for (const reason of reasons) await raiseAttention(db, id, reason)
  const all: AttentionItem[] = []
  for (let cursor = ''; ; ) {
    const page = await queue(manager, cursor && `?cursor=${encodeURIComponent(cursor)}`)
    all.push(...page.items)
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  const { count, reasons: counts } = await overview(manager)
  expect(all).toHaveLength(count)
  expect(new Set(all.map(({ orderId, reason }) => `${orderId} ${reason}`)).size).toBe(count)
  expect(all.map(({ raisedAt }) => raisedAt)).toEqual(all.map(({ raisedAt }) => raisedAt).toSorted())
  expect(counts.find(({ reason }) => reason === 'difference')?.count).toBe(9)
  expect((await queue(manager, '?reason=difference')).items).toHaveLength(9)

  expect((await queue(clerk)).items.map(({ orderId }) => orderId)).toEqual(reasons.map(() => own.id))
  expect((await overview(clerk)).count).toBe(4)
  for (const cursor of ['x', `2026-13-01 00:00:00+00~${own.id}~difference`])
    expect((await portal.ask('GET', `/api/attentions?cursor=${encodeURIComponent(cursor)}`)).statusCode).toBe(
      400,
    )
})

test('groups events that a partner’s server never took, and an admin resends or dismisses them', async () => {
  const received: string[] = []
  const server = createServer((request, response) => {
    received.push(String(request.headers['webhook-id']))
    response.writeHead(200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const partner = await testPartner(portal, { webhookUrl: `http://127.0.0.1:${port}/hook` })
  const { id: orderId } = await place()
  const dead = async (...ids: string[]) => {
    for (const id of ids)
      await portal.deps.db
        .insertInto('partner_events')
        .values({
          id,
          partner_id: partner.id,
          order_id: orderId,
          body: '{"type":"order.issued"}',
          state: 'dead',
          outcome: '503',
          tried_at: new Date(),
        })
        .execute()
  }
  await dead(`msg_${'1'.repeat(32)}`, `msg_${'2'.repeat(32)}`)
  expect((await overview(manager)).undelivered).toMatchObject([
    { partnerName: '湖畔旅行', events: 2, outcome: '503', reachable: true },
  ])
  expect((await overview(clerk)).undelivered).toEqual([])
  const act = (which: string, as: Record<string, string> = {}) =>
    portal.ask('POST', `/api/partners/${partner.id}/events/${which}`, {}, as)
  expect((await act('resend', manager)).statusCode).toBe(403)
  expect((await act('resend')).json()).toEqual({ events: 2 })
  expect((await overview()).undelivered).toEqual([])
  await until(
    () => Promise.resolve(received),
    (ids) => ids.length === 2,
  )
  await dead(`msg_${'3'.repeat(32)}`)
  expect((await act('settle')).json()).toEqual({ events: 1 })
  expect((await act('settle')).json()).toEqual({ events: 0 })
  expect((await overview()).undelivered).toEqual([])
  server.close()
})

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlacedOrder } from '#contract/place-order.ts'
import type { OrderEvent } from '#contract/partner-api.ts'
import type { Partner, PartnerEventDetail, PartnerEventList } from '#contract/partners.ts'
import { createEgress } from '../../http/egress.ts'
import { moneyOf } from '#contract/money.ts'
import { tellPartner } from '../../live/partner-events.ts'
import { webhookRule } from '../../http/webhook-rule.ts'
import { testPartner, type TestPartner } from '../../testing/partner.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { LI_LEI } from '../../testing/people.ts'
import { payAsCustomer, preparedOrder, until } from '../../testing/sale.ts'

type Received = { headers: IncomingHttpHeaders; body: string }

let portal: TestPortal
let partner: TestPartner
let server: Server
const received: Received[] = []
/** The status that the partner's server answers. */
let status = 200
beforeAll(async () => {
  portal = await testPortal()
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(status === 204 ? '' : 'busy')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  partner = await testPartner(portal, { webhookUrl: `http://127.0.0.1:${port}/hook` })
})
afterAll(async () => {
  server.close()
  await portal.close()
})

/** An unpaid order from the partner's site. */
async function order(): Promise<PlacedOrder> {
  const body = await preparedOrder(portal)
  const placed = await portal.ask('POST', '/api/orders', body, { 'idempotency-key': crypto.randomUUID() })
  await portal.deps.db
    .updateTable('orders')
    .set({ partner_id: partner.id, reference: 'TOUR-7' })
    .where('id', '=', placed.json<PlacedOrder>().id)
    .execute()
  return placed.json()
}
const events = async (query = '') =>
  (await portal.ask('GET', `/api/partners/${partner.id}/events${query}`)).json<PartnerEventList>().items

test('sends each state of a partner’s order once, signed and without personal data', async () => {
  received.length = 0
  const { id, cashierUrl } = await order()
  await payAsCustomer(cashierUrl ?? '')
  await until(
    () => Promise.resolve(received.map(({ body }) => body)),
    (all) => all.some((body) => body.includes('order.issued')),
  )
  for (const { headers, body } of received) {
    const event = new Webhook(partner.webhookSecret).verify(body, headers as Record<string, string>)
    expect(event).toMatchObject({ data: { order: id, reference: 'TOUR-7', product: '200207' } })
    for (const personal of [LI_LEI.name, LI_LEI.cardNo, LI_LEI.mobile]) expect(body).not.toContain(personal)
  }
  const types = received.map(({ body }) => (JSON.parse(body) as { type: string }).type)
  expect(new Set(types).size).toBe(types.length)
  expect(types.at(-1)).toBe('order.issued')
  const report = (await portal.ask('GET', `/api/partners/${partner.id}`)).json<Partner>().report
  expect(report).toContainEqual({
    status: 'issued',
    count: expect.any(Number) as number,
    amount: 520,
    total: 520,
    reduction: 0,
    payable: 520,
  })
})

test('resends an event under the same id, and follows no redirect', async () => {
  status = 302
  received.length = 0
  const { id, cashierUrl } = await order()
  await payAsCustomer(cashierUrl ?? '')
  const refused = await until(events, (all) => all.some((one) => one.orderId === id && one.attempts === 1))
  const waiting = refused.find((one) => one.orderId === id && one.attempts === 1)
  expect(waiting).toMatchObject({ state: 'waiting', outcome: '302' })
  status = 204
  await until(events, (all) => all.find((one) => one.id === waiting?.id)?.state === 'delivered', 15_000)
  const ids = received.map(({ headers }) => headers['webhook-id']).filter((one) => one === waiting?.id)
  expect(ids).toHaveLength(2)
})

test('an event is dead after a day, and an admin resends it under its old id', async () => {
  status = 503
  received.length = 0
  const { id, cashierUrl } = await order()
  await payAsCustomer(cashierUrl ?? '')
  const [first] = await until(events, (all) => all.some((one) => one.orderId === id && one.attempts === 1))
  await portal.deps.db.updateTable('partner_events').set({ attempts: 8 }).where('order_id', '=', id).execute()
  const dead = await until(
    () => events('?state=dead'),
    (all) => all.some((one) => one.id === first?.id),
    15_000,
  )
  expect(dead[0]).toMatchObject({ state: 'dead', outcome: '503', attempts: 9 })
  expect((await portal.ask('GET', `/api/partners/${partner.id}`)).json<Partner>().deadEvents).toBe(
    dead.length,
  )
  status = 200
  const path = `/api/partners/${partner.id}/events/${first?.id}/resend`
  expect((await portal.ask('POST', path, {})).statusCode).toBe(204)
  await until(events, (all) => all.find((one) => one.id === first?.id)?.state === 'delivered')
  // A delivered one too.
  received.length = 0
  expect((await portal.ask('POST', path, {})).statusCode).toBe(204)
  await until(
    () => Promise.resolve(received),
    (all) => all.some(({ headers }) => headers['webhook-id'] === first?.id),
  )
})

test('an admin reads what was sent and answered, and sends a waiting event now', async () => {
  status = 503
  const { id, cashierUrl } = await order()
  await payAsCustomer(cashierUrl ?? '')
  const [first] = await until(events, (all) => all.some((one) => one.orderId === id && one.attempts === 2))
  const path = `/api/partners/${partner.id}/events/${first?.id}`
  const shown = (await portal.ask('GET', path)).json<PartnerEventDetail>()
  expect(shown).toMatchObject({ state: 'waiting', outcome: '503', answer: 'busy' })
  expect((JSON.parse(shown.body) as OrderEvent).data).toMatchObject({ order: id, refunded: null })
  status = 200
  // Its next attempt would be in a minute.
  expect((await portal.ask('POST', `${path}/resend`, {})).statusCode).toBe(204)
  expect((await portal.ask('GET', path)).json()).toMatchObject({ state: 'delivered', outcome: '200' })
})

test('a partner whose server hangs does not delay other partners’ events', async () => {
  status = 200
  let held = 0
  const hanging = createServer(() => held++)
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve))
  const { port } = hanging.address() as { port: number }
  const other = await testPartner(portal, { name: '慢慢旅行', webhookUrl: `http://127.0.0.1:${port}/hook` })
  const theirs = await order()
  const { db, jobs } = portal.deps
  await db.updateTable('orders').set({ partner_id: other.id }).where('id', '=', theirs.id).execute()
  const row = await db.selectFrom('orders').selectAll().where('id', '=', theirs.id).executeTakeFirstOrThrow()
  for (let n = 0; n < 12; n++)
    await db.transaction().execute((within) =>
      tellPartner(within, jobs, row, {
        status: 'unpaid',
        money: moneyOf('gross', row),
        planFit: null,
        planConfirmed: null,
        now: Date.now(),
      }),
    )
  await until(
    () => Promise.resolve(held),
    (count) => count === 2,
  )
  const { id, cashierUrl } = await order()
  await payAsCustomer(cashierUrl ?? '')
  await until(events, (all) => all.some((one) => one.orderId === id && one.state === 'delivered'))
  // Each of theirs may take ten seconds; two run at a time.
  expect(held).toBeLessThanOrEqual(4)
  hanging.closeAllConnections()
  hanging.close()
})

test('without the sandbox, sends nothing to this machine or a private network', async () => {
  const { port } = server.address() as { port: number }
  const egress = createEgress(webhookRule(false))
  for (const host of [`http://127.0.0.1:${port}`, `https://127.0.0.1:${port}`, 'https://192.168.0.1'])
    await expect(egress.send(host, { method: 'POST', body: '{}' })).rejects.toMatchObject({
      name: 'EgressRefused',
    })
  await egress.close()
})

test('an admin sends a test event and sees the server’s answer, without storing or retrying it', async () => {
  received.length = 0
  const before = (await events()).length
  const path = `/api/partners/${partner.id}/test-event`
  status = 204
  expect((await portal.ask('POST', path, {})).json()).toEqual({ outcome: '204', taken: true })
  const [sent] = received
  const verified = new Webhook(partner.webhookSecret).verify(
    sent?.body ?? '',
    sent?.headers as Record<string, string>,
  )
  expect(verified).toMatchObject({ type: 'test', data: {} })
  status = 503
  expect((await portal.ask('POST', path, {})).json()).toEqual({ outcome: '503', taken: false })
  status = 200
  expect([received.length, (await events()).length]).toEqual([2, before])

  const silent = await testPartner(portal)
  const refused = await portal.ask('POST', `/api/partners/${silent.id}/test-event`, {})
  expect(refused.json()).toMatchObject({ status: 400, fields: [{ field: 'webhookUrl', code: 'required' }] })
})

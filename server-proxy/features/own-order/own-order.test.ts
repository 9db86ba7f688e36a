import { expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { OwnOrder } from '#contract/own-order.ts'
import { startPurchase } from '../../purchases/start-purchase.ts'
import { LI_LEI, STRASSE } from '../../testing/people.ts'
import { until } from '../../testing/sale.ts'
import { ownOrders } from '../../testing/own-orders.ts'

const { portal, asCustomer, own, place, issue } = await ownOrders()

test('the own link shows the order masked, and any other token is a 404', async () => {
  const { id, token } = await issue()
  const { body } = await asCustomer(token, 'GET', '/api/own-order')
  const order = JSON.parse(body) as OwnOrder
  expect(order).toMatchObject({
    status: 'issued',
    insurerName: '天安财险',
    seller: { company: '苏州湖畔旅行社有限公司' },
    holder: { name: '李*', cardNo: '110****' },
    holderKnown: true,
    cashierUrl: null,
  })
  expect(order.policies).toHaveLength(2)
  // No name, no proof of the holder, no internal data.
  for (const canary of [LI_LEI.name, STRASSE.name, '109X', '9X"', LI_LEI.mobile, '9000', 'admin', id])
    expect(body).not.toContain(canary)

  const answers = await Promise.all([
    asCustomer('A'.repeat(32), 'GET', '/api/own-order'),
    asCustomer('short', 'GET', '/api/own-order'),
    portal.app.inject({ method: 'GET', url: '/api/own-order' }),
    asCustomer('A'.repeat(32), 'POST', '/api/return'),
    asCustomer('A'.repeat(32), 'POST', '/api/own-order/surrender', { lastFour: '109X' }),
    asCustomer('A'.repeat(32), 'POST', '/api/own-order/files', { kind: 'calendar', language: 'zh' }),
  ])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 404))
})

test('the return address leads to the own link, and renewing ends the old link', async () => {
  const { id, token } = await place()
  const row = await portal.deps.db
    .selectFrom('orders')
    .select('return_token')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect((await asCustomer(row.return_token, 'POST', '/api/return')).json()).toEqual({ token })
  expect((await asCustomer(row.return_token, 'GET', '/api/own-order')).statusCode).toBe(404)
  expect((await asCustomer(token, 'POST', '/api/return')).statusCode).toBe(404)

  const { url } = (await portal.ask('POST', `/api/orders/${id}/own-link`, { renew: true })).json<{
    url: string
  }>()
  expect(url).not.toContain(token)
  expect((await asCustomer(token, 'GET', '/api/own-order')).statusCode).toBe(404)
  expect((await own(url.split('/o/')[1] ?? '')).status).toBe('unpaid')
})

test('renewing a link ends every older address: return page, files and purchase page', async () => {
  const { id, token } = await place()
  const returnToken = async () =>
    (
      await portal.deps.db
        .selectFrom('orders')
        .select('return_token')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).return_token
  const before = await returnToken()
  const file = (
    await asCustomer(token, 'POST', '/api/own-order/files', { kind: 'calendar', language: 'zh' })
  ).json<{ address: string }>()
  const { member_id, product_code, created_by } = await portal.deps.db
    .selectFrom('orders')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const link = (
    await portal.ask('POST', '/api/links', {
      memberId: member_id,
      productCode: product_code,
      uses: 1,
      days: 1,
    })
  ).json<{ id: string; url: string }>()
  const bought = await startPurchase(portal.deps, {
    memberId: member_id,
    productCode: product_code,
    userId: created_by,
    origin: { kind: 'link', linkId: link.id },
    token: link.url.split('/buy/')[1] ?? '',
  })
  await portal.deps.db.updateTable('purchases').set({ order_id: id }).where('link_id', '=', link.id).execute()
  expect((await asCustomer(bought, 'GET', '/api/purchase')).statusCode).toBe(200)

  await portal.ask('POST', `/api/orders/${id}/own-link`, { renew: true })
  const after = await Promise.all([
    asCustomer(before, 'POST', '/api/return'),
    asCustomer(bought, 'GET', '/api/purchase'),
    asCustomer(bought, 'POST', '/api/purchase/begin', {}),
    portal.app.inject({ method: 'GET', url: file.address }),
  ])
  expect(after.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
  expect((await asCustomer(await returnToken(), 'POST', '/api/return')).statusCode).toBe(200)
})

test('offers the cashier only while the platform has just answered unpaid', async () => {
  const { id, token } = await place()
  expect((await asCustomer(token, 'GET', '/api/own-order')).json<OwnOrder>().cashierUrl).toBeNull()
  expect((await own(token)).cashierUrl).toMatch(/\/pages\/insure\//)
  await portal.deps.db
    .updateTable('orders')
    .set({ answered_at: new Date(Date.now() - 11_000) })
    .where('id', '=', id)
    .execute()
  expect((await asCustomer(token, 'GET', '/api/own-order')).json<OwnOrder>()).toMatchObject({
    status: 'unpaid',
    cashierUrl: null,
  })
})

test('says how long a paid order has waited for its policies, by the portal’s own clock', async () => {
  const { id, token } = await place()
  const { db } = portal.deps
  await db.updateTable('orders').set({ status: 'paid' }).where('id', '=', id).execute()
  const at = new Date(portal.deps.now() - 700_000)
  await db
    .insertInto('order_events')
    .values({ order_id: id, kind: 'status', actor: 'system', status: 'paid', at })
    .execute()
  const read = async () => (await asCustomer(token, 'GET', '/api/own-order')).json<OwnOrder>().paidForMs
  expect(await read()).toBeGreaterThanOrEqual(700_000)
  expect(await read()).toBeLessThan(760_000)
  await db.updateTable('orders').set({ status: 'issued' }).where('id', '=', id).execute()
  expect(await read()).toBeNull()
})

test('a surrender asks for the holder’s last four, in constant time, and names the customer on the timeline', async () => {
  const { id, token } = await issue()
  const surrender = (lastFour: string) => asCustomer(token, 'POST', '/api/own-order/surrender', { lastFour })
  expect((await surrender('12')).json()).toMatchObject({ fields: [{ field: 'lastFour', code: 'last-four' }] })
  expect((await surrender('1234')).statusCode).toBe(403)
  expect((await surrender(' 109x ')).json<OwnOrder>().status).toBe('surrendering')
  await until(
    () => own(token),
    ({ status }) => status === 'refunded',
  )
  const { timeline } = (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
  expect(timeline.find(({ kind }) => kind === 'surrender-sent')).toMatchObject({ actor: 'customer' })
})

test('throttles wrong last fours per order, also in parallel', async () => {
  const { token } = await issue()
  const wrong = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      asCustomer(token, 'POST', '/api/own-order/surrender', { lastFour: `000${n}` }),
    ),
  )
  const codes = wrong.map(({ statusCode }) => statusCode).toSorted()
  expect(codes).toEqual([403, 403, 403, 403, 403, 429, 429, 429])
  const right = await asCustomer(token, 'POST', '/api/own-order/surrender', { lastFour: '109X' })
  expect(right.statusCode).toBe(429)
  expect(Number(right.headers['retry-after'])).toBeGreaterThan(0)
  expect((await own(token)).status).toBe('issued')
})

test('files open for a minute by their own address, and the calendar entry covers whole days', async () => {
  const { token } = await issue()
  const order = await own(token)
  const open = async (file: object) =>
    (
      await asCustomer(token, 'POST', '/api/own-order/files', { language: 'zh', lastFour: '109x', ...file })
    ).json<{
      address: string
    }>().address
  const get = (url: string, headers = {}) => portal.app.inject({ method: 'GET', url, headers })
  const address = await open({ kind: 'policy', policyCode: order.policies[0]?.policyCode })
  expect(address).not.toContain(token)
  const pdf = await get(address)
  expect(pdf.headers).toMatchObject({
    'content-type': 'application/pdf',
    'cache-control': 'private, no-store',
  })
  expect(pdf.rawPayload.subarray(0, 4).toString()).toBe('%PDF')

  // The link alone opens no document: neither without the last four nor by guessing.
  for (const [more, status, code] of [
    [{}, 400, 'required'],
    [{ lastFour: '1234' }, 403, 'wrong-last-four'],
  ] as const)
    for (const kind of ['policy', 'certificate', 'invoice']) {
      const asked = { kind, policyCode: order.policies[0]?.policyCode, n: 1, language: 'zh', ...more }
      const answer = await asCustomer(token, 'POST', '/api/own-order/files', asked)
      expect(answer.statusCode, kind).toBe(status)
      expect(answer.json(), kind).toMatchObject({ fields: [{ field: 'lastFour', code }] })
    }

  const entry = await get(await open({ kind: 'calendar', lastFour: undefined }))
  const unfolded = entry.body.replaceAll('\r\n ', '')
  const start = order.startDate?.replaceAll('-', '') ?? ''
  const last = Date.parse(`${order.endDate}T00:00:00Z`) + 86_400_000
  expect(unfolded).toContain(`DTSTART;VALUE=DATE:${start}\r\n`)
  expect(unfolded).toContain(
    `DTEND;VALUE=DATE:${new Date(last).toISOString().slice(0, 10).replaceAll('-', '')}\r\n`,
  )
  expect(entry.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(entry.body).not.toContain('李')

  // Another order's policy is not found; a missing file leads to a page.
  const foreign = await open({ kind: 'policy', policyCode: 'P-of-somebody-else' })
  expect((await get(foreign)).statusCode).toBe(404)
  expect((await get(foreign, { accept: 'text/html' })).headers['location']).toBe('/file-unavailable')
  await portal.deps.db
    .updateTable('file_tickets')
    .set({ expires_at: new Date(0) })
    .execute()
  expect((await get(address)).statusCode).toBe(404)
})

test('applies for an invoice once, by the same rules as staff', async () => {
  const { id, token } = await issue()
  const apply = (body: object) =>
    asCustomer(token, 'POST', '/api/own-order/invoice', { lastFour: '109X', ...body })
  const odd = { invoiceType: 'company', invoiceTitle: '甲公司', taxpayerNo: '91330100799655058X' }
  expect((await apply(odd)).json()).toMatchObject({ code: 'needs-confirmation' })
  const both = await Promise.all([
    apply({ ...odd, confirmed: true }),
    apply({ invoiceType: 'person', invoiceTitle: '李雷' }),
  ])
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
  const { timeline } = (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
  expect(timeline.filter(({ kind }) => kind === 'invoice-sent').map(({ actor }) => actor)).toEqual([
    'customer',
  ])
})

test('the link alone applies for no invoice', async () => {
  const { id, token } = await issue()
  const form = { invoiceType: 'person', invoiceTitle: '韩梅梅' }
  for (const [more, status] of [
    [{}, 400],
    [{ lastFour: '1234' }, 403],
  ] as const)
    expect((await asCustomer(token, 'POST', '/api/own-order/invoice', { ...form, ...more })).statusCode).toBe(
      status,
    )
  const { timeline } = (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
  expect(timeline.map(({ kind }) => kind)).not.toContain('invoice-sent')
})

test('without a known document of the holder no file opens and nothing changes', async () => {
  const { id, token } = await issue()
  await portal.deps.db
    .updateTable('orders')
    // No pull, not even one under way, brings the holder back.
    .set(({ eb }) => ({
      people_sealed: null,
      platform_sealed: null,
      temp_order_code: null,
      pull_version: eb('pull_version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  const { policies } = (await asCustomer(token, 'GET', '/api/own-order')).json<OwnOrder>()
  const [policy] = policies
  const asked = [
    asCustomer(token, 'POST', '/api/own-order/files', {
      kind: 'policy',
      policyCode: policy?.policyCode,
      language: 'zh',
      lastFour: '109X',
    }),
    asCustomer(token, 'POST', '/api/own-order/invoice', {
      invoiceType: 'person',
      invoiceTitle: '李雷',
      lastFour: '109X',
    }),
    asCustomer(token, 'POST', '/api/own-order/surrender', { lastFour: '109X' }),
  ]
  expect((await Promise.all(asked)).map(({ statusCode }) => statusCode)).toEqual([409, 409, 409])
})

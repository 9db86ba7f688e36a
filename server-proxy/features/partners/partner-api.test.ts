import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditList } from '#contract/audit.ts'
import type { InvoiceList } from '#contract/invoices.ts'
import type {
  EventsSince,
  PartnerOrder,
  PartnerOrderList,
  PartnerPolicyList,
  PlacePartnerOrder,
} from '#contract/partner-api.ts'
import type { Partner, PartnerRefusalList } from '#contract/partners.ts'
import type { Problem } from '#contract/problem.ts'
import type * as z from 'zod/mini'
import { createThrottle } from '../../http/throttle.ts'
import { testPartner, type TestPartner } from '../../testing/partner.ts'
import { LI_LEI } from '../../testing/people.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { payAsCustomer, preparedOrder, until } from '../../testing/sale.ts'

let portal: TestPortal
let partner: TestPartner
let sale: PlacePartnerOrder
beforeAll(async () => {
  portal = await testPortal()
  partner = await testPartner(portal)
  const {
    productCode,
    planCode,
    startDate = '',
    endDate = '',
    holder,
    insured = [],
  } = await preparedOrder(portal)
  if (!holder) throw new Error('no holder')
  sale = { reference: 'TOUR-1', product: productCode, plan: planCode, startDate, endDate, holder, insured }
})
afterAll(() => portal.close())

const place = (more: Partial<PlacePartnerOrder> = {}, key: string = randomUUID(), as = partner) =>
  as.ask('POST', '/orders', { ...sale, ...more }, { 'idempotency-key': key })
const read = async (id: string) => (await partner.ask('GET', `/orders/${id}`)).json<PartnerOrder>()
const issued = async (id: string, cashierUrl: string | null) => {
  await payAsCustomer(cashierUrl ?? '')
  return until(
    () => read(id),
    ({ status }) => status === 'issued',
  )
}
const problem = (answer: Awaited<ReturnType<TestPartner['ask']>>) => answer.json<Problem>()

test('a partner’s server sells, and reads the order, its policies, PDFs and events', async () => {
  const answer = await place({ reference: 'TOUR-SOLD' })
  expect(answer.statusCode, answer.body).toBe(201)
  const { id, cashierUrl } = answer.json<PartnerOrder>()
  expect(answer.json()).toMatchObject({ reference: 'TOUR-SOLD', status: 'unpaid', product: sale.product })
  const order = await issued(id, cashierUrl)
  expect(order).toMatchObject({
    cashierUrl: null,
    payable: 520,
    refunded: null,
    planConfirmed: null,
  })
  const found = (await partner.ask('GET', '/orders?reference=TOUR-SOLD')).json<PartnerOrderList>()
  expect(found).toEqual({ items: [order], nextCursor: null })
  // No person is named outside of the policies.
  expect(JSON.stringify(order)).not.toContain(LI_LEI.name)
  const policies = (await partner.ask('GET', `/orders/${id}/policies`)).json<PartnerPolicyList>().items
  expect(policies).toHaveLength(2)
  const file = policies[0]?.policyFile?.replace('/api/partner/v1', '') ?? ''
  const pdf = await partner.ask('GET', file)
  expect([pdf.statusCode, pdf.headers['content-type'], pdf.rawPayload.subarray(0, 4).toString()]).toEqual([
    200,
    'application/pdf',
    '%PDF',
  ])
  const first = (await partner.ask('GET', '/events?limit=1')).json<EventsSince>()
  expect(first).toMatchObject({ more: true, items: [{ type: 'order.unpaid', data: { order: id } }] })
  const rest = (await partner.ask('GET', `/events?cursor=${first.nextCursor}`)).json<EventsSince>()
  expect(rest.items.at(-1)).toMatchObject({
    id: expect.stringMatching(/^msg_/),
    type: 'order.issued',
    data: { order: id, planConfirmed: null, payable: 520, refunded: null },
  })
  const none = await partner.ask('GET', `/events?cursor=${rest.nextCursor}`)
  expect(none.json()).toEqual({ items: [], nextCursor: rest.nextCursor, more: false })
  // As the platform's amount and label would have it.
  const say = (values: object) =>
    portal.deps.db.updateTable('orders').set(values).where('id', '=', id).execute()
  await say({ plan_fit: 'fits', status: 'refunded' })
  expect(await read(id)).toMatchObject({ planConfirmed: '30543', refunded: 520 })
  await say({ plan_fit: 'above', plan_confirmed: '30544', status: 'issued' })
  expect(await read(id)).toMatchObject({ planConfirmed: '30544', refunded: null })
})

test('the same key is one order, and a reference has one living order', async () => {
  const key = randomUUID()
  const answers = await Promise.all([
    place({ reference: 'TOUR-ONE' }, key),
    place({ reference: 'TOUR-ONE' }, key),
  ])
  const [one, other] = answers.map((answer) => answer.json<PartnerOrder>())
  expect([one?.id, one?.cashierUrl]).toEqual([other?.id, other?.cashierUrl])
  expect(problem(await place({ reference: 'TOUR-TWO' }, key))).toMatchObject({
    status: 422,
    code: 'key-reused',
  })
  expect(problem(await place({ reference: 'TOUR-ONE', endDate: sale.startDate }, key))).toMatchObject({
    status: 422,
    code: 'key-reused',
  })
  expect(problem(await place({ reference: 'TOUR-ONE' }))).toMatchObject({
    status: 409,
    code: 'reference-taken',
    detail: one?.id,
  })
  await portal.deps.db
    .updateTable('orders')
    .set({ status: 'failed' })
    .where('id', '=', one?.id ?? '')
    .execute()
  expect((await place({ reference: 'TOUR-ONE' })).statusCode).toBe(201)
})

test('asks for a surrender and an invoice, and the audit log names the partner', async () => {
  const placed = (await place({ reference: 'TOUR-BACK' })).json<PartnerOrder>()
  await issued(placed.id, placed.cashierUrl)
  const path = `/orders/${placed.id}`
  const asked = await partner.ask('POST', `${path}/invoice`, { invoiceType: 'person', invoiceTitle: '李雷' })
  expect([asked.statusCode, asked.json<PartnerOrder>().invoice]).toEqual([200, 'issuing'])
  const { items } = await until(
    async () => (await partner.ask('GET', `${path}/invoices`)).json<InvoiceList>(),
    (list) => list.items.length > 0,
  )
  expect(items[0]?.file).toMatch(/^\/api\/partner\/v1\/orders\//)
  const surrendered = await partner.ask('POST', `${path}/surrender`)
  expect([surrendered.statusCode, surrendered.json<PartnerOrder>().status]).toEqual([200, 'surrendering'])
  // Requested, or confirmed by now.
  expect((await partner.ask('POST', `${path}/surrender`)).statusCode).toBe(409)
  const log = (await portal.ask('GET', `/api/audit?subject=${placed.id}`)).json<z.infer<typeof AuditList>>()
  const asks = log.items.filter(({ actor }) => actor === `partner:${partner.id}`)
  expect(asks.map(({ act }) => act).toSorted()).toEqual(['invoice-asked', 'order-placed', 'surrender-asked'])
})

test('refuses bad input at the partner’s own field names, with an address that explains it', async () => {
  const answer = await place({ reference: 'TOUR-BAD', plan: '99999' })
  expect(problem(answer)).toMatchObject({
    status: 400,
    code: 'invalid',
    fields: [{ field: 'plan', code: 'plan-unknown' }],
    documentation_url: `${portal.deps.publicUrl}/developers/problems#invalid`,
  })
  expect(problem(await place({ product: '200208' })).fields?.[0]).toMatchObject({ field: 'product' })
  expect(problem(await place({ reference: '李雷' })).fields?.[0]).toMatchObject({ field: 'reference' })
  expect(problem(await partner.ask('POST', '/orders', sale))).toMatchObject({ code: 'key-required' })
  expect(problem(await partner.ask('GET', '/events?cursor=x'))).toMatchObject({ status: 400 })
  await portal.fault('addTemp', 'answer', { body: JSON.stringify({ code: '3000', message: '产品不存在' }) })
  expect(problem(await place({ reference: 'TOUR-REFUSED' }))).toMatchObject({
    status: 422,
    code: '3000',
    documentation_url: `${portal.deps.publicUrl}/developers/problems#3000`,
  })
})

test('takes only the partner’s own short-lived token for this audience', async () => {
  const now = Math.floor(Date.now() / 1000)
  const aud = `${portal.deps.publicUrl}/api/partner/v1`
  const codeOf = async (token?: string) => {
    const answer = await portal.app.inject({
      url: '/api/partner/v1/orders',
      ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    })
    const { code, fields, documentation_url } = answer.json<Problem>()
    expect(documentation_url).toContain('/developers/problems#')
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
    return [answer.statusCode, code, fields?.[0]?.code]
  }
  const bare = await new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(partner.id)
    .setAudience(aud)
    .sign(Buffer.from(partner.keySecret))
  expect(await codeOf()).toEqual([401, 'token-missing', undefined])
  expect(await codeOf('x')).toEqual([401, 'token-invalid', undefined])
  // A forger learns nothing; the partner's list does.
  expect(await codeOf(await partner.token({ aud, exp: now - 900 }, 'forged'))).toEqual([
    401,
    'token-invalid',
    undefined,
  ])
  expect(await codeOf(bare)).toEqual([401, 'token-invalid', 'wrong-claim'])
  expect(await codeOf(await partner.token())).toEqual([401, 'token-invalid', 'wrong-audience'])
  expect(await codeOf(await partner.token({ aud, exp: now + 600 }))).toEqual([
    401,
    'token-invalid',
    'too-long-lived',
  ])
  expect(await codeOf(await partner.token({ aud, iat: now - 400, exp: now - 200 }))).toEqual([
    401,
    'token-expired',
    'expired',
  ])
  const list = await portal.ask('GET', `/api/partners/${partner.id}/refusals`)
  expect(list.json<PartnerRefusalList>().items.map(({ reason }) => reason)).toContain('wrong-signature')
  await portal.deps.pool.query(`delete from throttles where key like 'partner-api%'`)
})

test('a partner does only what its scopes and its licence allow', async () => {
  const own = await testPartner(portal)
  const path = `/api/partners/${own.id}`
  const { keys: _keys, ...saved } = (await portal.ask('GET', path)).json<Partner>()
  const save = (more: object) => portal.ask('PUT', path, { ...saved, ...more })
  await save({ licensed: false })
  expect(problem(await place({}, randomUUID(), own))).toMatchObject({
    status: 403,
    code: 'partner-unlicensed',
  })
  await save({ scopes: ['orders'] })
  expect(problem(await place({}, randomUUID(), own))).toMatchObject({
    status: 403,
    code: 'scope-missing',
    detail: 'place',
  })
  expect((await own.ask('GET', '/orders')).statusCode).toBe(200)
  // Another change of the settings keeps them.
  await save({ scopes: undefined })
  expect((await portal.ask('GET', path)).json<Partner>().scopes).toEqual(['orders'])
  await portal.ask('POST', `${path}/disabled`, { disabled: true })
  expect(problem(await own.ask('GET', '/orders'))).toMatchObject({ status: 403, code: 'partner-disabled' })
})

test('stops a partner that asks too often, and no other one', async () => {
  const [busy, calm] = [await testPartner(portal), await testPartner(portal)]
  await createThrottle(portal.deps, 'partner-api', 300, 60).count(busy.id, 299)
  const codes = [await busy.ask('GET', '/orders'), await busy.ask('GET', '/orders')]
  expect(codes.map(({ statusCode }) => statusCode)).toEqual([200, 429])
  expect((await calm.ask('GET', '/orders')).statusCode).toBe(200)
})

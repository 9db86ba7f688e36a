import { expect, test } from 'vitest'
import type { Link } from '#contract/links.ts'
import type { Order } from '#contract/orders.ts'
import type { Purchase } from '#contract/purchases.ts'
import { CONSENTS, linkSale } from '../../testing/link-sale.ts'
import { LI_LEI } from '../../testing/people.ts'
import { payAsCustomer, until } from '../../testing/sale.ts'

const { portal, draft, makeLink, by, state, filled } = await linkSale()

test('a single-use link is one purchase in any browser, ordered once and paid', async () => {
  const orders = async () => (await portal.ask('GET', '/api/orders')).json<{ items: Order[] }>().items
  const before = (await orders()).length
  const link = await makeLink()
  expect(link.url).toMatch(/\/buy\/[\w-]{32}$/)
  await by(link.token, 'POST', '/opened', {})
  const { token, version } = await filled(link.token)
  expect(token).toBe(link.token)
  expect(await state(token)).toMatchObject({ begun: true, step: 'review', draft, order: null })

  const answers = await Promise.all(
    Array.from({ length: 5 }, () => by(token, 'POST', '/place', { version, consents: CONSENTS })),
  )
  expect(answers.filter(({ statusCode }) => statusCode >= 300)).toEqual([])
  // While the platform is asked, a concurrent request gets the answer to wait.
  const urls = new Set(answers.flatMap((answer) => answer.json<Purchase>().order?.cashierUrl ?? []))
  expect(urls.size).toBe(1)
  const again = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(again.json<Purchase>().order?.cashierUrl).toBe([...urls][0])

  expect(again.body).not.toContain(LI_LEI.cardNo)

  const items = await orders()
  expect(items).toHaveLength(before + 1)
  expect(items[0]).toMatchObject({ channel: 'link', payType: 'cash', status: 'unpaid' })
  await payAsCustomer([...urls][0] ?? '')
  await until(
    () => state(token),
    ({ order }) => order?.status === 'issued',
  )
  // The order's page has the number of the attempt.
  const customer = (bearer: string) => ({ headers: { authorization: `Bearer ${bearer}` } })
  const { order, supportNumber } = await state(token)
  const returned = order?.returnPath.split('/').at(-1) ?? ''
  const own = await portal.app.inject({ method: 'POST', url: '/api/return', ...customer(returned) })
  const shown = await portal.app.inject({
    url: '/api/own-order',
    ...customer(own.json<{ token: string }>().token),
  })
  expect(shown.json()).toMatchObject({ supportNumber })
  const listed = (await portal.ask('GET', `/api/links/${link.id}`)).json<Link>()
  expect(listed).toMatchObject({ state: 'used-up', opened: 1, begun: 1, bought: 1 })
})

test('a link of two uses gives each customer a separate purchase, and a third none', async () => {
  const link = await makeLink({ uses: 2 })
  const customers = await Promise.all([filled(link.token), filled(link.token), filled(link.token)])
  expect(new Set(customers.map(({ token }) => token)).size).toBe(3)
  const placed = await Promise.all(
    customers.map(({ token, version }) => by(token, 'POST', '/place', { version, consents: CONSENTS })),
  )
  expect(placed.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 201, 409])
  expect((await state(link.token)).closed).toBe('used-up')
})

test('reports what is missing by its field and orders nothing', async () => {
  const { token, version } = await filled((await makeLink()).token)
  const bad = { ...draft, startDate: '2020-01-01', endDate: '2020-01-03', planCode: 'none' }
  await by(token, 'PUT', '', { version, step: 'review', draft: bad })
  const answer = await by(token, 'POST', '/place', { version: version + 1, consents: ['truth'] })
  expect(answer.statusCode).toBe(400)
  const fields = answer.json<{ fields: { field: string; code: string }[] }>().fields
  expect(fields.map(({ field, code }) => `${field} ${code}`)).toEqual([
    'planCode plan-unknown',
    expect.stringMatching(/^startDate start-too-early-\d{4}-\d\d-\d\d$/),
    'consents.notice consent',
    'consents.privacy consent',
  ])
})

test('a refusal of the platform reopens the purchase, and the next try is another order', async () => {
  const { token, version } = await filled((await makeLink()).token)
  await portal.fault('addTemp', 'code', { code: '9999' })
  const refused = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(refused.statusCode).toBe(422)
  expect(await state(token)).toMatchObject({ order: null, refusal: { code: '9999' } })
  const placed = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(placed.json<Purchase>()).toMatchObject({ order: { status: 'unpaid' }, refusal: null })
})

test('a lost answer is uncertain, offers no payment, and ends in one cashier', async () => {
  const { token, version } = await filled((await makeLink()).token)
  await portal.fault('addTemp', 'html', { times: 2 })
  const placed = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(placed.statusCode).toBe(202)
  expect(placed.json<Purchase>().order).toMatchObject({ status: 'uncertain', cashierUrl: null })
  expect((await by(token, 'PUT', '', { version, step: 'review', draft })).statusCode).toBe(409)
  await until(
    () => state(token),
    ({ order }) => order?.status === 'unpaid' && order.cashierUrl !== null,
    15_000,
  )
})

test('offers payment only after a fresh answer of the platform that it is unpaid', async () => {
  const { token, version } = await filled((await makeLink()).token)
  const placed = (await by(token, 'POST', '/place', { version, consents: CONSENTS })).json<Purchase>()
  await portal.deps.db
    .updateTable('orders')
    .set({ asked_at: new Date(portal.deps.now() - 60_000) })
    .where('id', '=', placed.order?.id ?? '')
    .execute()
  expect((await state(token)).order).toMatchObject({ status: 'unpaid', checked: false, cashierUrl: null })
  const asked = (await by(token, 'POST', '/refresh', {})).json<Purchase>().order
  expect(asked).toMatchObject({ checked: true, cashierUrl: placed.order?.cashierUrl })
})

test('a revoked, expired or unknown link sells nothing', async () => {
  const revoked = await makeLink()
  const begun = await filled(revoked.token)
  await portal.ask('POST', `/api/links/${revoked.id}/revoke`, {})
  expect((await state(revoked.token)).closed).toBe('revoked')
  const late = await by(begun.token, 'POST', '/place', { version: begun.version, consents: CONSENTS })
  expect(late.json()).toMatchObject({ status: 409, code: 'link-revoked' })

  const expired = await makeLink({ uses: 3 })
  await portal.deps.db
    .updateTable('links')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('id', '=', expired.id)
    .execute()
  expect((await state(expired.token)).closed).toBe('expired')
  expect((await by(expired.token, 'POST', '/begin', {})).json()).toMatchObject({ code: 'link-expired' })
  expect((await by('x'.repeat(32), 'GET')).statusCode).toBe(404)
  expect((await portal.app.inject('/api/purchase')).statusCode).toBe(404)
})

test('the older of two browsers at one draft gets a conflict and saves nothing', async () => {
  const { token, version } = await filled((await makeLink()).token)
  const newer = { ...draft, endDate: draft.startDate }
  expect((await by(token, 'PUT', '', { version, step: 'people', draft: newer })).statusCode).toBe(200)
  const older = await by(token, 'PUT', '', { version, step: 'period', draft })
  expect(older.json()).toMatchObject({ status: 409, code: 'draft-changed' })
  expect(await state(token)).toMatchObject({ draft: newer, step: 'people' })
  const place = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(place.json()).toMatchObject({ code: 'draft-changed' })
})

test('a bearer needs no origin and accepts only JSON', async () => {
  const { token } = await makeLink()
  const answer = await portal.app.inject({
    method: 'POST',
    url: '/api/purchase/begin',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
    payload: '{}',
  })
  expect(answer.statusCode).toBe(415)
})

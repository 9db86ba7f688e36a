import type { JWTPayload } from 'jose'
import { expect, test } from 'vitest'
import type { EmbedSession } from '#contract/embed.ts'
import { CONSENTS, linkSale } from '../../testing/link-sale.ts'
import { SHOP, testPartner, type TestPartner } from '../../testing/partner.ts'
import { LI_LEI } from '../../testing/people.ts'
import { payAsCustomer, until } from '../../testing/sale.ts'

const { portal, by, state, filled } = await linkSale()
const partner = await testPartner(portal)

async function open(claims: JWTPayload, site: TestPartner = partner): Promise<EmbedSession> {
  const payload = { token: await site.token({ resume: true, ...claims }), origin: SHOP }
  return (await portal.app.inject({ method: 'POST', url: '/api/embed/session', payload })).json()
}
/** An order placed in the frame; its bearer is lost. */
async function ordered(reference: string): Promise<string> {
  const { token, version } = await filled((await open({ reference })).bearer)
  const placed = await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect(placed.statusCode).toBe(201)
  return token
}

test('a new token of the same reference finds the unpaid order, without who is in it', async () => {
  const lost = await ordered('TRIP-1')
  const { bearer, unpaid } = await open({ reference: 'TRIP-1' })
  expect(unpaid).not.toBeNull()
  const [found, original] = [await state(unpaid ?? ''), await state(lost)]
  expect(found.order).toMatchObject({ status: 'unpaid', cashierUrl: original.order?.cashierUrl })
  expect(found.supportNumber).toBe(original.supportNumber)
  expect(JSON.stringify(found)).not.toMatch(new RegExp(`${LI_LEI.name}|${LI_LEI.cardNo}|${LI_LEI.mobile}`))
  // The customer may start another.
  expect(await state(bearer)).toMatchObject({ order: null, closed: null })
})

test('no other reference, product, site or state finds it', async () => {
  const lost = await ordered('TRIP-2')
  const other = await testPartner(portal)
  expect((await open({ reference: 'TRIP-3' })).unpaid).toBeNull()
  expect((await open({ reference: undefined })).unpaid).toBeNull()
  expect((await open({ reference: 'TRIP-2' }, other)).unpaid).toBeNull()
  expect((await open({ reference: 'TRIP-2', resume: false })).unpaid).toBeNull()
  expect((await open({ reference: 'TRIP-2', resume: undefined })).unpaid).toBeNull()
  await payAsCustomer((await state(lost)).order?.cashierUrl ?? '')
  await until(
    () => state(lost),
    ({ order }) => order?.status === 'issued',
  )
  expect((await open({ reference: 'TRIP-2' })).unpaid).toBeNull()
})

test('offers no order whose cover would have begun', async () => {
  await ordered('TRIP-5')
  await portal.deps.db
    .updateTable('orders')
    .set({ start_date: '2020-01-01' })
    .where('reference', '=', 'TRIP-5')
    .execute()
  expect((await open({ reference: 'TRIP-5' })).unpaid).toBeNull()
})

test('a page that found the order adds nothing to the evidence of the sale', async () => {
  await ordered('TRIP-6')
  const { unpaid } = await open({ reference: 'TRIP-6' })
  const piece = await by(unpaid ?? '', 'POST', '/trail', {
    visit: 'visit-of-the-second',
    build: '/assets/a.js',
    language: 'zh',
    view: { width: 360, height: 740 },
    events: [{ seq: 1, at: 1, kind: 'enter', page: 'ordered' }],
  })
  expect(piece.statusCode).toBe(409)
})

test('shows nothing typed when the platform refuses the order afterwards', async () => {
  await ordered('TRIP-4')
  const { unpaid } = await open({ reference: 'TRIP-4' })
  const id = (await state(unpaid ?? '')).order?.id ?? ''
  await portal.deps.db
    .updateTable('purchases')
    .set({
      order_id: null,
      refusals: 1,
      refusal: JSON.stringify({ code: '9999', detail: `${LI_LEI.name}已投保` }),
    })
    .where('order_id', '=', id)
    .execute()
  const found = await state(unpaid ?? '')
  expect(found).toMatchObject({ order: null, closed: 'expired' })
  expect(JSON.stringify(found)).not.toContain(LI_LEI.name)
  const placed = await by(unpaid ?? '', 'POST', '/place', { version: found.version, consents: CONSENTS })
  expect(placed.statusCode).toBe(409)
})

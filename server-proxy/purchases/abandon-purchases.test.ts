import { expect, test } from 'vitest'
import { shanghaiDay } from '#contract/days.ts'
import type { Desk } from '#contract/desk.ts'
import type { EmbedSession } from '#contract/embed.ts'
import type { EventsSince } from '#contract/partner-api.ts'
import type { PartnerEventList } from '#contract/partners.ts'
import type { PurchaseStep } from '#contract/purchase-steps.ts'
import { CONSENTS, linkSale } from '../testing/link-sale.ts'
import { SHOP, testPartner } from '../testing/partner.ts'
import { abandonPurchases } from './abandon-purchases.ts'

const { portal, draft, by, state, filled, makeLink } = await linkSale()
const partner = await testPartner(portal)

/** A purchase in the partner's frame, filled in. */
async function begun(reference: string) {
  const token = await partner.token({ reference })
  const session = await portal.app.inject({
    method: 'POST',
    url: '/api/embed/session',
    payload: { token, origin: SHOP },
  })
  return filled(session.json<EmbedSession>().bearer)
}
const stepTo = async (token: string, step: PurchaseStep) =>
  by(token, 'PUT', '', { version: (await state(token)).version, step, draft })
const later = (minutes: number) =>
  abandonPurchases({ ...portal.deps, now: () => Date.now() + minutes * 60_000 })
const told = async (reference: string) =>
  (await partner.ask('GET', '/events?limit=100'))
    .json<EventsSince>()
    .items.filter(({ data }) => data.reference === reference)
async function abandoned() {
  const today = shanghaiDay(Date.now())
  const desk = (await portal.ask('GET', `/api/desk?from=${today}&to=${today}`)).json<Desk>()
  const at = Object.fromEntries(desk.abandoned.map(({ step, count }) => [step, count])) as Record<
    PurchaseStep,
    number
  >
  return { ...at, begun: desk.begun.purchases }
}

test('tells the partner once of a purchase that was not saved for an hour, without any person', async () => {
  const { token } = await begun('ABANDONED-1')
  await later(59)
  expect(await told('ABANDONED-1')).toEqual([])
  await Promise.all([later(61), later(61), later(62)])
  await stepTo(token, 'people')
  await later(200)
  const events = await told('ABANDONED-1')
  expect(events).toEqual([
    {
      id: expect.stringMatching(/^msg_/) as string,
      type: 'purchase.abandoned',
      timestamp: expect.any(String) as string,
      data: {
        purchase: expect.any(String) as string,
        reference: 'ABANDONED-1',
        product: '200207',
        step: 'review',
        begunAt: expect.any(String) as string,
        savedAt: expect.any(String) as string,
      },
    },
  ])
  const listed = (await portal.ask('GET', `/api/partners/${partner.id}/events`)).json<PartnerEventList>()
  expect(listed.items[0]).toMatchObject({
    type: 'purchase.abandoned',
    orderId: null,
    reference: 'ABANDONED-1',
  })
})

test('the desk counts it by its last step, also when it is forgotten, until it is ordered', async () => {
  const before = await abandoned()
  const [stays, ordered] = [await filled((await makeLink()).token), await filled((await makeLink()).token)]
  await later(61)
  expect(await abandoned()).toEqual({ ...before, review: before.review + 2, begun: before.begun + 2 })
  await stepTo(stays.token, 'people')
  const placed = await by(ordered.token, 'POST', '/place', { version: ordered.version, consents: CONSENTS })
  expect(placed.statusCode).toBe(201)
  const one = { ...before, people: before.people + 1, begun: before.begun + 1 }
  expect(await abandoned()).toEqual(one)
  await portal.deps.db
    .deleteFrom('purchases')
    .where('abandoned_at', 'is not', null)
    .where('order_id', 'is', null)
    .execute()
  expect(await abandoned()).toEqual(one)
})

test('a purchase without a save or with a refused order is not abandoned', async () => {
  const before = await abandoned()
  await by((await makeLink()).token, 'POST', '/begin', {})
  const { token, version } = await begun('REFUSED-1')
  await portal.fault('addTemp', 'code', { code: '9999' })
  await by(token, 'POST', '/place', { version, consents: CONSENTS })
  expect((await state(token)).refusal).not.toBeNull()
  await later(61)
  expect(await abandoned()).toEqual(before)
  expect((await told('REFUSED-1')).map(({ type }) => type)).toEqual(['order.failed'])
})

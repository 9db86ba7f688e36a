import { expect, test } from 'vitest'
import type { AttentionOverview } from '#contract/attention.ts'
import type { Link } from '#contract/links.ts'
import type { Order } from '#contract/orders.ts'
import type { Purchase } from '#contract/purchases.ts'
import { CONSENTS, linkSale } from '../../testing/link-sale.ts'
import { signInAs } from '../../testing/portal.ts'

const { portal, offer, makeLink, by, state, filled } = await linkSale()

test('staff see their own links, and only admins create the public entry', async () => {
  const clerk = await signInAs(portal, 'clerk', 'clerk-of-links')
  const own = await makeLink({}, clerk)
  const others = (await portal.ask('GET', '/api/links', undefined, { cookie: clerk })).json<{
    items: Link[]
  }>()
  expect(others.items.map(({ id }) => id)).toEqual([own.id])
  const foreign = await makeLink()
  const path = `/api/links/${foreign.id}/revoke`
  expect((await portal.ask('POST', path, {}, { cookie: clerk })).statusCode).toBe(404)
  const entry = { ...offer, kind: 'public', uses: null, days: null }
  expect((await portal.ask('POST', '/api/links', entry, { cookie: clerk })).statusCode).toBe(403)
  expect((await portal.ask('POST', '/api/links', entry)).json()).toMatchObject({
    kind: 'public',
    expiresAt: null,
  })

  const { token, version } = await filled(own.token)
  await by(token, 'POST', '/place', { version, consents: CONSENTS })
  const orders = await portal.ask('GET', '/api/orders', undefined, { cookie: clerk })
  expect(orders.json<{ items: Order[] }>().items).toMatchObject([
    { channel: 'link', createdBy: 'clerk-of-links' },
  ])
})

test('a customer asks for a link that is over, and one press on the desk opens it again', async () => {
  const { db } = portal.deps
  const asked = async () =>
    (await portal.ask('GET', '/api/attentions/overview')).json<AttentionOverview>().askedLinks
  const open = await makeLink()
  expect((await by(open.token, 'POST', '/ask')).json()).toMatchObject({ status: 409 })
  const past = { expires_at: new Date(Date.now() - 1) }

  const expired = await makeLink({ title: '大堂' })
  await db.updateTable('links').set(past).where('id', '=', expired.id).execute()
  const usedUp = await makeLink({ uses: 2 })
  for (let n = 0; n < 2; n++) {
    const own = await filled(usedUp.token)
    await by(own.token, 'POST', '/place', { version: own.version, consents: CONSENTS })
  }
  const revoked = await makeLink()
  await portal.ask('POST', `/api/links/${revoked.id}/revoke`)

  for (const [link, reason] of [
    [expired, 'expired'],
    [usedUp, 'used-up'],
    [revoked, 'revoked'],
  ] as const) {
    expect((await state(link.token)).renewal).toBe('possible')
    for (let presses = 0; presses < 2; presses++)
      expect((await by(link.token, 'POST', '/ask')).json<Purchase>().renewal).toBe('asked')
    expect(await asked()).toMatchObject([{ linkId: link.id, reason }])
    const renewed = await portal.ask('POST', `/api/links/${link.id}/renew`)
    expect(renewed.json<Link>()).toMatchObject({ state: 'open', url: link.url })
    expect(await asked()).toEqual([])
    expect(await state(link.token)).toMatchObject({ closed: null, renewal: null })
  }
  await db.updateTable('links').set(past).where('id', '=', expired.id).execute()
  await by(expired.token, 'POST', '/ask')
  await portal.ask('POST', `/api/links/${expired.id}/decline`)
  expect(await asked()).toEqual([])
  expect(await state(expired.token)).toMatchObject({ closed: 'expired', renewal: 'possible' })
})

test('does not renew a revoked link whose sale continued with another', async () => {
  const draftId = crypto.randomUUID()
  const send = async (key: string) =>
    (
      await portal.ask('POST', '/api/links', { ...offer, uses: 1, days: 7 }, { 'idempotency-key': key })
    ).json<Link>()
  const first = await send(draftId)
  await portal.ask('POST', `/api/links/${first.id}/revoke`)
  const second = await send(`${draftId}.1`)
  const renewed = await portal.ask('POST', `/api/links/${first.id}/renew`)
  expect(renewed.json()).toMatchObject({ status: 409, code: 'sale-handed-over', linkId: second.id })
})

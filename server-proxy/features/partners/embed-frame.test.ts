import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EmbedHandover, EmbedPartner, EmbedSession } from '#contract/embed.ts'
import type { Partner } from '#contract/partners.ts'
import type { BegunPurchase, Purchase } from '#contract/purchases.ts'
import { SHOP, testPartner } from '../../testing/partner.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

/** A request like the frame's: no cookie. */
const open = (token: string, more: object = { origin: SHOP }) =>
  portal.app.inject({ method: 'POST', url: '/api/embed/session', payload: { token, ...more } })
const codeOf = async (token: string, more?: object) => {
  const answer = await open(token, more)
  return `${answer.statusCode} ${answer.json<{ code?: string }>().code}`
}

test('a permission that an admin withdraws ends at the next request of open frames', async () => {
  const own = await testPartner(portal, { origins: [SHOP, 'https://other.example'] })
  const path = `/api/partners/${own.id}`
  const { keys: _keys, ...before } = (await portal.ask('GET', path)).json<Partner>()
  const by = (bearer: string, method: 'GET' | 'POST' | 'PUT', more = '', payload = {}) =>
    portal.app.inject({
      method,
      url: `/api/purchase${more}`,
      headers: { authorization: `Bearer ${bearer}` },
      ...(method !== 'GET' && { payload }),
    })
  const looking = (
    await open(await own.token({ prefill: { holder: { name: '李雷' } } }))
  ).json<EmbedSession>()
  const begun = (await by(looking.bearer, 'POST', '/begin')).json<BegunPurchase>().token
  const waiting = (await open(await own.token())).json<EmbedSession>().bearer
  const save = { version: 0, step: 'people', draft: {} }
  const changes: Record<string, object> = {
    'origin-not-allowed': { origins: ['https://other.example'], returnUrl: '' },
    'partner-unlicensed': { licensed: false },
    'partner-disabled': { disabled: true },
  }
  for (const [code, change] of Object.entries(changes)) {
    if (code === 'partner-disabled') await portal.ask('POST', `${path}/disabled`, change)
    else await portal.ask('PUT', path, { ...before, ...change })
    expect((await by(begun, 'GET')).json<Purchase>()).toMatchObject({ closed: code, draft: { insured: [] } })
    expect((await by(begun, 'GET')).body).not.toContain('李雷')
    for (const refused of [
      await by(begun, 'PUT', '', save),
      await by(begun, 'POST', '/place', { version: 0, consents: [] }),
      await by(waiting, 'POST', '/begin'),
    ])
      expect(refused.json()).toMatchObject({ status: 409, code })
  }
  // Restoring it shows the entered data again.
  await portal.ask('POST', `${path}/disabled`, { disabled: false })
  await portal.ask('PUT', path, before)
  expect((await by(begun, 'GET')).json<Purchase>()).toMatchObject({
    closed: null,
    draft: { holder: { name: '李雷' } },
  })
  expect((await by(begun, 'PUT', '', save)).statusCode).toBe(200)
})

test('a site without a licence leads to its own purchase on a page of the portal, without people', async () => {
  const own = await testPartner(portal, { licensed: false })
  const prefill = { startDate: '2030-05-01', endDate: '2030-05-03', holder: { name: '李雷' } }
  const token = await own.token({ plan: '30543', prefill })
  expect(await codeOf(token)).toBe('403 partner-unlicensed')
  // That did not spend it.
  const hand = () =>
    portal.app.inject({ method: 'POST', url: '/api/embed/handover', payload: { token, origin: SHOP } })
  const answer = await hand()
  expect([answer.statusCode, (await hand()).statusCode]).toEqual([201, 401])
  const { path, reference } = answer.json<EmbedHandover>()
  expect(reference).toBe('TOUR-1')
  const by = (bearer: string, method: 'GET' | 'POST', more = '') =>
    portal.app.inject({
      method,
      url: `/api/purchase${more}`,
      headers: { authorization: `Bearer ${bearer}` },
      ...(method === 'POST' && { payload: {} }),
    })
  const mine = () =>
    portal.deps.db
      .selectFrom('purchases')
      .select(['channel', 'partner_id', 'reference', 'expires_at'])
      .where('partner_id', '=', own.id)
      .execute()
  const lead = /^\/buy\/([\w-]{100,1000})$/.exec(path)?.[1] ?? ''
  const expected = { planCode: '30543', startDate: '2030-05-01', holder: { name: '' }, insured: [] }
  expect((await by(lead, 'GET')).json<Purchase>()).toMatchObject({ begun: false, draft: expected })
  // A visit alone stores nothing, and continuing twice starts one purchase.
  expect(await mine()).toEqual([])
  const begun = await Promise.all([by(lead, 'POST', '/begin'), by(lead, 'POST', '/begin')])
  const [bearer, again] = begun.map((one) => one.json<BegunPurchase>().token)
  expect(bearer).toMatch(/^[\w-]{32}$/)
  expect(again).toBe(bearer)
  expect(await mine()).toEqual([
    {
      channel: 'partner',
      partner_id: own.id,
      reference: 'TOUR-1',
      expires_at: new Date(answer.json<EmbedHandover>().expiresAt),
    },
  ])
  for (const one of [bearer ?? '', lead])
    expect((await by(one, 'GET')).json<Purchase>()).toMatchObject({ begun: true, draft: expected })
  for (const altered of [lead.slice(0, -8), `${lead.slice(0, 60)}AAAA${lead.slice(64)}`])
    expect((await by(altered, 'GET')).statusCode).toBe(404)
  const last = () =>
    portal.deps.db
      .selectFrom('purchases')
      .select(['channel', 'partner_id', 'reference'])
      .orderBy('id', 'desc')
      .executeTakeFirst()

  // Without a token the public entry names the partner, which attributes the purchase to it.
  const card = async () =>
    (await portal.app.inject({ url: `/api/embed/partners/${own.id}` })).json<EmbedPartner>().products[0]
  expect((await card())?.entry).toBeNull()
  const { memberId, products } = (await portal.ask('GET', `/api/partners/${own.id}`)).json<Partner>()
  const entry = { kind: 'public', memberId, productCode: products[0], uses: null, days: null }
  await portal.ask('POST', '/api/links', entry)
  const way = new URL((await card())?.entry?.path ?? '', portal.deps.publicUrl)
  const begin = (asked: string | null) =>
    portal.app.inject({
      method: 'POST',
      url: '/api/purchase/begin',
      headers: { authorization: `Bearer ${way.pathname.split('/').at(-1)}` },
      payload: { partner: asked },
    })
  expect((await begin(way.searchParams.get('partner'))).statusCode).toBe(200)
  expect(await last()).toEqual({ channel: 'public', partner_id: own.id, reference: null })
  const other = await own.token()
  const second = await portal.app.inject({
    method: 'POST',
    url: '/api/embed/handover',
    payload: { token: other, origin: SHOP },
  })
  await portal.ask('POST', `/api/partners/${own.id}/disabled`, { disabled: true })
  const unbegun = second.json<EmbedHandover>().path.slice(5)
  expect((await by(unbegun, 'GET')).json<Purchase>().closed).toBe('revoked')
  expect((await by(unbegun, 'POST', '/begin')).json()).toMatchObject({ code: 'link-revoked' })
  for (const stranger of [crypto.randomUUID(), 'nobody']) {
    expect((await begin(stranger)).statusCode).toBe(200)
    expect((await last())?.partner_id).toBeNull()
  }
})

test('customers see the insurer’s logo while the product is offered, and staff always', async () => {
  const own = await testPartner(portal)
  const card = (await portal.app.inject({ url: `/api/embed/partners/${own.id}` })).json<EmbedPartner>()
  const url = card.products[0]?.insurerLogo ?? ''
  const logo = await portal.app.inject({ url })
  expect([
    logo.statusCode,
    logo.headers['content-type'],
    logo.headers['cross-origin-resource-policy'],
  ]).toEqual([200, 'image/png', 'same-origin'])
  await portal.deps.db.updateTable('partners').set({ disabled_at: new Date() }).execute()
  await portal.deps.db.updateTable('links').set({ revoked_at: new Date() }).execute()
  expect((await portal.app.inject({ url })).statusCode).toBe(404)
  expect((await portal.ask('GET', '/api/products/200207/logo')).statusCode).toBe(200)
  await portal.deps.db.updateTable('partners').set({ disabled_at: null }).execute()
})

test('stops callers who guess tokens, and not those with good ones', async () => {
  const own = await testPartner(portal)
  for (let n = 0; n < 3; n++) expect((await open(await own.token())).statusCode).toBe(201)
  const wrong = await own.token({}, 'another-key')
  const codes = new Set<string>()
  for (let n = 0; n < 62; n++) codes.add(await codeOf(wrong))
  expect([...codes]).toEqual(['401 token-invalid', '429 too-many-requests'])
  await portal.deps.pool.query(`delete from throttles where key like 'embed-%'`)
})

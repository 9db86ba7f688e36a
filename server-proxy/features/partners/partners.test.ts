import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewSecret, Partner, PartnerNames } from '#contract/partners.ts'
import { SHOP, testPartner, type TestPartner } from '../../testing/partner.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'

let portal: TestPortal
let partner: TestPartner
beforeAll(async () => {
  portal = await testPortal()
  partner = await testPartner(portal)
})
afterAll(() => portal.close())

const view = async (id = partner.id) => (await portal.ask('GET', `/api/partners/${id}`)).json<Partner>()
const ancestors = async (path: string) => {
  const { headers } = await portal.app.inject({ url: path })
  return {
    policy: /frame-ancestors ([^;]*)/.exec(String(headers['content-security-policy']))?.[1],
    frame: headers['x-frame-options'],
    opener: headers['cross-origin-opener-policy'],
    embedder: headers['cross-origin-embedder-policy'],
  }
}

test('an admin manages partners, whose secrets are shown once and whose keys are two at most', async () => {
  expect(partner.keySecret).toMatch(/^aigobo_[\w-]{43}$/)
  const second = (await portal.ask('POST', `/api/partners/${partner.id}/keys`, {})).json<NewSecret>()
  const third = await portal.ask('POST', `/api/partners/${partner.id}/keys`, {})
  expect([third.statusCode, third.json()]).toMatchObject([409, { code: 'two-keys-already' }])
  const shown = await portal.ask('GET', `/api/partners/${partner.id}`)
  for (const secret of [partner.keySecret, partner.webhookSecret, second.secret])
    expect(shown.body).not.toContain(secret)
  const [, newer] = shown.json<Partner>().keys
  expect((await portal.ask('DELETE', `/api/partners/${partner.id}/keys/${newer?.id}`)).statusCode).toBe(204)
  expect((await view()).keys).toHaveLength(1)
})

test('reports an admin’s bad input at its field', async () => {
  const { id: _id, keys: _keys, ...good } = await view()
  const refused = async (more: object) => {
    const answer = await portal.ask('POST', '/api/partners', { ...good, ...more })
    return [answer.statusCode, answer.json<{ fields: { field: string; code: string }[] }>().fields[0]]
  }
  for (const origin of [
    'https://*.shop.example',
    'https://shop.example/path',
    'http://shop.example',
    'https://SHOP.example',
    'shop.example',
  ])
    expect(await refused({ origins: [origin] })).toMatchObject([400, { field: 'origins.0', code: 'origin' }])
  expect(await refused({ memberId: 'M0' })).toMatchObject([400, { code: 'member-unknown' }])
  expect(await refused({ products: ['0'] })).toMatchObject([400, { field: 'products.0' }])
  expect(await refused({ returnUrl: 'https://elsewhere.example' })).toMatchObject([
    400,
    { field: 'returnUrl', code: 'outside-origins' },
  ])
  expect(await refused({ webhookUrl: 'http://shop.example/hook' })).toMatchObject([
    400,
    { code: 'url-https' },
  ])
  expect(await refused({ webhookUrl: 'https://10.0.0.7/hook' })).toMatchObject([400, { code: 'url-private' }])
  expect(await refused({ theme: { accent: 'red', radius: 99 } })).toMatchObject([
    400,
    { field: 'theme.accent', code: 'colour' },
  ])
})

test('drops the slash that an address bar adds to an origin', async () => {
  const { id } = await testPartner(portal, { origins: [` ${SHOP}/ `] })
  expect((await view(id)).origins).toEqual([SHOP])
})

test('any page may ask why its frame stays empty, and learns nothing else', async () => {
  const why = async (id: string, origin: string) => {
    const answer = await portal.app.inject({ url: `/embed/why?partner=${id}&origin=${origin}` })
    return /data-code="([\w-]+)"/.exec(answer.body)?.[1] ?? null
  }
  expect(await why(partner.id, SHOP)).toBeNull()
  expect(await why(partner.id, 'https://other.example')).toBe('origin-not-allowed')
  expect(await why('nobody', SHOP)).toBe('partner-unknown')
  expect(await ancestors(`/embed/why?partner=${partner.id}&origin=x`)).toMatchObject({
    policy: '*',
    frame: undefined,
  })
})

test('managers see partners’ names, clerks nothing, and only admins see or change them', async () => {
  const manager = { cookie: await signInAs(portal, 'manager', 'manager-of-partners') }
  const clerk = { cookie: await signInAs(portal, 'clerk', 'clerk-of-partners') }
  const names = (as: typeof manager) => portal.ask('GET', '/api/partners/names', undefined, as)
  expect((await names(manager)).json<PartnerNames>().items.map(({ id }) => id)).toContain(partner.id)
  expect((await names(clerk)).statusCode).toBe(403)
  expect((await portal.ask('GET', '/api/partners', undefined, manager)).statusCode).toBe(403)
  for (const path of ['/keys', '/disabled', '/webhook-secret'])
    expect((await portal.ask('POST', `/api/partners/${partner.id}${path}`, {}, manager)).statusCode).toBe(403)
})

test('only its partner’s origins may frame /embed, and no site may frame other pages', async () => {
  const two = await testPartner(portal, {
    origins: ['https://a.example', 'http://localhost:8099'],
    returnUrl: '',
  })
  expect(await ancestors(`/embed?partner=${partner.id}`)).toEqual({
    policy: SHOP,
    frame: undefined,
    opener: 'unsafe-none',
    // Required by an isolated page (COEP) of its frames.
    embedder: 'require-corp',
  })
  expect((await ancestors(`/embed?partner=${two.id}&mode=popup`)).policy).toBe(
    'https://a.example http://localhost:8099',
  )
  for (const path of [
    '/embed',
    '/embed?partner=',
    '/embed?partner=01990000-0000-7000-8000-000000000001',
    `/embed?partner=${partner.id}&partner=${two.id}`,
    `/embed?partner=${partner.id}%27`,
    `/embed/?partner=${partner.id}`,
    `/embedded?partner=${partner.id}`,
    `/sell?partner=${partner.id}`,
    `/api/embed/partners/${partner.id}`,
  ])
    expect(await ancestors(path)).toMatchObject({ policy: "'none'", frame: 'DENY' })

  await portal.ask('POST', `/api/partners/${two.id}/disabled`, { disabled: true })
  expect(await ancestors(`/embed?partner=${two.id}`)).toMatchObject({ policy: "'none'", frame: 'DENY' })
  expect((await portal.app.inject({ url: `/api/embed/partners/${two.id}` })).statusCode).toBe(404)
})

import { createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, shanghaiDay } from '#contract/days.ts'
import type { EmbedPartner, EmbedSession } from '#contract/embed.ts'
import type { InspectedToken, NewSecret, Partner, PartnerRefusalList } from '#contract/partners.ts'
import type { Problem } from '#contract/problem.ts'
import type { BegunPurchase, Purchase } from '#contract/purchases.ts'
import { SHOP, testPartner, type TestPartner } from '../../testing/partner.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'

let portal: TestPortal
let partner: TestPartner
beforeAll(async () => {
  portal = await testPortal()
  partner = await testPartner(portal)
})
afterAll(() => portal.close())

/** A request like the frame's: no cookie. */
const open = (token: string, more: object = { origin: SHOP }) =>
  portal.app.inject({ method: 'POST', url: '/api/embed/session', payload: { token, ...more } })
const codeOf = async (token: string, more?: object) => {
  const answer = await open(token, more)
  return `${answer.statusCode} ${answer.json<{ code?: string }>().code}`
}
const now = () => Math.floor(Date.now() / 1000)
/** A token with this header and these claims, and any signature. */
function forged(header: object, claims: object, signature = ''): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part(header)}.${part(claims)}.${signature}`
}
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

test('a valid token opens one purchase, prefilled by the partner', async () => {
  const answer = await open(
    await partner.token({
      plan: '30543',
      prefill: { startDate: '2030-05-01', endDate: '2030-05-03', holder: { name: '李雷' } },
    }),
  )
  expect(answer.statusCode).toBe(201)
  expect(answer.headers['set-cookie']).toBeUndefined()
  const { bearer, reference, expiresAt } = answer.json<EmbedSession>()
  expect(reference).toBe('TOUR-1')
  expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now())
  const headers = { authorization: `Bearer ${bearer}` }
  const purchase = await portal.app.inject({ url: '/api/purchase', headers })
  expect(purchase.json<Purchase>().draft).toMatchObject({
    planCode: '30543',
    startDate: '2030-05-01',
    holder: { name: '李雷' },
  })
  // A visit alone stores nothing, and continuing twice starts one purchase.
  const kept = async () =>
    (
      await portal.deps.db
        .selectFrom('purchases')
        .select(['channel', 'reference', 'page_origin'])
        .where('partner_id', '=', partner.id)
        .execute()
    ).map((row) => Object.values(row).join())
  expect(await kept()).toEqual([])
  const begin = () =>
    portal.app.inject({ method: 'POST', url: '/api/purchase/begin', headers, payload: { language: 'en' } })
  const [first, second] = await Promise.all([begin(), begin()])
  expect(await kept()).toEqual([`partner,TOUR-1,${SHOP}`])
  const own = first.json<BegunPurchase>().token
  expect([own.length, second.json<BegunPurchase>().token]).toEqual([32, own])
  const begun = await portal.app.inject({
    url: '/api/purchase',
    headers: { authorization: `Bearer ${own}` },
  })
  expect(begun.json()).toMatchObject({ begun: true, language: 'en', draft: purchase.json<Purchase>().draft })
  // The bearer opens this purchase only: nothing of staff, nothing of other bearers.
  for (const url of ['/api/orders', '/api/partners', '/api/members', '/api/events', '/api/session'])
    expect([url, (await portal.app.inject({ url, headers })).statusCode]).toEqual([url, 401])
  for (const url of ['/api/own-order', `/api/purchase/documents/${crypto.randomUUID()}`])
    expect([url, (await portal.app.inject({ url, headers })).statusCode]).toEqual([url, 404])
  expect(
    (await portal.ask('GET', `/api/partners/${partner.id}`)).json<Partner>().keys[0]?.usedAt,
  ).not.toBeNull()
})

test('stores a list too long for a header at once, and it opens as any other', async () => {
  const insured = Array.from({ length: 30 }, (_, n) => ({
    name: `旅客${n}`,
    cardNo: `E00000${n}`,
    relation: 'other',
  }))
  const { bearer } = (await open(await partner.token({ prefill: { insured } }))).json<EmbedSession>()
  expect(bearer).toHaveLength(32)
  const answer = await portal.app.inject({
    url: '/api/purchase',
    headers: { authorization: `Bearer ${bearer}` },
  })
  expect(answer.json<Purchase>().draft.insured).toHaveLength(30)
})

test('a token is good once, also in parallel', async () => {
  const token = await partner.token()
  const codes = (await Promise.all([open(token), open(token), open(token)])).map(
    ({ statusCode }) => statusCode,
  )
  expect(codes.toSorted()).toEqual([201, 401, 401])
  expect(await codeOf(token)).toBe('401 token-used')
})

test('an old, long-lived, foreign or wrongly signed token opens nothing', async () => {
  const good = await partner.token()
  const claims = claimsOf(good)
  const other = await testPartner(portal)
  const cases: Record<string, [token: string, code: string]> = {
    expired: [await partner.token({ iat: now() - 200, exp: now() - 60 }), '401 token-expired'],
    'six minutes long': [await partner.token({ exp: now() + 360 }), '401 token-invalid'],
    'from the future': [await partner.token({ iat: now() + 120, exp: now() + 240 }), '401 token-invalid'],
    'not yet': [await partner.token({ nbf: now() + 120 }), '401 token-invalid'],
    'another audience': [await partner.token({ aud: 'https://other.example' }), '401 token-invalid'],
    'no token id': [await partner.token({ jti: '' }), '401 token-invalid'],
    'another partner’s key': [await partner.token({}, other.keySecret), '401 token-invalid'],
    'another partner’s name': [await partner.token({ iss: other.id }), '401 token-invalid'],
    'nobody’s name': [await partner.token({ iss: crypto.randomUUID() }), '401 token-invalid'],
    'alg none': [forged({ alg: 'none' }, claims), '401 token-invalid'],
    'alg None with a signature': [forged({ alg: 'None' }, claims, good.split('.')[2]), '401 token-invalid'],
    'alg HS512': [
      await new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS512' })
        .sign(Buffer.from(partner.keySecret.repeat(2))),
      '401 token-invalid',
    ],
    'claims changed': [
      [
        good.split('.')[0],
        forged({}, { ...claims, product: '200208' }).split('.')[1],
        good.split('.')[2],
      ].join('.'),
      '401 token-invalid',
    ],
    'signed by the name': [
      (() => {
        const unsigned = forged({ alg: 'HS256' }, claims).slice(0, -1)
        return `${unsigned}.${createHmac('sha256', partner.id).update(unsigned).digest('base64url')}`
      })(),
      '401 token-invalid',
    ],
    'no token': ['hello', '401 token-invalid'],
    'a look-alike origin': [
      await partner.token({ origin: 'https://www.shop.example.evil.example' }),
      '403 origin-not-allowed',
    ],
    'a product the partner does not have': [
      await partner.token({ product: '200208' }),
      '403 product-not-allowed',
    ],
  }
  for (const [name, [token, code]] of Object.entries(cases))
    expect([name, await codeOf(token)]).toEqual([name, code])
  // An unregistered page and a caller without a page get no reason.
  for (const origin of [undefined, 'https://www.shop.example.evil.example'])
    expect((await open(cases['another audience']?.[0] ?? '', { origin })).json()).not.toHaveProperty('fields')
  expect(await codeOf(good, { origin: 'https://www.shop.example.evil.example' })).toBe(
    '403 origin-not-allowed',
  )
  // A refused token is not spent.
  expect((await open(good)).statusCode).toBe(201)
})

test('a registered page, the partner’s page and the inspector learn what is wrong with a token', async () => {
  const own = await testPartner(portal)
  const inspect = async (token: string) =>
    (await portal.ask('POST', `/api/partners/${own.id}/inspect-token`, { token })).json<InspectedToken>()
  const good = await own.token()
  const wrong: [reason: string, claim: string, token: string][] = [
    ['wrong-signature', '', await own.token({}, 'another-key')],
    ['expired', 'exp', await own.token({ iat: now() - 200, exp: now() - 60 })],
    ['too-long-lived', 'exp', await own.token({ exp: now() + 360 })],
    ['wrong-audience', 'aud', await own.token({ aud: `${portal.deps.publicUrl}/` })],
    ['wrong-issuer', 'iss', await own.token({ iss: crypto.randomUUID() })],
    ['not-yet-valid', 'iat', await own.token({ iat: now() + 120, exp: now() + 240 })],
    ['wrong-claim', 'jti', await own.token({ jti: '' })],
    ['wrong-claim', 'reference', await own.token({ reference: '李雷' })],
    ['wrong-algorithm', 'alg', forged({ alg: 'none' }, claimsOf(good))],
    ['malformed', '', 'hello'],
    ['origin-not-registered', 'origin', await own.token({ origin: 'https://other.example' })],
    ['product-not-offered', 'product', await own.token({ product: '200208' })],
  ]
  expect(await inspect(good)).toEqual({ findings: [], faults: [] })
  await open(good)
  for (const [reason, claim, token] of [...wrong, ['used', 'jti', good] as const]) {
    const told = (await open(token, { origin: SHOP, partner: own.id })).json<Problem>().fields?.[0]
    expect(told, reason).toMatchObject({ field: claim || 'token', code: reason })
    expect((await inspect(token)).findings[0], reason).toMatchObject({ reason, claim })
  }
  const first = wrong.find(([reason]) => reason === 'wrong-audience')
  expect((await inspect(first?.[2] ?? '')).findings[0]).toMatchObject({
    found: `${portal.deps.publicUrl}/`,
    wanted: portal.deps.publicUrl,
  })
  // Several mistakes are named at once.
  const several = await own.token({ aud: 'x', exp: now() + 900, product: '0' })
  expect((await inspect(several)).findings.map(({ reason }) => reason)).toEqual([
    'wrong-audience',
    'too-long-lived',
    'product-not-offered',
  ])
  await open(wrong[0]?.[2] ?? '')
  const list = await portal.ask('GET', `/api/partners/${own.id}/refusals`)
  const { items } = list.json<PartnerRefusalList>()
  expect(items.map(({ reason }) => reason).toSorted()).toEqual(
    [...wrong.map(([reason]) => reason), 'used'].toSorted(),
  )
  expect(items[0]).toMatchObject({ reason: 'wrong-signature', field: '', origin: SHOP, count: 2 })
  expect(list.body).not.toContain('李雷')
  await portal.deps.pool.query(`delete from throttles where key like 'embed-%'`)
})

test('tells which values of plan and prefill the purchase cannot use, and opens all the same', async () => {
  const token = await partner.token({
    plan: '99999',
    prefill: {
      startDate: '2020-01-01',
      endDate: '2020-01-02',
      holder: { name: '李雷', cardNo: '11010119900307001X', mobile: '123', email: 5, age: 30 },
      insured: [{ name: '韩梅梅', cardType: 'id', relation: 'friend' }],
      people: [],
    },
  })
  const answer = await open(token)
  expect(answer.statusCode).toBe(201)
  expect(
    Object.fromEntries(answer.json<EmbedSession>().faults.map(({ field, code }) => [field, code])),
  ).toEqual({
    plan: 'plan-unknown',
    startDate: expect.stringMatching(/^start-too-early-/),
    'holder.email': 'invalid',
    'holder.cardNo': 'id-card-check-digit',
    'holder.mobile': 'mobile',
    'holder.age': 'unknown',
    'insured.0.cardType': 'card-type',
    'insured.0.relation': 'relation',
    people: 'unknown',
  })
  expect(answer.body).not.toMatch(/李雷|11010119900307001X/)
})

test('a partner has two keys until the old one is deleted', async () => {
  const own = await testPartner(portal)
  const path = `/api/partners/${own.id}`
  const { secret } = (await portal.ask('POST', `${path}/keys`, {})).json<NewSecret>()
  expect((await open(await own.token())).statusCode).toBe(201)
  const [first] = (await portal.ask('GET', path)).json<Partner>().keys
  await portal.ask('DELETE', `${path}/keys/${first?.id}`)
  expect(await codeOf(await own.token())).toBe('401 token-invalid')
  expect((await open(await own.token({}, secret))).statusCode).toBe(201)
})

test('an unlicensed partner shows its card and no form, also in an open frame', async () => {
  const own = await testPartner(portal)
  const live = (await open(await own.token())).json<EmbedSession>().bearer
  const { keys: _keys, ...now } = (await portal.ask('GET', `/api/partners/${own.id}`)).json<Partner>()
  await portal.ask('PUT', `/api/partners/${own.id}`, { ...now, licensed: false })
  expect(await codeOf(await own.token())).toBe('403 partner-unlicensed')
  const card = (await portal.app.inject(`/api/embed/partners/${own.id}`)).json<EmbedPartner>()
  expect(card).toMatchObject({ licensed: false, products: [{ productCode: '200207' }] })
  const at = portal.app.inject({ url: '/api/purchase', headers: { authorization: `Bearer ${live}` } })
  expect((await at).json<Purchase>().closed).toBe('partner-unlicensed')
})

test('a disabled partner opens nothing', async () => {
  const own = await testPartner(portal)
  await portal.ask('POST', `/api/partners/${own.id}/disabled`, { disabled: true })
  expect(await codeOf(await own.token())).toBe('403 partner-disabled')
})

test('a licence that expires turns the form into the card and closes an open frame', async () => {
  const day = (ahead: number) => addDays(shanghaiDay(Date.now()), ahead)
  const licence = { name: '湖畔旅行社有限公司', number: '3205000000001', until: day(0) }
  const own = await testPartner(portal, { licence })
  const path = `/api/partners/${own.id}`
  const { keys: _keys, ...before } = (await portal.ask('GET', path)).json<Partner>()
  expect(before).toMatchObject({ licence, licenceDays: 0 })
  const card = async () => (await portal.app.inject(`/api/embed/partners/${own.id}`)).json<EmbedPartner>()
  expect(await card()).toMatchObject({ licensed: true, licence: { number: licence.number } })
  const { bearer } = (await open(await own.token())).json<EmbedSession>()
  const closed = async () => {
    const headers = { authorization: `Bearer ${bearer}` }
    return (await portal.app.inject({ url: '/api/purchase', headers })).json<Purchase>().closed
  }
  expect(await closed()).toBeNull()

  await portal.ask('PUT', path, { ...before, licence: { ...licence, until: day(-1) } })
  expect(await card()).toMatchObject({ licensed: false, licence: null })
  expect(await closed()).toBe('partner-unlicensed')
  expect((await open(await own.token())).json()).toMatchObject({ code: 'partner-unlicensed' })
  // A save without the facts leaves them.
  const { licence: _licence, ...others } = before
  await portal.ask('PUT', path, others)
  expect(await closed()).toBe('partner-unlicensed')
})

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoints/endpoint.ts'
import { PARTNER_API } from '#contract/endpoints/partner-api.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { ROLES, type Role } from '#contract/session.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { type KnownRoute, pathOf } from '../testing/routes.ts'
import { preparedOrder } from '../testing/sale.ts'
import { testPartner } from '../testing/partner.ts'

type Who = 'anyone' | Role | 'bearer' | 'signed' | 'proof'

/** Routes that are no endpoint of the contract. */
const NO_ROW: Record<string, Who> = {
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /metrics': 'anyone',
  'GET /api/openapi.json': 'anyone',
  'POST /notify/:event/:secret': 'bearer',
}
/**
 * How a caller of a `by-route` endpoint proves itself where no bearer token does (a customer's or a frame's, no
 * cookie): `signed` is a manager or a signature, `proof` a partner's signed token in the body.
 */
const PROVEN: Record<string, Who> = {
  'POST /api/orders/:id/payment': 'signed',
  'POST /api/embed/session': 'proof',
  'POST /api/embed/handover': 'proof',
}
/** Endpoints that answer anyone: each one more is decided here too. */
const OPEN = [
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/session/second-step',
  'GET /api/document-files/:sha256/document.pdf',
  'GET /api/embed/partners/:id',
  'POST /api/own-order/lookup',
  'GET /api/logos/:productCode',
  'GET /api/disclosure',
]

/** Valid bodies for routes that check the body before the object. */
const BODIES: Record<string, object> = {
  'PUT /api/drafts/:id': { content: {} },
  'POST /api/orders/:id/copy': { keep: 'people' },
  'POST /api/orders/:id/attention': { reason: 'uncertain' },
  'POST /api/orders/:id/invoice': { invoiceType: 'person', invoiceTitle: '李雷' },
  'POST /api/orders/:id/payment': { txnStatus: 'paid' },
}

/** Its answer stays open; only its refusals are tested here. */
const STREAM = 'GET /api/events'
const READS = new Set(['GET'])
const nameOf = ({ method, url }: KnownRoute) => `${method} ${url}`
const whoOf = (route: KnownRoute): Who => {
  const { endpoint } = route
  if (!endpoint) return NO_ROW[nameOf(route)] ?? 'anyone'
  return endpoint.access === 'by-route' ? (PROVEN[nameOf(route)] ?? 'bearer') : endpoint.access
}
const isRole = (who: string): who is Role => (ROLES as readonly string[]).includes(who)

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'access' in value

let portal: TestPortal
let routes: KnownRoute[]
/** A customer's token of an existing order. */
let customer = ''
let orderId = ''
let memberId = ''
const users = new Map<string, string>()

beforeAll(async () => {
  portal = await testPortal()
  routes = portal.routes
  for (const name of [...ROLES, 'other']) {
    const id = uuidv7()
    users.set(name, id)
    const role = name === 'other' ? 'clerk' : (name as Role)
    await portal.deps.db
      .insertInto('users')
      .values({ id, username: `matrix-${name}`, role, password_hash: '-', disabled_at: null })
      .execute()
  }
  const order = await preparedOrder(portal)
  memberId = order.memberId
  const placed = await portal.ask('POST', '/api/orders', order, {
    ...(await as('other')),
    'idempotency-key': randomUUID(),
  })
  orderId = placed.json<PlacedOrder>().id
  const { url } = (await portal.ask('POST', `/api/orders/${orderId}/own-link`, {})).json<{ url: string }>()
  customer = url.split('/').at(-1) ?? ''
})
afterAll(() => portal.close())

/** A new session for one request, because some requests end it. */
async function as(name: string): Promise<{ cookie: string }> {
  return (await openSession(name)).headers
}

async function openSession(name: string) {
  const token = randomBytes(32).toString('base64url')
  const { id } = await portal.deps.db
    .insertInto('sessions')
    .values({
      token_hash: createHash('sha256').update(token).digest(),
      user_id: users.get(name) ?? '',
      expires_at: new Date(Date.now() + 60_000),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, headers: { cookie: `portal-session-80=${token}` } }
}

async function ask(
  route: KnownRoute,
  headers: Record<string, string>,
  values: Record<string, string> = {},
): Promise<LightMyRequestResponse> {
  const body = READS.has(route.method) ? undefined : (BODIES[nameOf(route)] ?? {})
  return portal.ask(route.method, pathOf(route.url, values), body, { cookie: '', ...headers })
}
const codeOf = (answer: LightMyRequestResponse) => answer.json<{ code: string }>().code

test('every route is an endpoint of the contract or listed', () => {
  const without = routes.filter(({ endpoint }) => !endpoint)
  expect(without.map(nameOf).sort()).toEqual(Object.keys(NO_ROW).sort())
})

test('every endpoint of the contract is registered with its access', async () => {
  const folder = join(import.meta.dirname, '../../src/contract/endpoints')
  const modules = await Promise.all(
    readdirSync(folder)
      .filter((name) => name !== 'endpoint.ts')
      .map((name) => import(join(folder, name)) as Promise<Record<string, unknown>>),
  )
  const rows = modules.flatMap((module) => Object.values(module)).filter(isEndpoint)
  const known = new Map(routes.map((route) => [nameOf(route), route.access]))
  for (const { method, path, access } of rows) expect(known.get(`${method} ${path}`), path).toBe(access)
  expect(rows.length).toBe(routes.length - Object.keys(NO_ROW).length)
})

test('only the listed endpoints answer anyone', () => {
  const open = routes.filter(({ endpoint }) => endpoint?.access === 'anyone').map(nameOf)
  expect(open.sort()).toEqual([...OPEN].sort())
})

test('refuses a request without a session before reading it, also with a token of another kind', async () => {
  for (const route of routes.filter((one) => isRole(whoOf(one))))
    for (const headers of [
      {},
      { cookie: 'portal-session-80=forged' },
      { authorization: `Bearer ${customer}` },
      { authorization: 'Bearer x', cookie: 'a=b' },
    ] as Record<string, string>[]) {
      const answer = await ask(route, headers, { id: orderId })
      expect([answer.statusCode, codeOf(answer)], nameOf(route)).toEqual([401, 'signed-out'])
    }
})

test('each role reaches exactly its own routes', async () => {
  for (const route of routes) {
    const who = whoOf(route)
    if (!isRole(who)) continue
    for (const role of ROLES) {
      const may = ROLES.indexOf(role) >= ROLES.indexOf(who)
      if (may && nameOf(route) === STREAM) continue
      const answer = await ask(route, await as(role))
      if (may) expect([401, 403], `${role} ${nameOf(route)}`).not.toContain(answer.statusCode)
      else expect([answer.statusCode, codeOf(answer)], `${role} ${nameOf(route)}`).toEqual([403, 'forbidden'])
    }
  }
})

/** Files that pages show in a frame or as an image, or that a browser opens as a page. */
const OPENED = new Set([
  'GET /api/openapi.json',
  'GET /api/document-files/:sha256/document.pdf',
  'GET /api/products/:productCode/logo',
  'GET /api/logos/:productCode',
  'GET /api/orders/:id/policies/:policyCode/policy.pdf',
  'GET /api/orders/:id/policies/:policyCode/certificate.pdf',
  'GET /api/orders/:id/invoices/:n/invoice.pdf',
  'GET /api/own-order/files/:ticket',
  'GET /api/partner/v1/orders/:id/policies/:policyCode/policy.pdf',
  'GET /api/partner/v1/orders/:id/policies/:policyCode/certificate.pdf',
  'GET /api/partner/v1/orders/:id/invoices/:n/invoice.pdf',
])
test('no image, frame, style or opened address reaches a route that is no file, in any session', async () => {
  for (const route of routes.filter(({ method, url }) => READS.has(method) && url.startsWith('/api/')))
    for (const dest of ['image', 'iframe', 'document', 'style', 'script', 'video', 'object', 'report']) {
      if (OPENED.has(nameOf(route))) continue
      const answer = await ask(route, { ...(await as('admin')), 'sec-fetch-dest': dest })
      expect([answer.statusCode, codeOf(answer)], `${dest} ${nameOf(route)}`).toEqual([403, 'foreign-origin'])
    }
  for (const name of ['sec-purpose', 'purpose']) {
    const guess = await portal.ask('GET', '/api/orders/export', undefined, { [name]: 'prefetch' })
    expect(guess.statusCode, name).toBe(403)
  }
  for (const route of routes.filter((one) => OPENED.has(nameOf(one)))) {
    const answer = await ask(route, { ...(await as('admin')), 'sec-fetch-dest': 'document' })
    expect(answer.statusCode, nameOf(route)).not.toBe(403)
  }
})

test('only the portal’s own pages reach an audited GET', async () => {
  const recorded = routes.filter(({ endpoint }) => endpoint?.recorded)
  expect(recorded.length).toBeGreaterThan(2)
  for (const route of recorded) {
    const from = async (site: string) =>
      (await ask(route, { ...(await as('admin')), 'sec-fetch-dest': 'empty', 'sec-fetch-site': site }))
        .statusCode
    expect([await from('same-site'), await from('cross-site'), await from('none')], nameOf(route)).toEqual([
      403, 403, 403,
    ])
    expect(await from('same-origin'), nameOf(route)).not.toBe(403)
  }
})

test('a bearer route takes no cookie and answers 404 without its token', async () => {
  for (const route of routes.filter((one) => whoOf(one) === 'bearer'))
    for (const headers of [
      {},
      await as('admin'),
      { authorization: `Bearer ${randomBytes(24).toString('base64url')}` },
      { authorization: `Bearer ${'x'.repeat(5_000)}` },
    ] as Record<string, string>[]) {
      const answer = await ask(route, headers)
      expect([401, 404], nameOf(route)).toContain(answer.statusCode)
    }
})

test('a clerk cannot distinguish a foreign object from a missing one', async () => {
  const draftId = randomUUID()
  await portal.ask('PUT', `/api/drafts/${draftId}`, { content: { title: '李雷' } }, await as('other'))
  const { id: sessionId } = await openSession('other')
  const link = await portal.ask(
    'POST',
    '/api/links',
    { memberId, productCode: '200207', uses: 1, days: 1 },
    await as('other'),
  )
  const foreign: [string, string, number][] = [
    ['/api/orders/:id', orderId, 404],
    ['/api/drafts/:id', draftId, 0],
    ['/api/sessions/:id', sessionId, 404],
    ['/api/links/:id', link.json<{ id: string }>().id, 404],
  ]
  for (const [prefix, id, status] of foreign)
    for (const route of routes.filter(({ url }) => url.startsWith(prefix))) {
      if (whoOf(route) !== 'clerk') continue
      const without = ({ statusCode, body }: LightMyRequestResponse, named: string) =>
        [statusCode, body.replace(/"requestId":"[^"]*"/, '').replaceAll(named, '')] as const
      const nobody = uuidv7()
      const theirs = without(await ask(route, await as('clerk'), { id }), id)
      // The browser creates a draft's id: saving an unknown one creates it.
      if (nameOf(route) === 'PUT /api/drafts/:id') expect(theirs[0]).toBe(404)
      else {
        expect(theirs, nameOf(route)).toEqual(
          without(await ask(route, await as('clerk'), { id: nobody }), nobody),
        )
        if (status) expect(theirs[0], nameOf(route)).toBe(status)
      }
    }
  const mine = await portal.ask('GET', `/api/drafts/${draftId}`, undefined, await as('other'))
  expect(mine.json<{ content: object }>().content).toEqual({ title: '李雷' })
})

test('a partner cannot distinguish another’s order from a missing one, nor write to it', async () => {
  const partner = await testPartner(portal)
  const below = routes.filter(({ url }) => url.startsWith(`${PARTNER_API}/orders/:id`))
  expect(below.length).toBeGreaterThan(6)
  for (const route of below) {
    const ask = async (id: string) => {
      const path = pathOf(route.url, { id, n: '1', policyCode: 'P1' }).slice(PARTNER_API.length)
      const body = route.method === 'POST' ? BODIES['POST /api/orders/:id/invoice'] : undefined
      const { statusCode, body: text } = await partner.ask(route.method as 'GET' | 'POST', path, body)
      return [statusCode, text.replace(/"requestId":"[^"]*"/, '')]
    }
    const foreign = await ask(orderId)
    expect(foreign, nameOf(route)).toEqual(await ask(uuidv7()))
    expect(foreign[0], nameOf(route)).toBe(404)
  }
})

test('every mutation by cookie requires the portal’s own page and JSON, else 403', async () => {
  const { cookie } = await as('admin')
  for (const route of routes.filter(({ method }) => !READS.has(method))) {
    const who = whoOf(route)
    if (who === 'bearer' || who === 'proof') continue
    const send = (headers: Record<string, string>, payload = '{}') =>
      portal.app.inject({
        method: route.method,
        url: pathOf(route.url),
        headers: { cookie, ...headers },
        payload,
      })
    const json = { 'content-type': 'application/json' }
    for (const headers of [
      { ...json, origin: 'http://evil.example' },
      { ...json, origin: 'http://portal.test.evil.example' },
      { ...json, origin: 'null' },
      { ...json, origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' },
      { ...json, 'sec-fetch-site': 'cross-site' },
      { ...json, 'sec-fetch-site': 'same-site' },
      json,
      { origin: 'http://portal.test', 'content-type': 'text/plain' },
      { origin: 'http://portal.test', 'content-type': 'application/x-www-form-urlencoded' },
      { origin: 'http://portal.test', 'content-type': 'multipart/form-data; boundary=x' },
    ] as Record<string, string>[]) {
      const answer = await send(headers)
      expect([answer.statusCode, codeOf(answer)], `${nameOf(route)} ${JSON.stringify(headers)}`).toEqual([
        403,
        'foreign-origin',
      ])
    }
  }
})

import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import { expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoints/endpoint.ts'
import { ROLES, type Role } from '#contract/session.ts'
import { everyRole, nameOf, READS } from '../testing/every-role.ts'
import { type KnownRoute, pathOf } from '../testing/routes.ts'

type Who = 'anyone' | Role | 'bearer' | 'signed' | 'proof'

/** Routes that are not endpoints of the contract. */
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
  'GET /api/evidence/keys',
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/session/second-step',
  'POST /api/session/second-step/passkey',
  'GET /api/document-files/:sha256/document.pdf',
  'GET /api/embed/partners/:id',
  'POST /api/own-order/lookup',
  'GET /api/logos/:productCode',
  'GET /api/disclosure',
]

/** Its answer stays open; only its refusals are tested here. */
const STREAM = 'GET /api/events'
const whoOf = (route: KnownRoute): Who => {
  const { endpoint } = route
  if (!endpoint) return NO_ROW[nameOf(route)] ?? 'anyone'
  return endpoint.access === 'by-route' ? (PROVEN[nameOf(route)] ?? 'bearer') : endpoint.access
}
const isRole = (who: string): who is Role => (ROLES as readonly string[]).includes(who)

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'access' in value

const { portal, routes, orderId, customer, as, ask } = await everyRole()
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
  'GET /api/partners/:id/licence',
  'GET /api/logos/:productCode',
  'GET /api/orders/:id/policies/:policyCode/policy.pdf',
  'GET /api/orders/:id/policies/:policyCode/certificate.pdf',
  'GET /api/orders/:id/invoices/:n/invoice.pdf',
  'GET /api/own-order/files/:ticket',
  'GET /api/partner/v1/orders/:id/policies/:policyCode/policy.pdf',
  'GET /api/partner/v1/orders/:id/policies/:policyCode/certificate.pdf',
  'GET /api/partner/v1/orders/:id/invoices/:n/invoice.pdf',
])
test('no image, frame, style or opened address reaches a route without a file, in any session', async () => {
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

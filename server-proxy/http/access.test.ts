import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlacedOrder } from '../../src/contract/orders.ts'
import { withDatabase } from '../testing/database.ts'
import { signInAs as signIn, type TestPortal, testPortal } from '../testing/portal.ts'
import { preparedOrder } from '../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())
const signInAs = (role: 'clerk' | 'manager', username: string) => signIn(portal, role, username)

test('the session cookie is HttpOnly, SameSite=Strict, new at each sign-in and dead after sign-out', async () => {
  const cookie = await signInAs('clerk', 'cookie-clerk')
  const again = await portal.ask(
    'POST',
    '/api/session',
    { username: 'cookie-clerk', password: 'a long password' },
    { cookie },
  )
  expect(String(again.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict/)
  const fresh = String(again.headers['set-cookie']).split('; Path')[0]?.split(', ').at(-1) ?? ''
  expect(fresh).not.toBe(cookie)
  expect((await portal.ask('GET', '/api/session', undefined, { cookie })).statusCode).toBe(401)
})

test('a wrong password and an unknown account are told apart by nothing', async () => {
  const wrong = await portal.ask('POST', '/api/session', { username: 'admin', password: 'x' })
  const unknown = await portal.ask('POST', '/api/session', { username: 'nobody', password: 'x' })
  for (const answer of [wrong, unknown]) {
    expect(answer.statusCode).toBe(401)
    expect(answer.json<object>()).toMatchObject({ code: 'bad-login', title: '用户名或密码不对' })
  }
})

test('guessing a password is throttled by account', async () => {
  for (let n = 0; n < 10; n++)
    await portal.ask('POST', '/api/session', { username: 'guessed', password: `x${n}` })
  const answer = await portal.ask('POST', '/api/session', { username: 'guessed', password: 'x' })
  expect(answer.statusCode).toBe(429)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
})

test('a mutation from another origin, without one, or not JSON is 403', async () => {
  const ask = (headers: Record<string, string>, payload = '{}') =>
    portal.app.inject({ method: 'POST', url: '/api/session', payload, headers })
  const json = { 'content-type': 'application/json' }
  expect((await ask({ ...json, origin: 'http://evil.example' })).statusCode).toBe(403)
  expect(
    (await ask({ ...json, origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' })).statusCode,
  ).toBe(403)
  expect((await ask(json)).statusCode).toBe(403)
  expect((await ask({ 'content-type': 'text/plain', origin: 'http://portal.test' })).statusCode).toBe(403)
  expect((await ask({ ...json, 'sec-fetch-site': 'same-origin' }, '{')).statusCode).toBe(400)
  expect((await ask({ ...json, origin: 'http://portal.test' })).statusCode).toBe(400)
})

test('without a session nothing but health and sign-in answers', async () => {
  const out = { cookie: '' }
  for (const path of [
    '/api/session',
    '/api/members',
    '/api/products',
    '/api/orders',
    '/api/drafts',
    '/api/events',
    `/api/orders/${uuidv7()}`,
  ])
    expect((await portal.ask('GET', path, undefined, out)).statusCode, path).toBe(401)
  for (const path of ['/healthz', '/readyz', '/metrics', '/api/openapi.json'])
    expect((await portal.ask('GET', path, undefined, out)).statusCode, path).toBe(200)
})

test('a clerk sees no foreign order, spends no credit, surrenders nothing and keeps no catalogue', async () => {
  const body = await preparedOrder(portal)
  const { id } = (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  const cookie = await signInAs('clerk', 'clerk')
  const foreign = await portal.ask('GET', `/api/orders/${id}`, undefined, { cookie })
  const none = await portal.ask('GET', `/api/orders/${uuidv7()}`, undefined, { cookie })
  const { requestId: _a, ...left } = foreign.json<Record<string, unknown>>()
  const { requestId: _b, ...right } = none.json<Record<string, unknown>>()
  expect([foreign.statusCode, left]).toEqual([404, right])
  expect(
    (await portal.ask('GET', '/api/orders', undefined, { cookie })).json<{ items: unknown[] }>().items,
  ).toEqual([])
  for (const [method, path, payload] of [
    ['POST', `/api/orders/${id}/surrender`, {}],
    ['POST', `/api/orders/${id}/payment`, { txnStatus: 'paid' }],
    ['PUT', '/api/products/200207', {}],
  ] as const)
    expect((await portal.ask(method, path, payload, { cookie })).statusCode, path).toBe(403)
  const credit = await portal.ask(
    'POST',
    '/api/orders',
    { ...body, payType: 'credit' },
    { cookie, 'idempotency-key': randomUUID() },
  )
  expect(credit.statusCode).toBe(403)
  const manager = await signInAs('manager', 'manager')
  expect((await portal.ask('GET', `/api/orders/${id}`, undefined, { cookie: manager })).statusCode).toBe(200)
})

test('keys and personal data are in no answer, and the database holds none in clear', async () => {
  const answers = await Promise.all(
    ['/api/orders', '/api/members', '/api/openapi.json', '/metrics'].map((path) => portal.ask('GET', path)),
  )
  const { rows } = await portal.deps.pool.query<{ all: string }>(
    `select string_agg(t::text, ' ') as all from (select orders::text as t from orders union all select members::text from members
      union all select order_people::text from order_people union all select order_events::text from order_events) x`,
  )
  const text = answers.map((answer) => answer.body).join('\n') + (rows[0]?.all ?? '')
  for (const canary of [
    '11010119900307109X',
    '13800138000',
    '13900139000',
    'e12345678',
    'sandbox1-des-key',
    'sandbox-md5-secret',
  ])
    expect(text).not.toContain(canary)
})

test('search finds by name, mobile, document and numbers', async () => {
  const body = await preparedOrder(portal)
  const placed = (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  for (const q of [
    '李',
    '13900139000',
    '11010119900307109x',
    placed.outSerialNo,
    placed.tempOrderCode ?? '',
  ]) {
    const { items } = (await portal.ask('GET', `/api/orders?q=${encodeURIComponent(q)}`)).json<{
      items: { id: string }[]
    }>()
    expect(
      items.map(({ id }) => id),
      q,
    ).toContain(placed.id)
  }
  const page = (await portal.ask('GET', '/api/orders?limit=1')).json<{
    items: { id: string }[]
    nextCursor: string
  }>()
  const next = (await portal.ask('GET', `/api/orders?limit=1&cursor=${page.nextCursor}`)).json<{
    items: { id: string }[]
  }>()
  expect(next.items[0]?.id).not.toBe(page.items[0]?.id)
  expect((await portal.ask('GET', '/api/orders?status=nonsense')).statusCode).toBe(400)
})

test('while the database is away the answer says so, and it comes back by itself', async () => {
  const name =
    (await portal.deps.pool.query<{ db: string }>('select current_database() as db')).rows[0]?.db ?? ''
  const admin = new pg.Client(withDatabase(portal.databaseConfig, 'postgres'))
  await admin.connect()
  await admin.query(`alter database ${name} allow_connections false`)
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  const away = await portal.ask('GET', '/readyz')
  expect(away.statusCode).toBe(503)
  expect((await portal.ask('POST', '/notify/deliver/x', {})).statusCode).toBeGreaterThanOrEqual(500)
  await admin.query(`alter database ${name} allow_connections true`)
  await admin.end()
  await expect
    .poll(async () => (await portal.ask('GET', '/api/orders')).statusCode, { timeout: 5_000 })
    .toBe(200)
})

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlacedOrder } from '#contract/place-order.ts'
import { withDatabase } from '../testing/with-database.ts'
import { signInAs as signIn, type TestPortal, testPortal } from '../testing/portal.ts'
import { preparedOrder } from '../testing/sale.ts'
import { refusalOf } from './problems.ts'

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

test('a sign-out clears the browser’s storage of the portal', async () => {
  const cookie = await signInAs('clerk', 'clears')
  const answer = await portal.ask('DELETE', '/api/session', undefined, { cookie })
  expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
})

test('a session ends after two unused hours, and use extends it', async () => {
  const cookie = await signInAs('clerk', 'idles')
  const since = async (hours: number) => {
    const { id } = await portal.deps.db
      .selectFrom('users')
      .select('id')
      .where('username', '=', 'idles')
      .executeTakeFirstOrThrow()
    await portal.deps.db
      .updateTable('sessions')
      .set({ seen_at: new Date(Date.now() - hours * 3_600_000) })
      .where('user_id', '=', id)
      .execute()
    await new Promise((resolve) => setTimeout(resolve, 600))
    return (await portal.ask('GET', '/api/session', undefined, { cookie })).statusCode
  }
  // It was last seen an hour ago; this request refreshes it.
  expect([
    await since(1),
    (await portal.ask('GET', '/api/session', undefined, { cookie })).statusCode,
  ]).toEqual([200, 200])
  expect(await since(2.1)).toBe(401)
})

test('audits a clerk’s attempt to surrender', async () => {
  const { id } = (
    await portal.ask('POST', '/api/orders', await preparedOrder(portal), { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  const cookie = await signInAs('clerk', 'tries')
  for (let n = 0; n < 3; n++)
    expect((await portal.ask('POST', `/api/orders/${id}/surrender`, {}, { cookie })).statusCode).toBe(403)
  const entries = await portal.deps.db
    .selectFrom('audit_log')
    .select(['act', 'subject_id', 'detail'])
    .where('actor', '=', 'tries')
    .where('act', '=', 'access-refused')
    .execute()
  expect(entries).toEqual([
    {
      act: 'access-refused',
      subject_id: id,
      detail: { route: 'POST /api/orders/:id/surrender', role: 'clerk' },
    },
  ])
})

test('a clerk spends no credit and lists only own orders; a manager sees them', async () => {
  const body = await preparedOrder(portal)
  const { id } = (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  const cookie = await signInAs('clerk', 'clerk')
  expect(
    (await portal.ask('GET', '/api/orders', undefined, { cookie })).json<{ items: unknown[] }>().items,
  ).toEqual([])
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

test('no answer contains keys or personal data, and the database has none in clear', async () => {
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

test('reports an unavailable database and recovers', async () => {
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
  await expect.poll(async () => (await portal.ask('GET', '/api/orders')).statusCode).toBe(200)
})

test('answers 503 when the database dies between two queries of a transaction', async () => {
  const { db, pool } = portal.deps
  const died = await db
    .transaction()
    .execute(async (transaction) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(transaction)
      await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      await new Promise((resolve) => setTimeout(resolve, 100))
      await sql`select 1`.execute(transaction)
    })
    .catch((error: unknown) => error)
  expect(refusalOf(died)).toMatchObject({ status: 503, code: 'unavailable' })
})

test('a request sent drop by drop holds its connection for minutes at most', () => {
  const { requestTimeout, headersTimeout } = portal.app.server
  expect([requestTimeout, headersTimeout]).toEqual([300_000, 60_000])
})

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditAct } from '#contract/audit.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { buildApp } from '../app.ts'
import { withDatabase } from '../testing/with-database.ts'
import { signInAs as signIn, type TestPortal, testPortal } from '../testing/portal.ts'
import { preparedOrder } from '../testing/sale.ts'
import { refusalOf } from './problems.ts'
import { addressKey, createAddressThrottle, createThrottle } from './throttle.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())
/** Expects such an entry in the audit log. */
async function audited(actor: string, act: AuditAct, detail: object): Promise<void> {
  const rows = await portal.deps.db
    .selectFrom('audit_log')
    .select('detail')
    .where('actor', '=', actor)
    .where('act', '=', act)
    .execute()
  expect(rows.map((row) => row.detail)).toContainEqual(expect.objectContaining(detail))
}
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

test('a wrong password and an unknown account get the same answer', async () => {
  const wrong = await portal.ask('POST', '/api/session', { username: 'admin', password: 'x' })
  const unknown = await portal.ask('POST', '/api/session', { username: 'nobody', password: 'x' })
  for (const answer of [wrong, unknown]) {
    expect(answer.statusCode).toBe(401)
    expect(answer.json<object>()).toMatchObject({ code: 'bad-login', title: '用户名或密码不对' })
  }
})

test('throttles guessing by account, from any address and in parallel', async () => {
  const guess = (n: number, username = 'guessed') =>
    portal.ask(
      'POST',
      '/api/session',
      { username, password: `x${n}` },
      { 'x-forwarded-for': `203.0.113.${n}`, 'x-real-ip': `203.0.113.${n}`, forwarded: `for=203.0.113.${n}` },
    )
  const answers = await Promise.all(Array.from({ length: 14 }, (_, n) => guess(n)))
  const statuses = answers.map(({ statusCode }) => statusCode).toSorted()
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429, 429, 429])
  const refused = await guess(99, 'GUESSED')
  expect(refused.statusCode).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  await audited('nobody', 'sign-in-failed', { blocked: 'account' })
})

test('identifies an address however X-Forwarded-For rotates', async () => {
  const guess = (app: TestPortal['app'], n: number, headers: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/api/session',
      remoteAddress: '198.51.100.7',
      headers: { origin: 'http://portal.test', ...headers },
      payload: { username: `somebody-${n}`, password: 'x' },
    })
  const rotating = (n: number, last = '') => ({ 'x-forwarded-for': `10.9.${n}.1${last}` })
  const attempts = createThrottle(portal.deps, 'login-address', 50, 900)
  const used = async (address: string) => {
    for (let n = 0; n < 48; n++) await attempts.count(address)
  }
  await used('198.51.100.7')
  for (const [n, status] of [401, 401, 429, 429].entries())
    expect((await guess(portal.app, n, rotating(n))).statusCode).toBe(status)

  // Behind a proxy that appends the peer's address, the last entry counts and the client's own do not.
  for (const trustProxy of [true, '198.51.100.0/24']) {
    const behind = await buildApp(
      { ...portal.deps, trustProxy, publicUrl: 'http://portal.test' },
      { logger: false },
    )
    const client = trustProxy === true ? ', 192.0.2.1' : ', 192.0.2.2'
    await used(client.slice(2))
    for (const [n, status] of [401, 401, 429].entries())
      expect((await guess(behind, n, rotating(n, client))).statusCode).toBe(status)
    expect((await guess(behind, 199, rotating(99, ', 192.0.2.9'))).statusCode).toBe(401)
    await behind.close()
  }
})

/** Other tests use the same server: only waits in this database count. */
const WAITING =
  "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"

test('starts no session with a password replaced, or an account disabled, during the check', async () => {
  const { db, pool } = portal.deps
  for (const [username, change] of [
    ['replaced', { password_hash: 'another' }],
    ['disabled', { disabled_at: new Date() }],
  ] as const) {
    await signInAs('clerk', username)
    let signingIn: Promise<{ statusCode: number }> | undefined
    await db.transaction().execute(async (transaction) => {
      await transaction.updateTable('users').set(change).where('username', '=', username).execute()
      signingIn = portal.ask(
        'POST',
        '/api/session',
        { username, password: 'a long password' },
        { cookie: '' },
      )
      // The old password was right; the sign-in now waits for the row lock on the account.
      await expect.poll(async () => (await pool.query(WAITING)).rowCount).toBeGreaterThan(0)
    })
    expect((await signingIn)?.statusCode, username).toBe(401)
    const open = await db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .select('sessions.id')
      .where('username', '=', username)
      .execute()
    expect(open, username).toHaveLength(1)
  }
})

test('rotating through the /64s of an IPv6 /48 gains little', async () => {
  const attempts = createAddressThrottle(portal.deps, 'wide', 5, 900)
  const count = (net: number) => attempts.count(`2001:db8:77:${net.toString(16)}::1`)
  for (let n = 0; n < 20; n++) await count(n)
  await expect(count(99)).rejects.toMatchObject({ status: 429 })
  expect(await attempts.count('2001:db8:78::1')).toBe(4)
  for (let n = 0; n < 5; n++) await attempts.count('198.51.100.9')
  await expect(attempts.count('198.51.100.9')).rejects.toMatchObject({ status: 429 })
})

test('an IPv6 connection counts as its /64, and every spelling of an IPv4 address counts as one', () => {
  expect(addressKey('2001:db8:1:2:3:4:5:6')).toBe(addressKey('2001:0db8:1:2::9'))
  expect(addressKey('2001:db8:1:2::')).not.toBe(addressKey('2001:db8:1:3::'))
  expect(addressKey('::1')).toBe('0:0:0:0')
  expect(addressKey('::ffff:198.51.100.7')).toBe('198.51.100.7')
})

test('changing a password needs the old one, ends every other session and is audited', async () => {
  const cookie = await signInAs('clerk', 'changes-password')
  const elsewhere = await portal.ask(
    'POST',
    '/api/session',
    { username: 'changes-password', password: 'a long password' },
    {
      cookie: '',
      'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4) Version/17.4 Mobile/15E148 Safari/604.1',
    },
  )
  const other = String(elsewhere.headers['set-cookie']).split(';')[0] ?? ''
  const sessions = await portal.ask('GET', '/api/sessions', undefined, { cookie })
  expect(sessions.json<{ items: object[] }>().items).toMatchObject([
    { agent: 'Safari · iPhone', current: false },
    { current: true },
  ])
  const change = (current: string, password: string) =>
    portal.ask('POST', '/api/session/password', { current, password }, { cookie })
  for (const [current, password, field, code] of [
    ['wrong', 'another long password', 'current', 'wrong-password'],
    ['a long password', 'short', 'password', 'password-short'],
    ['a long password', 'passw0rd123', 'password', 'password-common'],
    ['a long password', 'a long password', 'password', 'password-same'],
  ]) {
    const answer = await change(current ?? '', password ?? '')
    expect(answer.statusCode).toBe(400)
    expect(answer.json<object>()).toMatchObject({ fields: [{ field, code }] })
  }
  const changed = await change('a long password', 'another long password')
  expect(changed.statusCode).toBe(204)
  const fresh = String(changed.headers['set-cookie']).split(';')[0] ?? ''
  for (const [one, status] of [
    [cookie, 401],
    [other, 401],
    [fresh, 200],
  ] as const)
    expect((await portal.ask('GET', '/api/session', undefined, { cookie: one })).statusCode).toBe(status)
  await audited('changes-password', 'password-changed', { sessionsEnded: 2 })
  expect((await portal.ask('DELETE', '/api/sessions', undefined, { cookie: fresh })).statusCode).toBe(204)
  expect((await portal.ask('GET', '/api/session', undefined, { cookie: fresh })).statusCode).toBe(401)
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

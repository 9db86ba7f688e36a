import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditAct } from '#contract/audit.ts'
import { buildApp } from '../app.ts'
import { signInAs as signIn, type TestPortal, testPortal } from '../testing/portal.ts'
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

/** Other tests use the same server: only waits in this database count. */
const WAITING =
  "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"

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

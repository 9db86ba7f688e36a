import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Link } from '#contract/links.ts'
import type { Purchase } from '#contract/purchases.ts'
import type { Staff } from '#contract/staff.ts'
import { findSalesperson } from '../../http/users.ts'
import { testDatabase } from '../../testing/database.ts'
import { ADMIN_PASSWORD, type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder } from '../../testing/sale.ts'
import { makeFirstAdmin } from './first-admin.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const PASSWORD = 'long enough 1'
const staff = async () => (await portal.ask('GET', '/api/staff')).json<{ items: Staff[] }>().items
const called = async (name: string) => (await staff()).find(({ username }) => username === name)?.id ?? ''
const add = (username: string, role: string, password = PASSWORD, headers = {}) =>
  portal.ask('POST', '/api/staff', { username, role, password }, headers)

async function signIn(username: string, password = PASSWORD): Promise<string> {
  const answer = await portal.ask('POST', '/api/session', { username, password }, { cookie: '' })
  return String(answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
}
const session = async (cookie: string) =>
  (await portal.ask('GET', '/api/session', undefined, { cookie })).statusCode

/** Opens the live stream over HTTP. Returns a promise of its end. */
function openStream(cookie: string): Promise<{ ended: Promise<void> }> {
  return new Promise((resolve, reject) => {
    httpRequest(`${portal.deps.publicUrl}/api/events`, { headers: { cookie } }, (answer) => {
      answer.resume()
      resolve({ ended: new Promise((over) => answer.once('close', over)) })
    })
      .once('error', reject)
      .end()
  })
}

test('an admin adds staff who can sign in, and names are unique regardless of case', async () => {
  const added = await add('王小明', 'clerk')
  expect(added.statusCode).toBe(201)
  expect(added.body).not.toContain('argon2')
  expect(await session(await signIn('王小明'))).toBe(200)
  await add('Anna', 'manager')
  expect(await session(await signIn('anna'))).toBe(200)
  for (const [username, password, field] of [
    ['aNNA', PASSWORD, 'username'],
    ['two words', PASSWORD, 'username'],
    ['short', 'ninechars', 'password'],
    ['common', 'a123456789', 'password'],
    ['keyboard', '1q2w3e4r5t', 'password'],
    ['wangxiaoming', 'wangxiaoming', 'password'],
  ] as const) {
    const refused = await add(username, 'clerk', password)
    expect([refused.statusCode, refused.json<{ fields: { field: string }[] }>().fields[0]?.field]).toEqual([
      400,
      field,
    ])
  }
})

test('a change of role, disabling and a new password each end sessions and streams at once', async () => {
  await add('moving', 'clerk')
  const id = await called('moving')
  for (const change of [
    () => portal.ask('PUT', `/api/staff/${id}`, { role: 'manager' }),
    () => portal.ask('PUT', `/api/staff/${id}/password`, { password: 'another long one' }),
    () => portal.ask('PUT', `/api/staff/${id}`, { disabled: true }),
  ]) {
    const cookie = (await signIn('moving')) || (await signIn('moving', 'another long one'))
    expect(await session(cookie)).toBe(200)
    const stream = await openStream(cookie)
    const from = performance.now()
    expect((await change()).statusCode).toBe(200)
    expect(await session(cookie)).toBe(401)
    await stream.ended
    expect(performance.now() - from).toBeLessThan(1_000)
  }
  expect(await signIn('moving', 'another long one')).toBe('')
  await portal.ask('PUT', `/api/staff/${id}`, { disabled: false })
  expect(await session(await signIn('moving', 'another long one'))).toBe(200)
})

test('a salesperson’s name and number show on the link, the customer’s page and in the trail', async () => {
  const { memberId, productCode } = await preparedOrder(portal)
  const id = await called('admin')
  const salesperson = { name: '王小明', practiceNo: '02000032050080002023000001' }
  const put = (value: unknown) => portal.ask('PUT', `/api/staff/${id}`, { salesperson: value })
  expect((await put({ name: '王小明', practiceNo: '' })).statusCode).toBe(400)
  expect((await put(salesperson)).statusCode).toBe(200)
  expect((await staff()).find((one) => one.id === id)?.salesperson).toEqual(salesperson)

  const body = { memberId, productCode, uses: 1, days: 7 }
  const link = (await portal.ask('POST', '/api/links', body)).json<Link>()
  expect(link.salesperson).toEqual(salesperson)
  const asCustomer = (method: 'GET' | 'POST', url: string, payload?: object) =>
    portal.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${link.url.split('/').at(-1)}` },
      ...(payload && { payload }),
    })
  const seen = (await asCustomer('GET', '/api/purchase')).json<Purchase>()
  expect(seen.product.salesperson).toEqual(salesperson)
  await asCustomer('POST', '/api/purchase/begin', { language: 'zh' })
  const { rows } = await portal.deps.pool.query<{ detail: string }>(
    "select detail from trail_entries where kind = 'begun' order by at desc limit 1",
  )
  expect(rows[0]?.detail).toContain(salesperson.practiceNo)

  expect((await put(null)).statusCode).toBe(200)
  expect((await asCustomer('GET', '/api/purchase')).json<Purchase>().product.salesperson).toBeNull()
})

test('a public entry names no salesperson', async () => {
  expect(
    await findSalesperson(portal.deps.db, { channel: 'public', created_by: await called('admin') }),
  ).toBeNull()
})

test('keeps the last admin, also when two disable one another in parallel', async () => {
  const admin = await called('admin')
  for (const change of [{ disabled: true }, { role: 'clerk' }]) {
    const refused = await portal.ask('PUT', `/api/staff/${admin}`, change)
    expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([409, 'last-admin'])
  }
  await add('second', 'admin')
  const second = await called('second')
  const cookie = await signIn('second')
  const answers = await Promise.all([
    portal.ask('PUT', `/api/staff/${second}`, { disabled: true }),
    portal.ask('PUT', `/api/staff/${admin}`, { disabled: true }, { cookie }),
  ])
  expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  const { rows } = await portal.deps.pool.query(
    "select 1 from users where role = 'admin' and disabled_at is null",
  )
  expect(rows).toHaveLength(1)
})

test('only admins manage staff', async () => {
  await portal.deps.db.updateTable('users').set({ disabled_at: null }).where('role', '=', 'admin').execute()
  // Either of the two admins above may have been signed out.
  const admin = await signIn('admin', ADMIN_PASSWORD)
  await add('their-manager', 'manager', PASSWORD, { cookie: admin })
  await add('their-clerk', 'clerk', PASSWORD, { cookie: admin })
  const cookie = await signIn('their-manager')
  const listed = (await portal.ask('GET', '/api/staff', undefined, { cookie: admin })).json<{
    items: Staff[]
  }>()
  const clerk = listed.items.find(({ username }) => username === 'their-clerk')?.id
  expect(clerk).toBeDefined()
  for (const [method, path, body] of [
    ['GET', '/api/staff', undefined],
    ['POST', '/api/staff', { username: 'x', role: 'admin', password: PASSWORD }],
    ['PUT', `/api/staff/${clerk}`, { role: 'admin' }],
    ['PUT', `/api/staff/${clerk}/password`, { password: PASSWORD }],
  ] as const)
    expect((await portal.ask(method, path, body, { cookie })).statusCode, path).toBe(403)
})

test('refuses a weak password for the first admin', async () => {
  const database = await testDatabase()
  for (const password of ['admin', 'admin123456', 'a123456789'])
    await expect(makeFirstAdmin(database, password)).rejects.toThrow(/ADMIN_PASSWORD/)
  expect(await database.db.selectFrom('users').select('id').execute()).toEqual([])
  expect(await makeFirstAdmin(database, 'four words of my own')).toBeNull()
  await database.close()
})

test('refuses a change to a weak password', async () => {
  await add('chooser', 'clerk', PASSWORD, { cookie: await signIn('admin', ADMIN_PASSWORD) })
  const cookie = await signIn('chooser')
  const change = (password: string) =>
    portal.ask('POST', '/api/session/password', { current: PASSWORD, password }, { cookie })
  const refused = await change('chooser1234')
  expect(refused.json()).toMatchObject({ fields: [{ field: 'password', code: 'password-common' }] })
  expect((await change('four words of my own')).statusCode).toBe(204)
})

test('a temporary password is good for choosing another one, and for nothing else', async () => {
  const admin = await signIn('admin', ADMIN_PASSWORD)
  const body = { username: 'newcomer', role: 'clerk', password: PASSWORD, temporary: true }
  await portal.ask('POST', '/api/staff', body, { cookie: admin })
  const signedIn = await portal.ask('POST', '/api/session', { username: 'newcomer', password: PASSWORD })
  expect([signedIn.statusCode, signedIn.json()]).toMatchObject([200, { mustChangePassword: true }])
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? ''
  for (const path of ['/api/orders', '/api/members', '/api/events', '/api/sessions']) {
    const refused = await portal.ask('GET', path, undefined, { cookie })
    expect([refused.statusCode, refused.json<{ code: string }>().code], path).toEqual([
      403,
      'password-temporary',
    ])
  }
  expect((await portal.ask('GET', '/api/session', undefined, { cookie })).json()).toMatchObject({
    mustChangePassword: true,
  })

  const change = { current: PASSWORD, password: 'four words of my own' }
  const changed = await portal.ask('POST', '/api/session/password', change, { cookie })
  expect(changed.statusCode).toBe(204)
  const own = String(changed.headers['set-cookie']).split(';')[0] ?? ''
  expect((await portal.ask('GET', '/api/orders', undefined, { cookie: own })).statusCode).toBe(200)
  expect((await portal.ask('GET', '/api/session', undefined, { cookie: own })).json()).not.toHaveProperty(
    'mustChangePassword',
  )

  const { id } = (await portal.ask('GET', '/api/staff', undefined, { cookie: admin }))
    .json<{ items: Staff[] }>()
    .items.find(({ username }) => username === 'newcomer')!
  await portal.ask(
    'PUT',
    `/api/staff/${id}/password`,
    { password: PASSWORD, temporary: true },
    { cookie: admin },
  )
  const again = await portal.ask('POST', '/api/session', { username: 'newcomer', password: PASSWORD })
  expect(again.json()).toMatchObject({ mustChangePassword: true })
})

test('a temporary password reaches no route that checks its callers itself', async () => {
  const admin = await signIn('admin', ADMIN_PASSWORD)
  const body = { username: 'new-manager', role: 'manager', password: PASSWORD, temporary: true }
  await portal.ask('POST', '/api/staff', body, { cookie: admin })
  const cookie = await signIn('new-manager')
  const paid = await portal.ask('POST', `/api/orders/${randomUUID()}/payment`, { txnStatus: 1 }, { cookie })
  expect([paid.statusCode, paid.json<{ code: string }>().code]).toEqual([403, 'password-temporary'])
})

test('a password that a client sets by the API forces no change', async () => {
  await add('by-api', 'clerk', PASSWORD, { cookie: await signIn('admin', ADMIN_PASSWORD) })
  const cookie = await signIn('by-api')
  expect((await portal.ask('GET', '/api/orders', undefined, { cookie })).statusCode).toBe(200)
})

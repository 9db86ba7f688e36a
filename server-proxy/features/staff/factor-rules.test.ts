import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FactorRules } from '#contract/factors.ts'
import type { Staff } from '#contract/staff.ts'
import { enrolTotp } from '../../testing/factors.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'

const PASSWORD = 'a long password'
let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const put = (roles: FactorRules['roles']) => portal.ask('PUT', '/api/factor-rules', { roles })
const session = (cookie: string) => portal.ask('GET', '/api/session', undefined, { cookie })
const staffOf = (answer: { json<T>(): T }, username: string) =>
  answer.json<{ items: Staff[] }>().items.find((one) => one.username === username)
const audited = (act: 'factor-rules-changed' | 'factors-reset') =>
  portal.deps.db.selectFrom('audit_log').select(['actor', 'detail']).where('act', '=', act).execute()

test('a required factor is asked for at sign-in and in open sessions until it is set up', async () => {
  const open = await signInAs(portal, 'clerk', 'open-session')
  await put(['clerk'])
  await put(['clerk'])
  expect((await audited('factor-rules-changed')).map(({ detail }) => detail)).toEqual([
    { from: [], to: ['clerk'] },
  ])
  expect((await session(open)).json()).toMatchObject({ mustEnrolFactor: true })
  const orders = await portal.ask('GET', '/api/orders', undefined, { cookie: open })
  expect([orders.statusCode, orders.json()]).toMatchObject([403, { code: 'factor-required' }])
  const body = { username: 'open-session', password: PASSWORD }
  const signedIn = await portal.ask('POST', '/api/session', body, { cookie: '' })
  expect([signedIn.statusCode, signedIn.json()]).toMatchObject([200, { mustEnrolFactor: true }])

  const { cookie } = await enrolTotp(portal, open)
  expect((await session(cookie)).json()).not.toHaveProperty('mustEnrolFactor')
  expect((await portal.ask('GET', '/api/orders', undefined, { cookie })).statusCode).toBe(200)
  await put([])
  expect((await portal.ask('GET', '/api/factor-rules')).json()).toEqual({ roles: [] })
})

test('a rule for one role leaves the others alone', async () => {
  const manager = await signInAs(portal, 'manager', 'other-role')
  await put(['clerk', 'admin'])
  expect((await session(manager)).json()).not.toHaveProperty('mustEnrolFactor')
  const admin = await portal.ask('PUT', '/api/factor-rules', { roles: [] })
  expect([admin.statusCode, admin.json()]).toMatchObject([403, { code: 'factor-required' }])
  await portal.deps.db.deleteFrom('factor_rules').execute()
})

test('another admin resets factors, which ends the sessions and is audited', async () => {
  const { cookie } = await enrolTotp(portal, await signInAs(portal, 'clerk', 'lost'))
  const { id = '', secondFactor } = staffOf(await portal.ask('GET', '/api/staff'), 'lost') ?? {}
  expect(secondFactor).toBe(true)
  const reset = await portal.ask('DELETE', `/api/staff/${id}/factors`)
  expect([reset.statusCode, staffOf(reset, 'lost')?.secondFactor]).toEqual([200, false])
  expect((await session(cookie)).statusCode).toBe(401)
  const body = { username: 'lost', password: PASSWORD }
  expect((await portal.ask('POST', '/api/session', body, { cookie: '' })).statusCode).toBe(200)
  expect(await audited('factors-reset')).toEqual([{ actor: 'admin', detail: { sessionsEnded: 1 } }])
  const again = await portal.ask('DELETE', `/api/staff/${id}/factors`)
  expect([again.statusCode, again.json()]).toMatchObject([409, { code: 'no-factor' }])
})

test('an admin cannot reset their own factors', async () => {
  const me = staffOf(await portal.ask('GET', '/api/staff'), 'admin')
  const answer = await portal.ask('DELETE', `/api/staff/${me?.id}/factors`)
  expect([answer.statusCode, answer.json()]).toMatchObject([409, { code: 'own-factors' }])
})

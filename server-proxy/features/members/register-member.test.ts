import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { MEMBER } from '../../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const register = (mobile: string) => portal.ask('POST', '/api/members', { ...MEMBER, mobile })
const calls = async () =>
  (
    await portal.deps.db
      .selectFrom('gateway_calls')
      .select('id')
      .where('interface', '=', 'register')
      .execute()
  ).length

test('24 requests for one mobile register once while the platform is slow, without delaying others', async () => {
  await portal.fault('register', 'delay', { ms: 1_500 })
  const before = await calls()
  const presses = Array.from({ length: 24 }, () => register('13800138024'))
  await new Promise((resolve) => setTimeout(resolve, 300))
  const began = Date.now()
  expect((await portal.ask('GET', '/api/orders')).statusCode).toBe(200)
  expect(Date.now() - began).toBeLessThan(1_000)
  const answers = await Promise.all(presses)
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([
    ...Array.from({ length: 23 }, () => 200),
    201,
  ])
  expect(await calls()).toBe(before + 1)
})

test('a refused registration releases its lease', async () => {
  await portal.fault('register', 'code', { code: '9999' })
  expect((await register('13800138025')).statusCode).toBe(422)
  expect((await register('13800138025')).statusCode).toBe(201)
  expect(await portal.deps.db.selectFrom('registrations').selectAll().execute()).toEqual([])
})

test('the lease of a dead process expires', async () => {
  const { db, vault } = portal.deps
  const lease = (until: number) => ({
    mobile_index: vault.index('mobile', '13800138026'),
    until: new Date(until),
  })
  await db
    .insertInto('registrations')
    .values(lease(Date.now() + 700))
    .execute()
  const began = Date.now()
  expect((await register('13800138026')).statusCode).toBe(201)
  expect(Date.now() - began).toBeGreaterThan(600)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestPortal, testPortal } from '../testing/portal.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

/** Every kind of outgoing call. */
const calls: [string, () => Promise<unknown>][] = [
  [
    'getOrderDetail',
    () => portal.deps.gateway.getOrderDetail({ tempOrderCode: 'T', memberId: 'M' }, { priority: 'screen' }),
  ],
  ['a file of the platform', () => portal.deps.assets.fetch(`${portal.sandbox.url}/none.pdf`, 'pdf')],
  ['a partner’s server', () => portal.deps.egress.send(portal.sandbox.url)],
]

test.each(calls)('calling %s inside a transaction fails at once', async (_name, call) => {
  const inside = portal.deps.db.transaction().execute(() => call())
  await expect(inside).rejects.toThrow('inside a database transaction')
  const moment = portal.deps.db.transaction().setIsolationLevel('repeatable read')
  await expect(moment.execute(() => call())).rejects.toThrow('inside a database transaction')
})

test.each(calls)('calling %s after a transaction is allowed', async (_name, call) => {
  await portal.deps.db.transaction().execute(async () => undefined)
  const outcome = await call().catch((error: unknown) => String(error))
  expect(String(outcome)).not.toContain('inside a database transaction')
})

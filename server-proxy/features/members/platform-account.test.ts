import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder } from '../../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const opened = async (memberId: string) =>
  (await portal.ask('GET', `/api/members/${memberId}/platform-orders`)).statusCode
const store = (memberId: string, mobile_sealed: Buffer) =>
  portal.deps.db.updateTable('members').set({ mobile_sealed }).where('member_id', '=', memberId).execute()

test('remembers the account of a member once it was read, and nothing of an unknown or unreadable one', async () => {
  const { memberId } = await preparedOrder(portal)
  const { mobile_sealed: sealed } = await portal.deps.db
    .selectFrom('members')
    .select('mobile_sealed')
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow()
  const altered = Buffer.concat([sealed.subarray(0, -4), Buffer.alloc(4)])
  await store(memberId, altered)
  expect([await opened('unknown'), await opened(memberId)]).toEqual([404, 500])
  await store(memberId, sealed)
  expect([await opened('unknown'), await opened(memberId)]).toEqual([404, 200])
  await store(memberId, altered)
  expect(await opened(memberId)).toBe(200)
})

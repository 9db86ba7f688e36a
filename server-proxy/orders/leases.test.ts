import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlacedOrder } from '#contract/place-order.ts'
import { DEADLINE_MS } from '../gateway/gateway.ts'
import type { InterfaceName } from '../gateway/interfaces.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { MEMBER, preparedOrder, until } from '../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

async function place(payType: 'cash' | 'credit'): Promise<PlacedOrder> {
  const body = { ...(await preparedOrder(portal)), payType }
  const placed = await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  return placed.json<PlacedOrder>()
}

type Lease = Promise<{ until: Date | null } | undefined>
const leaseOfOrder = (column: 'placing_until' | 'payment_until'): Lease =>
  portal.deps.db
    .selectFrom('orders')
    .select(`${column} as until`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
/** The lease of the slot in the platform's budget. */
const leaseOfCall = (name: InterfaceName): Lease =>
  portal.deps.db
    .selectFrom('gateway_calls')
    .select('lease_until as until')
    .where('interface', '=', name)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

const CASES: {
  name: InterfaceName
  prepare: () => Promise<() => Promise<unknown>>
  lease: () => Lease
}[] = [
  {
    name: 'register',
    prepare: async () => () => portal.ask('POST', '/api/members', { ...MEMBER, mobile: '13800138031' }),
    lease: () => portal.deps.db.selectFrom('registrations').select('until').executeTakeFirst(),
  },
  {
    name: 'addTemp',
    prepare: async () => () => place('cash'),
    lease: () => leaseOfOrder('placing_until'),
  },
  {
    name: 'outNotify',
    prepare: async () => {
      const { id, tempOrderCode } = await place('credit')
      await portal.control('POST', `/orders/${tempOrderCode}/actions`, { action: 'confirm' })
      return () => portal.ask('POST', `/api/orders/${id}/payment`, { txnStatus: 'paid' })
    },
    lease: () => leaseOfOrder('payment_until'),
  },
]

test.each(CASES)('the leases of $name outlast the call', async ({ name, prepare, lease }) => {
  const press = await prepare()
  await portal.fault(name, 'delay', { ms: 1_000 })
  const began = Date.now()
  const pressed = press()
  const leases = await until(
    () => Promise.all([lease(), leaseOfCall(name)]),
    (found) => found.every((one) => one?.until),
  )
  for (const one of leases) expect(Number(one?.until)).toBeGreaterThan(began + DEADLINE_MS)
  await pressed
})

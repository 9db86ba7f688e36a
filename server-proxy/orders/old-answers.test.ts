import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { AnswerOutdated, PlatformRefusal, PlatformUnknown } from '../gateway/errors.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { preparedOrder, until } from '../testing/sale.ts'
import { answer, BOTH, claim, FILED, MINUTE, NOW } from './decide-cases.ts'
import { decide } from './decide.ts'
import { applyInvoice } from './invoices.ts'
import { pullAfresh } from './pull-order.ts'

let portal: TestPortal
let issued: string[]
beforeAll(async () => {
  portal = await testPortal()
  // Two for each test, which may run a second time.
  issued = await Promise.all(Array.from({ length: 10 }, issuedOrder))
  await until(
    () => portal.deps.jobs.depths(),
    (queues) =>
      queues.every(({ name, waiting, running }) => !name.endsWith('-order') || waiting + running === 0),
  )
  await portal.deps.db.updateTable('orders').set({ next_pull_at: null }).execute()
})
afterAll(() => portal.close())

async function issuedOrder(): Promise<string> {
  const { id, tempOrderCode } = (
    await portal.ask('POST', '/api/orders', await preparedOrder(portal), { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  await portal.control('POST', `/orders/${tempOrderCode}/actions`, { action: 'pay' })
  await until(
    async () => (await portal.ask('POST', `/api/orders/${id}/refresh`)).json<Order>(),
    ({ status, orderCode }) => status === 'issued' && orderCode !== null,
  )
  return id
}

/** An issued order that no job is about to pull. */
const nextOrder = () => issued.pop() ?? ''

const rowOf = (id: string) =>
  portal.deps.db.selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

const set = (
  id: string,
  values: Partial<Record<'next_pull_at' | 'invoice_requested_at' | 'surrender_requested_at', Date | null>>,
) => portal.deps.db.updateTable('orders').set(values).where('id', '=', id).execute()

/** The portal's own dependencies; `act` runs while 7.11 is being asked. */
const during = (act: () => Promise<unknown>, now = portal.deps.now) => ({
  ...portal.deps,
  now,
  gateway: {
    ...portal.deps.gateway,
    getOrderDetail: async (...asked: Parameters<typeof portal.deps.gateway.getOrderDetail>) => {
      const answer = await portal.deps.gateway.getOrderDetail(...asked)
      await act()
      return answer
    },
  },
})

test.each(['surrender_requested_at', 'invoice_requested_at'] as const)(
  'a read that fails keeps the next read of a claim made meanwhile: %s',
  async (column) => {
    const id = nextOrder()
    const nextPull = new Date(Date.now() + 60_000)
    const deps = during(async () => {
      await set(id, { [column]: new Date(), next_pull_at: nextPull })
      throw new PlatformUnknown('timeout')
    })
    await expect(pullAfresh(deps, id, 'background')).rejects.toThrow(PlatformUnknown)
    expect((await rowOf(id)).next_pull_at).toEqual(nextPull)
  },
)

test('a fresh read fails when the order changes during each attempt', async () => {
  const id = nextOrder()
  const deps = during(() =>
    portal.deps.db
      .updateTable('orders')
      .set(({ eb }) => ({ pull_version: eb('pull_version', '+', 1) }))
      .where('id', '=', id)
      .execute(),
  )
  await expect(pullAfresh(deps, id, 'background')).rejects.toThrow(AnswerOutdated)
})

test('the age of a claim ends when 7.11 is asked, however long the answer waits', async () => {
  const id = nextOrder()
  await portal.deps.db
    .updateTable('orders')
    .set({ surrender_requested_at: new Date(), surrender_lost: true, status: 'surrendering' })
    .where('id', '=', id)
    .execute()
  let suspendedMs = 0
  const deps = during(
    async () => {
      suspendedMs = 10 * 60_000
    },
    () => Date.now() + suspendedMs,
  )
  await pullAfresh(deps, id, 'background')
  expect(await rowOf(id)).toMatchObject({ status: 'surrendering', surrender_sends: 0 })
})

test('a lost surrender that is sent again starts anew at the decision, not at the question', () => {
  const decided = (minutes: number) =>
    decide(claim(minutes, { surrender_lost: true }), FILED, answer('已承保', BOTH), {
      statusLabels: {},
      amountIs: 'gross',
      prices: { plans: [], premiums: [] },
      now: NOW + 10 * MINUTE,
      askedAt: NOW,
    })
  expect(decided(1).sendSurrender).toBe(false)
  expect(decided(3).values.surrender_requested_at).toEqual(new Date(NOW + 10 * MINUTE))
})

test('a refused invoice application leaves a later one alone', async () => {
  const id = nextOrder()
  const later = new Date(Date.now() + 1_000)
  const deps = {
    ...portal.deps,
    gateway: {
      ...portal.deps.gateway,
      applyInvoice: async () => {
        await set(id, { invoice_requested_at: later })
        throw new PlatformRefusal('1000', '参数错误')
      },
    },
  }
  const form = { invoiceType: 'person', invoiceTitle: '李雷' } as const
  await expect(applyInvoice(deps, 'test', await rowOf(id), form)).rejects.toThrow(PlatformRefusal)
  expect((await rowOf(id)).invoice_requested_at).toEqual(later)
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlacedOrder } from '#contract/place-order.ts'
import { PlatformUnknown } from '../gateway/errors.ts'
import type { Gateway } from '../gateway/types.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { nextPullOf, preparedOrder } from '../testing/sale.ts'
import { startOrderJobs } from './jobs.ts'

let portal: TestPortal
type Run = (job: { orderId: string }) => Promise<void>
const handlers = new Map<string, Run>()
let during: () => Promise<unknown>
beforeAll(async () => {
  portal = await testPortal()
  await portal.deps.jobs.stop()
  const jobs = {
    ...portal.deps.jobs,
    work: (queue: string, _count: number, handler: Run) => Promise.resolve(handlers.set(queue, handler)),
    schedule: (queue: string, _cron: string, handler: Run) => Promise.resolve(handlers.set(queue, handler)),
    waiting: () => Promise.resolve(0),
    enqueue: () => Promise.resolve(),
  } as unknown as Jobs
  // The platform never answers about an order.
  const getOrderDetail: Gateway['getOrderDetail'] = async () => {
    await during()
    throw new PlatformUnknown('http-status')
  }
  await startOrderJobs({ ...portal.deps, jobs, gateway: { ...portal.deps.gateway, getOrderDetail } })
})
afterAll(() => portal.close())

const DAY_MS = 86_400_000
const change = (id: string, values: object) =>
  portal.deps.db.updateTable('orders').set(values).where('id', '=', id).execute()

/** Runs a job of an order now. Returns when the order is looked at again, ms from now. */
async function run(queue: string, orderId: string, meanwhile = () => Promise.resolve<unknown>(null)) {
  during = meanwhile
  await handlers.get(queue)?.({ orderId })
  const next = await nextPullOf(portal, orderId)
  return next && next.getTime() - Date.now()
}

/** An unpaid order of ten days ago. */
async function oldCart(): Promise<string> {
  const body = await preparedOrder(portal)
  const { id } = (
    await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })
  ).json<PlacedOrder>()
  await change(id, { updated_at: new Date(Date.now() - 10 * DAY_MS), next_pull_at: new Date() })
  return id
}

test('repeats a poll without an answer at the interval of the order’s age', async () => {
  expect(await run('poll-order', await oldCart())).toBeGreaterThan(DAY_MS / 2)
})

const notify = (id: string, minutes: number) =>
  portal.deps.db
    .insertInto('notifications')
    .values({
      order_id: id,
      event: 'deliver',
      content_type: null,
      body_sealed: Buffer.alloc(1),
      received_at: new Date(Date.now() - minutes * 60_000),
      handled_at: new Date(),
    })
    .execute()

test('repeats a poll without an answer soon when a notification waits', async () => {
  const id = await oldCart()
  await notify(id, 0)
  expect(await run('poll-order', id)).toBeLessThan(60_000)
})

test('repeats a poll without an answer less and less often while a notification waits', async () => {
  const id = await oldCart()
  await notify(id, 60)
  expect(await run('poll-order', id)).toBeGreaterThan(55 * 60_000)
  await notify(id, 1)
  expect(await run('poll-order', id)).toBeLessThan(2 * 60_000)
})

test('repeats a requested pull soon when it has no answer', async () => {
  expect(await run('pull-order', await oldCart())).toBeLessThan(60_000)
})

test.each(['pull-order', 'poll-order'])(
  '%s leaves an order alone that was erased meanwhile',
  async (queue) => {
    const id = await oldCart()
    const erase = () => change(id, { erased_at: new Date(), next_pull_at: null })
    expect(await run(queue, id, erase)).toBeNull()
  },
)

test.each([
  ['raises attention for an accepted surrender without a result for half an hour', 31, false, true],
  ['waits with attention for an accepted surrender that is new', 29, false, false],
  ['leaves a lost surrender to its repetition at first', 31, true, false],
  ['raises attention for a lost surrender that is not repeated', 36, true, true],
])('%s', async (_name, minutes, surrender_lost, raised) => {
  const id = await oldCart()
  const surrender_requested_at = new Date(Date.now() - minutes * 60_000)
  await change(id, { status: 'surrendering', surrender_requested_at, surrender_lost })
  await run('reconcile', id)
  const found = await portal.deps.db
    .selectFrom('attentions')
    .select('reason')
    .where('order_id', '=', id)
    .execute()
  expect(found).toEqual(raised ? [{ reason: 'surrender-unconfirmed' }] : [])
})

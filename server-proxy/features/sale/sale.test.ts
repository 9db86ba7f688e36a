import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Batch } from '#contract/batches.ts'
import type { Duplicate } from '#contract/copies.ts'
import { addDays } from '#contract/days.ts'
import type { Draft } from '#contract/drafts.ts'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder, PlaceOrder } from '#contract/place-order.ts'
import { DEFAULT_RULES, type Product } from '#contract/products.ts'
import type { User } from '#contract/session.ts'
import { placeBatch, runBatch } from '../../orders/place-batch.ts'
import { DISCLOSURE } from '../../testing/disclosure.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder, until } from '../../testing/sale.ts'

let portal: TestPortal
let order: PlaceOrder
beforeAll(async () => {
  portal = await testPortal()
  order = await preparedOrder(portal)
})
afterAll(() => portal.close())

const place = async (body: object) =>
  (await portal.ask('POST', '/api/orders', body, { 'idempotency-key': randomUUID() })).json<PlacedOrder>()

/** Five people in orders of two. */
async function group(): Promise<PlaceOrder> {
  await portal.ask('PUT', '/api/products/200207', { rules: { ...DEFAULT_RULES, maxInsured: 2 } })
  const insured = Array.from({ length: 5 }, (_, n) => ({
    name: `团员${String.fromCodePoint(0x4e00 + n)}`,
    cardType: 'passport' as const,
    cardNo: `G${randomUUID().replaceAll(/\D/g, '').padEnd(8, '7').slice(0, 7)}${n}`,
    birthday: '1988-02-29',
    gender: 'F' as const,
    relation: 'other' as const,
  }))
  return { ...order, insured, groupNo: '黄山-1205' }
}

const callsOfAddTemp = async () => {
  const { calls } = await portal.control<{ calls: { interface: string }[] }>('GET', '/calls')
  return calls.filter((call) => call.interface === 'addTemp').length
}

test('copies an order with its people or with its dates', async () => {
  const { id } = await place({ ...order, groupNo: '千岛湖-3' })
  const copy = async (keep: string) => {
    const copied = await portal.ask('POST', `/api/orders/${id}/copy`, { keep })
    expect(copied.statusCode).toBe(201)
    const { draftId } = copied.json<{ draftId: string }>()
    return (await portal.ask('GET', `/api/drafts/${draftId}`)).json<Draft>().content
  }
  const { memberId, productCode, planCode } = order
  const people = await copy('people')
  expect(people).toMatchObject({ memberId, productCode, planCode, holder: { cardNo: order.holder?.cardNo } })
  expect(people).toHaveProperty('insured.length', 2)
  expect(people).not.toHaveProperty('startDate')
  const dates = await copy('dates')
  expect(dates).toMatchObject({ startDate: order.startDate, endDate: order.endDate, groupNo: '千岛湖-3' })
  expect(JSON.stringify(dates)).not.toContain(order.holder?.cardNo)
})

test('points out people who are insured on overlapping days', async () => {
  const people = [
    { cardType: 'passport', cardNo: 'E11111111' },
    { cardType: 'passport', cardNo: 'e2222 2222' },
  ]
  const { id } = await place({
    ...order,
    insured: [{ ...order.insured?.[1], cardNo: 'E22222222' }],
  })
  const ask = async (startDate: string, endDate: string) =>
    (await portal.ask('POST', '/api/duplicates', { startDate, endDate, people })).json<{
      items: Duplicate[]
    }>().items
  const last = order.endDate ?? ''
  expect(await ask(last, addDays(last, 3))).toMatchObject([
    { place: 1, orderId: id, startDate: order.startDate },
  ])
  expect(await ask(addDays(last, 1), addDays(last, 3))).toEqual([])
})

test('an order that asks is refused for people who are covered already, until staff go on', async () => {
  const again = {
    ...order,
    insured: [{ ...order.insured?.[0] }, { ...order.insured?.[1], cardNo: 'E77770001' }],
  }
  await place({ ...again, insured: again.insured.slice(1) })
  const fields = [{ field: 'insured.1.cardNo', code: 'insured-already' }]
  const asked = await place({ ...again, secondCover: 'ask' })
  expect(asked).toMatchObject({ code: 'needs-confirmation' })
  expect((asked as unknown as { fields: object[] }).fields).toContainEqual(expect.objectContaining(fields[0]))
  const { id } = await place({ ...again, secondCover: 'confirmed' })
  const { timeline } = (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
  expect(timeline).toContainEqual(expect.objectContaining({ kind: 'second-cover', actor: 'admin' }))
})

test('a repeated request is the same order, with or without an answer to the warning', async () => {
  const headers = { 'idempotency-key': randomUUID() }
  const ask = async (secondCover: string) =>
    (await portal.ask('POST', '/api/orders', { ...fresh, secondCover }, headers)).json<PlacedOrder>().id
  const fresh = { ...order, insured: [{ ...order.insured?.[1], cardNo: 'E77770002' }] }
  expect(await ask('confirmed')).toBe(await ask('ask'))
})

test('where real insurance is sold, a product with gaps is not on sale', async () => {
  const { deps } = portal
  const product = async (change?: object) =>
    (await portal.ask(change ? 'PUT' : 'GET', '/api/products/200207', change)).json<Product>()
  expect(await product()).toMatchObject({
    gaps: ['insurer', 'documents', 'period', 'disclosure'],
    onSale: true,
  })
  deps.production = true
  const { memberId, productCode } = order
  const link = { memberId, productCode, uses: 1, days: 1 }
  try {
    expect((await product()).onSale).toBe(false)
    expect((await portal.ask('POST', '/api/links', link)).json()).toMatchObject({
      code: 'product-not-on-sale',
    })
    expect(await place(order)).toMatchObject({ code: 'product-not-on-sale' })
    const sale = { insurerName: '天安财产保险股份有限公司' }
    expect(await product({ rules: DEFAULT_RULES, sale, noDocuments: true })).toMatchObject({
      gaps: ['disclosure'],
      onSale: false,
    })
    await portal.ask('PUT', '/api/disclosure', DISCLOSURE)
    expect(await product()).toMatchObject({
      gaps: [],
      onSale: true,
    })
    expect((await portal.ask('POST', '/api/links', link)).statusCode).toBe(201)
  } finally {
    deps.production = false
  }
})

test('remembers the periods that the platform refused for a product', async () => {
  const body = JSON.stringify({ code: '9999', message: '保障期限超出范围', data: null })
  await portal.fault('addTemp', 'answer', { body })
  await place(order)
  const { refusedPeriods } = (await portal.ask('GET', '/api/products/200207')).json<Product>()
  expect(refusedPeriods).toMatchObject([{ days: 3, message: '保障期限超出范围' }])
})

test('splits a list that is too long into orders, and reports the order of each part', async () => {
  const body = { draftId: randomUUID(), order: await group() }
  const [one, two] = await Promise.all([1, 2].map(() => portal.ask('POST', '/api/batches', body)))
  expect([one?.statusCode, two?.statusCode]).toEqual([202, 202])
  const read = async () => (await portal.ask('GET', `/api/batches/${body.draftId}`)).json<Batch>()
  const batch = await until(read, ({ done }) => done)
  expect(batch.parts.map(({ from, to, order }) => [from, to, order?.status])).toEqual([
    [1, 2, 'unpaid'],
    [3, 4, 'unpaid'],
    [5, 5, 'unpaid'],
  ])
  expect(batch.retryable).toBe(false)
  const again = await portal.ask('POST', '/api/batches', body)
  expect(again.json<Batch>().parts).toEqual(batch.parts)
  const other = await portal.ask('POST', '/api/batches', { ...body, order: { ...body.order, note: 'x' } })
  expect(other.statusCode).toBe(422)
  const single = { ...order, insured: body.order.insured?.slice(0, 1) }
  const placed = await portal.ask('POST', '/api/orders', single, { 'idempotency-key': body.draftId })
  expect(placed.json()).toMatchObject({ code: 'sale-placed', batchId: body.draftId })
})

test('against production each order of a split asks who pays before its cashier', async () => {
  const body = { draftId: randomUUID(), order: await group() }
  await portal.ask('POST', '/api/batches', body)
  const read = async () => (await portal.ask('GET', `/api/batches/${body.draftId}`)).json<Batch>()
  await until(read, ({ done }) => done)
  portal.deps.production = true
  const { parts } = await read().finally(() => (portal.deps.production = false))
  expect(parts.map(({ order }) => [order?.cashierUrl, order?.asksPayer])).toEqual(
    parts.map(() => [null, true]),
  )
})

test('a split that dies in the middle goes on and places nothing twice', async () => {
  const { deps } = portal
  const user: User = await deps.db
    .selectFrom('users')
    .select(['id', 'username', 'role'])
    .executeTakeFirstOrThrow()
  const draftId = randomUUID()
  const before = await callsOfAddTemp()
  // No background job runs it here.
  const alone = { ...deps, jobs: { ...deps.jobs, enqueue: async () => {}, wake: () => {} } }
  await placeBatch(alone, user, { draftId, order: await group() })
  let sent = 0
  const dying = {
    ...alone,
    gateway: {
      ...deps.gateway,
      addTemp: (...args: Parameters<typeof deps.gateway.addTemp>) => {
        if (++sent === 2) throw new Error('killed')
        return deps.gateway.addTemp(...args)
      },
    },
  }
  await expect(runBatch(dying, draftId)).rejects.toThrow('killed')
  await Promise.all([runBatch(deps, draftId), runBatch(deps, draftId)])
  const read = async () => (await portal.ask('GET', `/api/batches/${draftId}`)).json<Batch>()
  // The lease of the part that died runs out; its order is then sent by the background.
  await deps.db
    .updateTable('orders')
    .set({ placing_until: null })
    .where('status', '=', 'submitting')
    .execute()
  const { parts } = await read()
  for (const { order } of parts)
    await deps.jobs.enqueue('place-order', { key: `${order?.id} now`, data: { orderId: order?.id } })
  const placed = await until(read, (batch) => batch.parts.every((part) => part.order?.status === 'unpaid'))
  expect(new Set(placed.parts.map(({ order }) => order?.id)).size).toBe(3)
  expect((await callsOfAddTemp()) - before).toBe(3)
})

test('a rejected part can be sent again without the others', async () => {
  const draftId = randomUUID()
  await portal.fault('addTemp', 'code', { code: '9999' })
  await portal.ask('POST', '/api/batches', { draftId, order: await group() })
  const read = async () => (await portal.ask('GET', `/api/batches/${draftId}`)).json<Batch>()
  const first = await until(read, ({ done }) => done)
  expect(first.parts.map(({ order, refusal }) => [order?.status, refusal?.code])).toEqual([
    ['failed', '9999'],
    ['unpaid', undefined],
    ['unpaid', undefined],
  ])
  expect(first.retryable).toBe(true)
  await portal.ask('POST', `/api/batches/${draftId}/retry`, {})
  const second = await until(read, ({ done }) => done)
  expect(second.parts.map(({ order }) => order?.status)).toEqual(['unpaid', 'unpaid', 'unpaid'])
  expect(second.parts[1]).toEqual(first.parts[1])
})

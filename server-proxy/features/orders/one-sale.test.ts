import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Draft } from '#contract/drafts.ts'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { preparedOrder, until } from '../../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const order = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const place = (body: object, key: string = randomUUID()) =>
  portal.ask('POST', '/api/orders', body, { 'idempotency-key': key })

const code = (answer: { statusCode: number; json<T>(): T }) => [
  answer.statusCode,
  answer.json<{ code: string }>().code,
]

test('answers 422 with the code of the platform when it refuses an order', async () => {
  const body = await preparedOrder(portal)
  await portal.fault('addTemp', 'code', { code: '3000' })
  const refused = await place(body)
  expect(refused.statusCode).toBe(422)
  expect(refused.headers['content-type']).toContain('application/problem+json')
  expect(refused.json<{ code: string }>().code).toBe('3000')
})

test('a draft refused in the background can be corrected and sent again', async () => {
  const body = await preparedOrder(portal)
  const draftId = randomUUID()
  await portal.ask('PUT', `/api/drafts/${draftId}`, { content: { title: '李雷' } })
  const away = await portal.control<{ id: number }>('POST', '/faults', {
    interface: 'addTemp',
    fault: 'html',
    times: 'always',
  })
  const { id } = (await place(body, draftId)).json<PlacedOrder>()
  const draft = async () => (await portal.ask('GET', `/api/drafts/${draftId}`)).json<Draft>()
  expect(await draft()).toMatchObject({ orderId: id, refusals: 0 })
  await portal.fault('addTemp', 'code', { code: '3000' })
  await portal.control('DELETE', `/faults/${away.id}`)
  await portal.deps.jobs.enqueue('place-order', { key: `${id} now`, data: { orderId: id } })
  const failed = await until(
    () => order(id),
    (one) => one.status === 'failed',
  )
  expect(failed.draftId).toBe(draftId)
  expect(await draft()).toMatchObject({ orderId: null, refusals: 1, content: { title: '李雷' } })
  expect((await place(body, `${draftId}.1`)).statusCode).toBe(201)
})

test('one sale ends once: in an order or in a link, whichever came first', async () => {
  const body = await preparedOrder(portal)
  const { memberId, productCode } = body
  const link = { memberId, productCode, uses: 1, days: 7 }
  const handOver = (key: string, more = {}) =>
    portal.ask('POST', '/api/links', { ...link, ...more }, { 'idempotency-key': key })
  const save = (id: string, version: number) =>
    portal.ask('PUT', `/api/drafts/${id}`, { version, content: { holder: { name: '李雷' } } })
  const listed = async () =>
    (await portal.ask('GET', '/api/drafts')).json<{ items: { id: string }[] }>().items.map(({ id }) => id)

  const given = randomUUID()
  await save(given, 0)
  expect(await listed()).toContain(given)
  const [first, second] = await Promise.all([handOver(given), handOver(given)])
  expect([first.statusCode, second.body]).toEqual([201, first.body])
  const { id: linkId } = first.json<{ id: string }>()
  expect(await listed()).not.toContain(given)
  expect((await portal.ask('GET', `/api/drafts/${given}`)).json()).toMatchObject({ linkId, orderId: null })
  for (const answer of [await place(body, given), await place(body, `${given}.1`), await save(given, 1)]) {
    expect(code(answer)).toEqual([409, 'sale-handed-over'])
    expect(answer.json()).toMatchObject({ linkId })
  }
  expect(code(await handOver(given, { days: 8 }))).toEqual([422, 'key-reused'])
  expect(code(await handOver(`${given}.1`))).toEqual([409, 'sale-handed-over'])

  await portal.ask('POST', `/api/links/${linkId}/revoke`, {})
  expect((await portal.ask('GET', `/api/drafts/${given}`)).json()).toMatchObject({
    linkId: null,
    refusals: 1,
  })
  const placed = await place(body, `${given}.1`)
  expect(placed.statusCode).toBe(201)
  expect((await handOver(given)).body).toBe(first.body)
  const late = await handOver(`${given}.2`)
  expect(code(late)).toEqual([409, 'sale-placed'])
  expect(late.json()).toMatchObject({ orderId: placed.json<PlacedOrder>().id })
})

test('placing and handing over one sale at the same moment makes one of them', async () => {
  const body = await preparedOrder(portal)
  const { memberId, productCode } = body
  const key = randomUUID()
  const answers = await Promise.all([
    place(body, key),
    portal.ask('POST', '/api/links', { memberId, productCode, uses: 1, days: 7 }, { 'idempotency-key': key }),
  ])
  expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 409])
})

test('a stale save of a draft is refused with the current draft', async () => {
  const id = randomUUID()
  const save = (version: number, name: string) =>
    portal.ask('PUT', `/api/drafts/${id}`, { version, content: { holder: { name } } })
  expect((await save(0, '李雷')).json()).toEqual({ version: 1 })
  expect((await save(1, '韩梅梅')).json()).toEqual({ version: 2 })
  const stale = await save(1, '王芳')
  expect(code(stale)).toEqual([409, 'draft-changed'])
  expect(stale.json()).toMatchObject({ draft: { id, version: 2, content: { holder: { name: '韩梅梅' } } } })
  const both = await Promise.all([save(2, '甲'), save(2, '乙')])
  expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409])
})

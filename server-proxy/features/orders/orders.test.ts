import { LI_LEI } from '../../testing/people.ts'
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Order } from '#contract/orders.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { up as cleanNames } from '../../store/migrations/0028-clean-names.ts'
import { type TestPortal, testPortal } from '../../testing/portal.ts'
import { payAsCustomer, preparedOrder, until } from '../../testing/sale.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

const order = async (id: string) => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>()
const place = (body: object, key: string = randomUUID()) =>
  portal.ask('POST', '/api/orders', body, { 'idempotency-key': key })

async function issuedOrder(productCode?: string, planCode?: string): Promise<Order> {
  const placed = (await place(await preparedOrder(portal, productCode, planCode))).json<PlacedOrder>()
  await payAsCustomer(placed.cashierUrl ?? '')
  return until(
    () => order(placed.id),
    (one) => one.status === 'issued',
  )
}

test('a notification alone completes a sale with policies, files, people and amount', async () => {
  const answer = await place(await preparedOrder(portal))
  expect(answer.statusCode).toBe(201)
  const placed = answer.json<PlacedOrder>()
  expect(placed.status).toBe('unpaid')
  expect(placed.cashierUrl).toMatch(/^http:\/\/localhost:\d+\/pages\/insure\//)

  await payAsCustomer(placed.cashierUrl ?? '')
  const issued = await until(
    () => order(placed.id),
    (one) => one.status === 'issued',
  )
  expect(issued.policies).toHaveLength(2)
  expect(issued.amount).toBe((100 + 80 * 2) * 2)
  expect(issued.platform?.holder?.cardNo).toBe('110*************9X')
  expect(JSON.stringify(issued)).not.toContain(LI_LEI.cardNo)
  expect(issued.cashierUrl).toBeNull()
  expect(issued.timeline.map((entry) => entry.kind)).toEqual(
    expect.arrayContaining(['placed', 'place-answered', 'notified', 'status']),
  )

  const [policy] = (await portal.ask('GET', `/api/orders/${placed.id}/policies`)).json<{
    items: { policyFile: string; certificateFile: string }[]
  }>().items
  for (const path of [policy?.policyFile, policy?.certificateFile]) {
    const file = await portal.ask('GET', path ?? '')
    expect(file.headers['content-type']).toBe('application/pdf')
    expect(file.rawPayload.subarray(0, 4).toString()).toBe('%PDF')
  }
})

test('one key is one order, however often it is sent, also in parallel', async () => {
  const body = await preparedOrder(portal)
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 20 }, () => place(body, key)))
  expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
  expect(answers.every((answer) => answer.statusCode === 201)).toBe(true)
  const other = await place({ ...body, planCode: '30544' }, key)
  expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, 'key-reused'])
})

test('a lost answer of addTemp is an uncertain order, which the background places once', async () => {
  const body = await preparedOrder(portal)
  await portal.fault('addTemp', 'lost', { times: 2 })
  const answer = await place(body)
  // The second attempt learns that its serial is used; a new one places the order.
  expect([201, 202]).toContain(answer.statusCode)
  await portal.fault('addTemp', 'html', { times: 2 })
  const uncertain = await place(body)
  expect(uncertain.statusCode).toBe(202)
  expect(uncertain.json<PlacedOrder>()).toMatchObject({ status: 'uncertain', cashierUrl: null })
  const { id } = uncertain.json<PlacedOrder>()
  await portal.deps.jobs.enqueue('place-order', { key: `${id} now`, data: { orderId: id } })
  await until(
    () => order(id),
    (one) => one.status === 'unpaid' && one.cashierUrl !== null,
  )
})

test('names the bad fields', async () => {
  const body = await preparedOrder(portal)
  const wrong = await place({
    ...body,
    holder: { ...body.holder, cardNo: '110101199003071090' },
    endDate: '2020-01-01',
  })
  expect(wrong.statusCode).toBe(400)
  expect(wrong.json<{ fields: { field: string; code: string }[] }>().fields).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ field: 'holder.cardNo', code: 'id-card-check-digit' }),
    ]),
  )
  const odd = await place({ ...body, insured: [{ ...body.insured?.[1], cardNo: '！？' }] })
  expect([odd.statusCode, odd.json<{ code: string }>().code]).toEqual([422, 'needs-confirmation'])
})

test('refuses a name with a digit, and accepts an odd one once confirmed', async () => {
  const body = await preparedOrder(portal)
  const named = (name: string, confirmed?: boolean) =>
    place({ ...body, insured: [{ ...body.insured?.[1], name }], ...(confirmed && { confirmed }) })
  const fields = (answer: { body: string }) =>
    (JSON.parse(answer.body) as { fields: { field: string; code: string }[] }).fields.map(
      ({ field, code }) => `${field} ${code}`,
    )
  const digit = await named('测试甲 0000 1234', true)
  expect([digit.statusCode, fields(digit)]).toEqual([400, ['insured.0.name name-digit']])
  const odd = await named('测试甲（领队）')
  expect([odd.statusCode, fields(odd)]).toEqual([422, ['insured.0.name odd-name']])
  expect((await named('测试甲（领队）', true)).statusCode).toBe(201)
})

test('sends people to the platform as they were cleaned', async () => {
  const body = await preparedOrder(portal)
  const other = { ...body.insured?.[1], name: '阿里木 • 买买提\u202E', mobile: '+86 139 0013 9000' }
  const placed = (await place({ ...body, insured: [other] })).json<{ id: string }>()
  const order = (await portal.ask('GET', `/api/orders/${placed.id}`)).json<{ insured: { name: string }[] }>()
  expect(order.insured[0]?.name).toBe('阿里木·买买提')
  for (const q of ['阿里木•买', '阿里木 ・', '139 0013 9000', '+8613900139000'])
    expect(
      (await portal.ask('GET', `/api/orders?q=${encodeURIComponent(q)}`))
        .json<{ items: { id: string }[] }>()
        .items.map(({ id }) => id),
      q,
    ).toContain(placed.id)
})

test('finds a name stored before names were cleaned by its clean form', async () => {
  const placed = (await place(await preparedOrder(portal))).json<PlacedOrder>()
  const { db } = portal.deps
  for (const [kept, asked] of [
    ['热娜 • 吐尔逊', '热娜·吐'],
    ['司　马 青', '司马青'],
    ['ANNA  O’NEIL', 'ANNA  O’NEIL'],
  ] as const) {
    await db
      .updateTable('order_people')
      .set({ name: kept })
      .where('order_id', '=', placed.id)
      .where('place', '=', 0)
      .execute()
    await cleanNames(db as unknown as Kysely<unknown>)
    const [row] = await db
      .selectFrom('order_people')
      .select('name')
      .where('order_id', '=', placed.id)
      .where('name', 'like', `${asked}%`)
      .execute()
    expect(row?.name, kept).toBeDefined()
  }
})

test('applies for an invoice once, and its file arrives', async () => {
  const issued = await issuedOrder()
  const form = {
    invoiceType: 'company',
    invoiceTitle: '苏州湖畔旅行社有限公司',
    taxpayerNo: '91330100799655058B',
  }
  const answers = await Promise.all(
    [1, 2, 3].map(() => portal.ask('POST', `/api/orders/${issued.id}/invoice`, form)),
  )
  expect(answers.map((answer) => answer.statusCode).toSorted()).toEqual([200, 409, 409])
  const { items } = await until(
    async () =>
      (await portal.ask('GET', `/api/orders/${issued.id}/invoices`)).json<{ items: { file: string }[] }>(),
    (list) => list.items.length > 0,
  )
  const file = await portal.ask('GET', items[0]?.file ?? '')
  expect(file.rawPayload.subarray(0, 4).toString()).toBe('%PDF')
  const refreshed = (await portal.ask('POST', `/api/orders/${issued.id}/refresh`)).json<Order>()
  expect(refreshed.invoice.status).toBe('issued')
})

test('surrenders chosen policies and whole orders and follows them to the refund', async () => {
  const issued = await issuedOrder()
  const [first] = issued.policies
  const part = await portal.ask('POST', `/api/orders/${issued.id}/surrender`, {
    policyCodes: [first?.policyCode],
  })
  expect([part.statusCode, part.json<Order>().status]).toEqual([200, 'surrendering'])
  const mixed = await until(
    () => order(issued.id),
    (one) => one.policies.some((policy) => policy.policyStatus === '已退保'),
  )
  expect(mixed.policies.map((policy) => policy.policyStatus).toSorted()).toEqual(['已承保', '已退保'])

  const whole = await issuedOrder('200618', '61801')
  expect(whole.policies).toHaveLength(1)
  expect((await portal.ask('POST', `/api/orders/${whole.id}/surrender`)).statusCode).toBe(200)
  await until(
    () => order(whole.id),
    (one) => one.status === 'refunded',
  )
  const again = await portal.ask('POST', `/api/orders/${whole.id}/surrender`)
  expect(again.statusCode).toBe(409)
  const foreign = await portal.ask('POST', `/api/orders/${issued.id}/surrender`, {
    policyCodes: ['P-of-somebody'],
  })
  expect(foreign.statusCode).toBeGreaterThanOrEqual(400)
})

test("opens the platform's own list by an allowed address", async () => {
  const { memberId } = await preparedOrder(portal)
  const { url } = (await portal.ask('GET', `/api/members/${memberId}/platform-orders`)).json<{
    url: string
  }>()
  expect(url).toMatch(/^http:\/\/localhost:\d+\/pages\/orders\?creditToken=/)
})

test('optional fields may be absent or empty, and an order may leave everything to the customer', async () => {
  const { memberId, productCode } = await preparedOrder(portal)
  for (const more of [{}, { planCode: '', startDate: '', endDate: '' }]) {
    const answer = await place({ memberId, productCode, payType: 'cash', ...more })
    expect([answer.statusCode, answer.json<PlacedOrder>().status]).toEqual([201, 'unpaid'])
  }
  const body = await preparedOrder(portal)
  const person = { ...body.holder, mobile: '', email: '' }
  expect(
    (await place({ ...body, holder: person, insured: [{ ...person, relation: 'self' }] })).statusCode,
  ).toBe(201)
})

test('an order is found by the beginning of its group number', async () => {
  const body = await preparedOrder(portal)
  const placed = await place({ ...body, groupNo: '黄山-1205', note: '王导带队' })
  const { id } = placed.json<PlacedOrder>()
  expect(await order(id)).toMatchObject({ groupNo: '黄山-1205', note: '王导带队' })
  const found = (await portal.ask('GET', `/api/orders?q=${encodeURIComponent('黄山-12')}`)).json<{
    items: Order[]
  }>()
  expect(found.items.map((one) => [one.id, one.groupNo])).toEqual([[id, '黄山-1205']])
})

import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, shanghaiDay } from '#contract/days.ts'
import type { ExportRow, OrderSummary, OrderTotals } from '#contract/orders.ts'
import { signInAs, type TestPortal, testPortal } from '../../testing/portal.ts'
import { LI_LEI } from '../../testing/people.ts'
import { preparedOrder, tomorrow } from '../../testing/sale.ts'

type Page = { items: OrderSummary[]; nextCursor: string | null }

let portal: TestPortal
let clerk: string
beforeAll(async () => {
  portal = await testPortal()
  clerk = await signInAs(portal, 'clerk', 'list-clerk')
  const body = await preparedOrder(portal)
  for (let n = 0; n < 7; n++) {
    const startDate = addDays(tomorrow(), (n * 3) % 5)
    const order = { ...body, startDate, endDate: addDays(startDate, n), payType: n === 6 ? 'credit' : 'cash' }
    const placed = await portal.ask('POST', '/api/orders', order, { 'idempotency-key': uuidv7() })
    expect(placed.statusCode).toBe(201)
    await portal.deps.db
      .updateTable('orders')
      .set({ amount: n === 0 ? null : 1_000 * ((n * 5) % 7) })
      .where('id', '=', placed.json<{ id: string }>().id)
      .execute()
  }
})
afterAll(() => portal.close())

const list = async (query: string, cookie?: string) =>
  (await portal.ask('GET', `/api/orders?${query}`, undefined, cookie ? { cookie } : {})).json<Page>()

async function walk(query: string): Promise<OrderSummary[]> {
  const all: OrderSummary[] = []
  for (let cursor = ''; ; ) {
    const page = await list(`limit=3&${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
    all.push(...page.items)
    if (!page.nextCursor) return all
    cursor = page.nextCursor
  }
}

test.each([
  ['created', (one: OrderSummary) => one.id],
  ['start', (one: OrderSummary) => one.startDate ?? ''],
  ['amount', (one: OrderSummary) => one.amount ?? -1],
] as const)('pages sorted by %s, both ways, list every order once', async (sort, key) => {
  for (const order of ['asc', 'desc']) {
    const rows = await walk(`sort=${sort}&order=${order}`)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(7)
    const keys = rows.map<number | string>(key)
    const sorted = keys.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    expect(keys).toEqual(order === 'asc' ? sorted : sorted.toReversed())
  }
})

test('a cursor of another sort order or a made-up one is a bad field', async () => {
  for (const query of ['cursor=x', 'sort=amount&cursor=01990000-0000-7000-8000-000000000001'])
    expect((await portal.ask('GET', `/api/orders?${query}`)).statusCode).toBe(400)
})

test('filters and days narrow the list and its totals alike', async () => {
  const today = shanghaiDay(Date.now())
  const totals = async (query: string) =>
    (await portal.ask('GET', `/api/orders/totals?${query}`)).json<OrderTotals>()
  expect(await totals('')).toEqual({
    count: 7,
    amount: 21_000,
    total: 21_000,
    reduction: 0,
    payable: 21_000,
    more: false,
    states: { all: 7, attention: 0, unpaid: 7 },
  })
  expect((await totals(`from=${today}&to=${today}`)).count).toBe(7)
  expect((await totals(`from=${tomorrow()}`)).count).toBe(0)
  let hours = 0
  for (let hour = 0; hour < 24; hour++)
    hours += (await totals(`from=${today}&to=${today}&hour=${String(hour).padStart(2, '0')}`)).count
  expect(hours).toBe(7)
  expect((await list('payType=credit')).items).toHaveLength(1)
  expect((await list('by=admin&status=unpaid&productCode=200207')).items).toHaveLength(7)
  expect((await list('by=list-clerk')).items).toHaveLength(0)
  for (const q of ['李', LI_LEI.mobile, LI_LEI.cardNo.toLowerCase(), 'Straße'])
    expect((await totals(`q=${encodeURIComponent(q)}`)).count, q).toBe(7)
  expect((await totals('q=%25')).count).toBe(0)
})

test('a number is found however it is written', async () => {
  const { mobile } = LI_LEI
  const tempOrderCode = (await list('limit=1')).items[0]?.tempOrderCode
  for (const [q, count] of [
    [`${mobile.slice(0, 3)} ${mobile.slice(3, 7)} ${mobile.slice(7)}`, 7],
    [`+86 ${mobile}`, 7],
    [tempOrderCode?.toLowerCase() ?? '', 1],
  ] as const)
    expect((await list(`q=${encodeURIComponent(q)}`)).items, q).toHaveLength(count)
})

test('first day of cover and group number narrow the list, and a note can be changed', async () => {
  const { id, startDate } = (await list('limit=1')).items[0] ?? { id: '', startDate: '' }
  expect((await list(`startFrom=${startDate}&startTo=${startDate}`)).items.length).toBeGreaterThan(0)
  expect((await list(`startTo=${addDays(startDate ?? '', -400)}`)).items).toEqual([])
  await portal.ask('PUT', `/api/orders/${id}/note`, { groupNo: 'YN-1215', note: '住宿另计' })
  await portal.ask('PUT', `/api/orders/${id}/note`, { note: '' })
  expect((await list('groupNo=YN-12')).items.map((one) => [one.id, one.groupNo])).toEqual([[id, 'YN-1215']])
})

test('an export is masked and for managers, and clerks see and count their own', async () => {
  const answer = await portal.ask('GET', '/api/orders/export?sort=amount')
  const rows = answer.json<{ items: ExportRow[] }>().items
  expect(rows).toHaveLength(7)
  expect(rows[0]).toMatchObject({ holderMobile: '139****9000', insuredNames: ['李雷', "Straße O'Neil"] })
  for (const secret of [LI_LEI.mobile, LI_LEI.cardNo]) expect(answer.body).not.toContain(secret)

  expect((await portal.ask('GET', '/api/orders/export', undefined, { cookie: clerk })).statusCode).toBe(403)
  expect((await list('', clerk)).items).toEqual([])
  const totals = await portal.ask('GET', '/api/orders/totals', undefined, { cookie: clerk })
  expect(totals.json<OrderTotals>().count).toBe(0)
})

test('a list contains everything committed before its request, however many ask together', async () => {
  const { id } = (await list('limit=1')).items[0] ?? { id: '' }
  let over = false
  // Others repeat the same request all the time, and a clerk uses the same address.
  const crowd = [undefined, undefined, undefined, clerk].map(async (cookie) => {
    while (!over) expect((await list('limit=20', cookie)).items).toHaveLength(cookie ? 0 : 7)
  })
  for (let amount = 1; amount <= 40; amount++) {
    await portal.deps.db.updateTable('orders').set({ amount }).where('id', '=', id).execute()
    expect((await list('limit=20')).items.find((one) => one.id === id)?.amount).toBe(amount)
  }
  over = true
  await Promise.all(crowd)
})

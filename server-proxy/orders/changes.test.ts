import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportRow, Order } from '#contract/orders.ts'
import type { PlatformOrder } from '#contract/platform-order.ts'
import type { OwnOrder } from '#contract/own-order.ts'
import type { Insured } from '#contract/people.ts'
import type { PlacedOrder } from '#contract/place-order.ts'
import { type TestPortal, testPortal } from '../testing/portal.ts'
import { LI_LEI, STRASSE } from '../testing/people.ts'
import { payAsCustomer, preparedOrder, until } from '../testing/sale.ts'
import { changesOf, changesShown } from './changes.ts'

const insured: Insured[] = [
  { ...LI_LEI, email: 'li@example.com', relation: 'self' },
  { ...STRASSE, relation: 'other' },
]
const placed = { holder: { ...LI_LEI }, insured, productCode: '200207', period: '2026-12-01 – 2026-12-03' }

/** The same two people as the platform spells them. */
const LEI = {
  name: '李雷',
  cardType: '身份证',
  cardNo: '110*****9X',
  birthday: '1990-03-07',
  gender: '男',
  mobile: '139****9000',
  email: null,
  fee: 1_00,
  policyStatus: null,
  policyCode: null,
}
const ONEIL = {
  ...LEI,
  name: "STRAßE O'NEIL",
  cardType: '护照',
  cardNo: 'E12345678',
  birthday: '1988-02-29 00:00:00',
  gender: '女',
  mobile: null,
}
const platform = (more: Partial<PlatformOrder> = {}): PlatformOrder =>
  ({
    productCode: '200207',
    enterprise: null,
    holder: { ...LEI, cardNo: LI_LEI.cardNo, mobile: LI_LEI.mobile },
    insured: [ONEIL, LEI],
    ...more,
  }) as PlatformOrder
const changed = (more: Partial<PlatformOrder>, period: string | null = placed.period) =>
  changesOf(placed, platform(more), period).map(({ who, field, placed: from, now }) => [
    who,
    field,
    from,
    now,
  ])

test('spelling, masks and order of the platform are no change', () => {
  expect(changed({})).toEqual([])
})

test('compares every field of an insured person', () => {
  const other = {
    ...LEI,
    cardType: '护照',
    cardNo: '110*****72',
    birthday: '1991-03-07',
    gender: '女',
    mobile: '138****8000',
    email: 'lei@example.com',
  }
  expect(changed({ insured: [other, ONEIL] })).toEqual([
    ['insured', 'cardType', 'id-card', '护照'],
    ['insured', 'cardNo', LI_LEI.cardNo, '110*****72'],
    ['insured', 'birthday', '1990-03-07', '1991-03-07'],
    ['insured', 'gender', 'M', '女'],
    ['insured', 'mobile', LI_LEI.mobile, '138****8000'],
    ['insured', 'email', 'li@example.com', 'lei@example.com'],
  ])
})

test('pairs a corrected name by its number', () => {
  expect(changed({ insured: [{ ...LEI, name: '李蕾' }, ONEIL] })).toEqual([
    ['insured', 'name', '李雷', '李蕾'],
  ])
})

test('reports an added or missing person and the number of people', () => {
  expect(changed({ insured: [LEI] })).toEqual([
    ['order', 'people', '2', '1'],
    ['insured', 'removed', STRASSE.name, null],
  ])
  const third = { ...ONEIL, name: '韩梅梅', cardNo: 'E99999999', birthday: '2000-01-01' }
  expect(changed({ insured: [LEI, ONEIL, third] })).toEqual([
    ['order', 'people', '2', '3'],
    ['insured', 'added', null, '韩梅梅'],
  ])
})

test('reports a changed period, product, holder and company holder', () => {
  expect(changed({ productCode: '200208' }, '2026-12-02 – 2026-12-03')).toEqual([
    ['order', 'product', '200207', '200208'],
    ['order', 'period', placed.period, '2026-12-02 – 2026-12-03'],
  ])
  const enterprise = { name: '湖畔旅行社', cardType: null, cardNo: null, mobile: null, email: null }
  expect(changed({ enterprise, holder: null })).toEqual([['holder', 'company', '李雷', '湖畔旅行社']])
  const holder = { ...LEI, cardNo: '110101199003071073' }
  expect(changed({ holder })).toEqual([['holder', 'cardNo', LI_LEI.cardNo, '110101199003071073']])
})

test('a field that one side leaves out is no change', () => {
  const { name, birthday } = LEI
  const bare = { ...LEI, cardType: null, cardNo: null, gender: null, mobile: null, name, birthday }
  expect(changed({ holder: bare, insured: [bare, ONEIL] }, null)).toEqual([])
})

test('masks numbers and still reports a difference under the mask', () => {
  const row = {
    product_code: '200207',
    start_date: '2026-12-01',
    end_date: '2026-12-03',
    cover_start: null,
    cover_end: null,
  }
  const holder = { ...LEI, cardNo: '11010119910307109X', mobile: '13800138000' }
  const shown = changesShown(row, placed, platform({ holder }), 'masked')
  expect(shown).toEqual([
    {
      who: 'holder',
      name: '李雷',
      field: 'cardNo',
      placed: '110*************9X',
      now: '110*************9X',
      hidden: true,
    },
    {
      who: 'holder',
      name: '李雷',
      field: 'mobile',
      placed: '139****9000',
      now: '138****8000',
      hidden: false,
    },
  ])
  expect(changesShown(row, placed, platform({ holder }), 'clear')[1]?.now).toBe('13800138000')
})

let portal: TestPortal
beforeAll(async () => {
  portal = await testPortal()
})
afterAll(() => portal.close())

test('never shows our own entry as the platform’s beside a company holder', async () => {
  const sale = await preparedOrder(portal, '900121', '90012101')
  const answer = await portal.ask('POST', '/api/orders', sale, { 'idempotency-key': randomUUID() })
  const { id, cashierUrl } = answer.json<PlacedOrder>()
  await payAsCustomer(cashierUrl ?? '')
  const order = await until(
    async () => (await portal.ask('GET', `/api/orders/${id}`)).json<Order>(),
    ({ status }) => status === 'issued',
  )
  expect(order.platform).toMatchObject({ holder: null, enterprise: { name: '苏州湖畔旅行社有限公司' } })
  expect(order.changes).toMatchObject([{ field: 'company', placed: '李雷', now: '苏州湖畔旅行社有限公司' }])
  expect(order.policies.map(({ premium }) => premium)).toEqual([3_00, 3_00])
  const rows = (await portal.ask('GET', '/api/orders/export')).json<{ items: ExportRow[] }>().items
  const row = rows.find((one) => one.id === id)
  expect(row?.holderName).toBe('苏州湖畔旅行社有限公司')
  expect(row?.holderCardNo).toMatch(/^913/)
  const link = (await portal.ask('POST', `/api/orders/${id}/own-link`)).json<{ url: string }>()
  const own = await portal.app.inject({
    url: '/api/own-order',
    headers: { authorization: `Bearer ${link.url.split('/o/')[1]}` },
  })
  expect(own.json<OwnOrder>().holder).toMatchObject({ isCompany: true, entered: false })
})

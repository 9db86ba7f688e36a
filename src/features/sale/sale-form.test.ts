import { expect, test } from 'vitest'
import { DEFAULT_RULES, type Product } from '../../contract/products.ts'
import { withIdentity } from '../../contract/people-form.ts'
import { emptyInsured, emptyPerson } from '../../contract/people-empty.ts'
import { copyHolder, daysOf, expectedPrice, faultsOf, readSaleForm, toPlaceOrder } from './sale-form.ts'

const TODAY = '2026-11-24'
const PRODUCT: Product = {
  productCode: '200207',
  productName: '一日游',
  insurerLogo: null,
  plans: [{ planCode: '30543', planName: '计划一', minPrice: 100 }],
  premiums: [],
  rules: { ...DEFAULT_RULES, earliestStartDays: 1, maxDays: 30 },
  sale: {},
  cover: null,
  gaps: [],
  onSale: true,
  noDocuments: true,
  refusedPeriods: [],
  readAt: '2026-11-24T00:00:00Z',
}
const LI_LEI = withIdentity({ ...emptyPerson(), name: '李雷' }, { cardNo: '11010119900307109x' })

const filled = () =>
  copyHolder({
    ...readSaleForm({}),
    memberId: '107084',
    productCode: '200207',
    planCode: '30543',
    startDate: '2026-12-01',
    endDate: '2026-12-03',
    holder: LI_LEI,
  })

test('a complete ID sets birthday and sex, and an incomplete one clears them', () => {
  expect(LI_LEI).toMatchObject({ cardNo: '11010119900307109X', birthday: '1990-03-07', gender: 'M' })
  expect(withIdentity(LI_LEI, { cardNo: '1101011990030710' })).toMatchObject({ birthday: '', gender: '' })
  expect(withIdentity(LI_LEI, { cardType: 'passport' })).toMatchObject({ birthday: '', gender: '' })
})

test('a complete form has no faults and becomes an order request', () => {
  expect([...faultsOf(filled(), PRODUCT, TODAY)]).toEqual([])
  expect(toPlaceOrder(filled())).toMatchObject({
    insured: [{ name: '李雷', relation: 'self' }],
    payType: 'cash',
  })
  expect(JSON.stringify(toPlaceOrder(filled()))).not.toContain('key')
})

test('shows a total only if past orders agree on plan and days', () => {
  const sale = filled()
  expect(expectedPrice(sale, PRODUCT)).toEqual({ kind: 'from', each: 100 })
  const days = daysOf(sale) ?? 0
  const learned = { ...PRODUCT, premiums: [{ planCode: '30543', days, premium: 260 }] }
  expect(expectedPrice(sale, learned)).toEqual({ kind: 'expected', total: 260, each: 260, people: 1 })
  const longer = { ...PRODUCT, premiums: [{ planCode: '30543', days: days + 1, premium: 340 }] }
  expect(expectedPrice(sale, longer)).toEqual({ kind: 'from', each: 100 })
  expect(expectedPrice({ ...sale, peopleLater: true }, learned)).toEqual({ kind: 'from', each: 100 })
})

test('reports only the next section’s faults until a plan is selected', () => {
  const empty = readSaleForm(null)
  expect([...faultsOf(empty, undefined, TODAY)]).toEqual([['memberId', 'required']])
  const member = { ...empty, memberId: '107084' }
  expect([...faultsOf(member, undefined, TODAY)]).toEqual([['productCode', 'required']])
  expect([...faultsOf({ ...member, productCode: '200207' }, PRODUCT, TODAY)]).toEqual([
    ['planCode', 'required'],
  ])
})

test('removed products and plans must be selected again', () => {
  expect([...faultsOf(filled(), undefined, TODAY)]).toEqual([['productCode', 'product-unknown']])
  expect([...faultsOf({ ...filled(), planCode: '1' }, PRODUCT, TODAY)]).toEqual([
    ['planCode', 'plan-unknown'],
  ])
})

test('lists missing fields in screen order', () => {
  const form = { ...readSaleForm(null), memberId: '107084', productCode: '200207', planCode: '30543' }
  const paths = [...faultsOf({ ...form, insured: [emptyInsured(), emptyInsured()] }, PRODUCT, TODAY).keys()]
  const person = (who: string) => ['name', 'cardNo', 'birthday', 'gender'].map((name) => `${who}.${name}`)
  expect(paths).toEqual([
    'startDate',
    'endDate',
    ...person('holder'),
    ...person('insured.0'),
    'insured.0.relation',
    ...person('insured.1'),
    'insured.1.relation',
  ])
})

test('reports a wrong ID instead of the empty birthday and sex', () => {
  const form = { ...filled(), holder: withIdentity(LI_LEI, { cardNo: '110101199003071090' }) }
  expect(faultsOf(form, PRODUCT, TODAY).get('holder.cardNo')).toBe('id-card-check-digit')
})

test('does not require or send what is left to the customer', () => {
  const form = {
    ...filled(),
    periodLater: true,
    peopleLater: true,
    holder: readSaleForm({}).holder,
    insured: [],
  }
  expect([...faultsOf(form, PRODUCT, TODAY)]).toEqual([])
  expect(toPlaceOrder(form)).not.toHaveProperty('holder')
})

test('checks the product’s rules and unusual IDs', () => {
  expect(faultsOf({ ...filled(), startDate: TODAY }, PRODUCT, TODAY).get('startDate')).toBe(
    'start-too-early-2026-11-25',
  )
  expect(faultsOf({ ...filled(), endDate: '2027-12-03' }, PRODUCT, TODAY).get('endDate')).toBe(
    'period-too-long-30',
  )
  const odd = {
    ...emptyInsured(),
    name: 'O',
    cardType: 'passport',
    cardNo: '?',
    birthday: '1990-01-01',
    gender: 'M',
    relation: 'child',
  } as const
  const form = { ...filled(), insured: [odd] }
  expect(faultsOf(form, PRODUCT, TODAY).get('insured.0.cardNo')).toBe('odd-card-no')
  expect([...faultsOf({ ...form, confirmed: true }, PRODUCT, TODAY)]).toEqual([])
})

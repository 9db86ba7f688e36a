import { expect, test } from 'vitest'
import { withIdentity } from './people-form.ts'
import { emptyInsured, emptyPerson } from './people-empty.ts'
import type { InsuredForm } from './people-typed.ts'
import { DEFAULT_RULES } from './products.ts'
import { type PurchaseDraft, readPurchaseDraft } from './purchases.ts'
import { consentsOf, purchaseFaults } from './purchase-rules.ts'
import { stepOfField } from './purchase-steps.ts'

const TODAY = '2026-11-24'
const PLANS = [{ planCode: '30543', planName: '计划一', minPrice: 100 }]
const LI_LEI = withIdentity(
  { ...emptyPerson(), name: '李雷', mobile: '13900139000' },
  { cardNo: '11010119900307109X' },
)

const traveller = (change: Partial<InsuredForm>): InsuredForm => ({
  ...emptyInsured(),
  name: '小雷',
  cardType: 'passport',
  cardNo: 'E1234567',
  birthday: '2018-05-01',
  gender: 'M',
  relation: 'child',
  ...change,
})
const draft = (change: Partial<PurchaseDraft> = {}): PurchaseDraft => ({
  planCode: '30543',
  startDate: '2026-11-25',
  endDate: '2026-11-27',
  holder: LI_LEI,
  insured: [{ ...emptyInsured(), ...LI_LEI, relation: 'self' }],
  confirmed: false,
  ...change,
})
const faults = (change?: Partial<PurchaseDraft>) =>
  Object.fromEntries(purchaseFaults(draft(change), DEFAULT_RULES, PLANS, TODAY))

test('a complete draft has no faults and an empty one has a fault per required field', () => {
  expect(faults()).toEqual({})
  const missing = purchaseFaults(readPurchaseDraft({}), DEFAULT_RULES, PLANS, TODAY)
  for (const path of ['planCode', 'startDate', 'endDate', 'holder.name', 'holder.cardNo', 'insured'])
    expect(missing.get(path)).toBe('required')
  expect(missing.get('holder.mobile')).toBe('mobile-or-email')
})

test.each([
  ['a minor who is somebody’s parent', { relation: 'parent' }, 'relation-age'],
  ['a child older than its parent', { birthday: '1960-01-01' }, 'relation-age'],
  ['a parent younger than the child', { relation: 'parent', birthday: '1995-01-01' }, 'relation-age'],
  ['a child', {}, undefined],
  ['a minor of somebody else', { relation: 'other' }, undefined],
] as const)('checks relations against birthdays: %s', (_who, change, code) => {
  expect(faults({ insured: [traveller(change)] })['insured.0.relation']).toBe(code)
})

test('accepts an unusual ID once it is confirmed', () => {
  const insured = [traveller({ cardType: 'hk-macau-permit', cardNo: 'X1' })]
  expect(faults({ insured })).toEqual({ 'insured.0.cardNo': 'odd-card-no' })
  expect(faults({ insured, confirmed: true })).toEqual({})
})

test('requires a consent per document, and a guardian’s for minors', () => {
  const terms = { id: 'a', kind: 'terms', title: '条款', version: '1', url: null, file: null } as const
  expect(consentsOf([terms], draft(), TODAY)).toEqual(['notice', 'a', 'truth', 'privacy'])
  expect(consentsOf([], draft({ insured: [traveller({})] }), TODAY)).toContain('guardian')
})

test('finds the step of a field', () => {
  expect(['planCode', 'endDate', 'insured.3.cardNo', 'consents.notice'].map(stepOfField)).toEqual([
    'product',
    'period',
    'people',
    'notice',
  ])
})

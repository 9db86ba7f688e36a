import { expect, test } from 'vitest'
import { readPurchaseDraft } from '#contract/purchases.ts'
import { LI_LEI, STRASSE } from '../testing/people.ts'
import { filledBy } from './filled-by.ts'

const draft = (more: object) => readPurchaseDraft(more)
const self = { ...LI_LEI, key: 'a', relation: 'self' }

test('tells prefilled, changed and entered fields apart', () => {
  const before = draft({ planCode: '1', startDate: '2026-01-01', holder: { name: LI_LEI.name, mobile: '1' } })
  const after = draft({ planCode: '1', startDate: '2026-01-02', endDate: '2026-01-03', holder: LI_LEI })
  expect(filledBy(before, after)).toMatchObject({
    planCode: 'prefilled',
    startDate: 'changed',
    endDate: 'customer',
    'holder.name': 'prefilled',
    'holder.mobile': 'changed',
    'holder.cardNo': 'customer',
  })
})

test('names nobody but the customer for people who were not prefilled', () => {
  const fields = filledBy(draft({}), draft({ holder: LI_LEI, insured: [self] }))
  expect(new Set(Object.values(fields))).toEqual(new Set(['customer']))
})

test('a prefilled holder who is insured too was prefilled there', () => {
  const fields = filledBy(draft({ holder: LI_LEI }), draft({ holder: LI_LEI, insured: [self] }))
  expect(fields).toMatchObject({ 'insured.0.cardNo': 'prefilled', 'insured.0.relation': 'customer' })
})

test('follows a prefilled insured whose row moved', () => {
  const other = { ...STRASSE, key: 'b', relation: 'other' }
  const fields = filledBy(draft({ insured: [self, other] }), draft({ insured: [{ ...other, key: 'c' }] }))
  expect(fields['insured.0.cardNo']).toBe('prefilled')
})

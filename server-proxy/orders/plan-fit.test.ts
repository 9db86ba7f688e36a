import { expect, test } from 'vitest'
import { judgePlan } from './plan-fit.ts'

const plans = [
  { planCode: 'basic', planName: '经济款', minPrice: 600 },
  { planCode: 'full', planName: '全面款', minPrice: 1_500 },
]
const basic = { planCode: 'basic', days: 3, premium: 1_100 }
const full = { planCode: 'full', days: 3, premium: 2_600 }
const sold = (planCode: string, ...fees: number[]) => ({
  planCode,
  days: 3,
  total: fees.reduce((sum, fee) => sum + fee, 0),
  fees,
})

test('reports an amount below the least of the chosen plan without any past order', () => {
  expect(judgePlan(sold('full', 1_100, 1_100), { plans, premiums: [] })).toEqual({
    fit: 'below',
    expected: 3_000,
  })
})

test('an amount above the least says nothing without any past order', () => {
  expect(judgePlan(sold('basic', 2_600), { plans, premiums: [] })).toBeNull()
})

test('past orders of the plan and duration decide, below and above', () => {
  const prices = { plans, premiums: [basic, full] }
  expect(judgePlan(sold('full', 2_600, 2_600), prices)).toEqual({ fit: 'fits', expected: 5_200 })
  expect(judgePlan(sold('full', 1_600, 1_600), prices)).toEqual({ fit: 'below', expected: 5_200 })
  expect(judgePlan(sold('basic', 2_600, 2_600), prices)).toEqual({ fit: 'above', expected: 2_200 })
  expect(judgePlan({ ...sold('basic', 2_600), days: 4 }, prices)).toBeNull()
})

test('recognises the price of another plan when the chosen one was never sold', () => {
  expect(judgePlan(sold('basic', 2_600), { plans, premiums: [full] })).toEqual({
    fit: 'above',
    expected: null,
  })
  expect(judgePlan(sold('full', 1_700), { plans, premiums: [{ ...basic, premium: 1_700 }] })).toEqual({
    fit: 'below',
    expected: null,
  })
})

test('a few people who cost more for their age make no other plan', () => {
  const prices = { plans, premiums: [basic, full] }
  expect(judgePlan(sold('basic', 1_100, 1_100, 2_000), prices)).toEqual({ fit: 'fits', expected: 3_300 })
})

test('with a single plan, another amount is another price', () => {
  expect(judgePlan(sold('basic', 1_200), { plans: plans.slice(0, 1), premiums: [basic] })).toBeNull()
})

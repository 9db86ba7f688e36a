import { expect, test } from 'vitest'
import { nextPullMs, nextStatus as step, policyStatus } from './order-state.ts'

test('the outcome of placing counts only while the order is being placed', () => {
  expect(step('submitting', { kind: 'place', outcome: 'lost' })).toBe('uncertain')
  expect(step('uncertain', { kind: 'place', outcome: 'unsent' })).toBe('uncertain')
  expect(step('uncertain', { kind: 'place', outcome: 'answered' })).toBe('unpaid')
  expect(step('issued', { kind: 'place', outcome: 'refused' })).toBeNull()
})

test('a surrender can be asked for once, and a refused one restores the status', () => {
  expect(step('issued', { kind: 'surrender', outcome: 'requested' })).toBe('surrendering')
  for (const status of ['surrendering', 'surrendered', 'refunded', 'failed'] as const)
    expect(step(status, { kind: 'surrender', outcome: 'requested' })).toBeNull()
  expect(step('surrendering', { kind: 'surrender', outcome: 'refused', before: 'paid' })).toBe('paid')
  expect(step('refunded', { kind: 'surrender', outcome: 'refused', before: 'paid' })).toBe('refunded')
})

test('a policy has the status of its own label, and is surrendering after a claim until the label moves', () => {
  expect(policyStatus('已承保', 'issued', false)).toBe('issued')
  expect(policyStatus('已承保', 'issued', true)).toBe('surrendering')
  expect(policyStatus('已退保', 'surrendered', true)).toBe('surrendered')
  expect(policyStatus(null, null, false)).toBe('issued')
  expect(policyStatus('待核', null, true)).toBeNull()
})

test('pulls orders in flight within five minutes and orders at rest never', () => {
  for (const status of ['submitting', 'uncertain', 'unpaid', 'paid', 'surrendering', 'surrendered'] as const)
    expect(nextPullMs(status, 3_600_000)).toBeLessThanOrEqual(300_000)
  for (const status of ['issued', 'refunded', 'failed'] as const) expect(nextPullMs(status, 0)).toBeNull()
})

test('asks about a paid order without a policy less often after an hour, and after a day', () => {
  const pauses = [0, 1, 24].map((hours) => nextPullMs('paid', hours * 3_600_000))
  expect(pauses).toEqual([60_000, 240_000, 3_600_000])
})

test('asks about an unmade invoice less and less, and finally stops', () => {
  const pauses = [0, 2, 8, 91].map((days) => nextPullMs('invoicing', days * 86_400_000))
  expect(pauses).toEqual([60_000, 3_600_000, 86_400_000, null])
})

test('looks for a day at a surrender that seems not to have happened', () => {
  const pauses = [0, 2, 25].map((hours) => nextPullMs('not-done', hours * 3_600_000))
  expect(pauses).toEqual([120_000, 240_000, null])
})

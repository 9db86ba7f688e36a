import { expect, test } from 'vitest'
import type { OrderStatus } from '../../src/contract/place-order.ts'
import {
  nextPullMs,
  nextStatus as step,
  type PlatformView,
  policyStatus,
  type SurrenderRequest,
} from './order-state.ts'

const view = (placed: PlatformView['placed'], policies: PlatformView['policies'] = []): PlatformView => ({
  label: 'x',
  placed,
  policies,
})
const nextStatus = (current: OrderStatus, view: PlatformView, asked: SurrenderRequest | null) =>
  step(current, { kind: 'platform', view, asked })
const policy = (placed: PlatformView['placed'], policyCode = 'P1') => ({ policyCode, placed })

test('the platform’s state is the order’s, wherever it stood', () => {
  expect(nextStatus('unpaid', view('paid'), null)).toBe('paid')
  expect(nextStatus('issued', view('refunded', [policy('refunded')]), null)).toBe('refunded')
  expect(nextStatus('failed', view('issued', [policy('issued')]), null)).toBe('issued')
})

test('a label alone proves no policy, a policy number does', () => {
  expect(nextStatus('unpaid', view('issued'), null)).toBe('paid')
  expect(nextStatus('unpaid', view('paid', [policy('issued')]), null)).toBe('issued')
  expect(nextStatus('unpaid', view(null, [policy(null)]), null)).toBe('issued')
})

test('a label outside the table moves nothing', () => {
  expect(nextStatus('unpaid', view(null), null)).toBe('unpaid')
  expect(nextStatus('surrendered', view(null, [policy(null)]), null)).toBe('surrendered')
})

test('a surrender stands as requested until the platform shows it, for what was asked', () => {
  const both = [policy('issued', 'P1'), policy('issued', 'P2')]
  const first = [policy('surrendered', 'P1'), policy('issued', 'P2')]
  expect(nextStatus('surrendering', view('issued', both), { policyCodes: ['P1'] })).toBe('surrendering')
  expect(nextStatus('surrendering', view('issued', first), { policyCodes: ['P1'] })).toBe('issued')
  expect(nextStatus('surrendering', view('issued', first), { policyCodes: null })).toBe('surrendering')
  expect(nextStatus('surrendering', view('surrendered', first), { policyCodes: null })).toBe('surrendered')
})

test('what became of placing counts only while the order is being placed', () => {
  expect(step('submitting', { kind: 'place', outcome: 'lost' })).toBe('uncertain')
  expect(step('uncertain', { kind: 'place', outcome: 'unsent' })).toBe('uncertain')
  expect(step('uncertain', { kind: 'place', outcome: 'answered' })).toBe('unpaid')
  expect(step('issued', { kind: 'place', outcome: 'refused' })).toBeNull()
})

test('a surrender can be asked for once, and a refused one leaves the order as it was', () => {
  expect(step('issued', { kind: 'surrender', outcome: 'requested' })).toBe('surrendering')
  for (const status of ['surrendering', 'surrendered', 'refunded', 'failed'] as const)
    expect(step(status, { kind: 'surrender', outcome: 'requested' })).toBeNull()
  expect(step('surrendering', { kind: 'surrender', outcome: 'refused', before: 'paid' })).toBe('paid')
  expect(step('refunded', { kind: 'surrender', outcome: 'refused', before: 'paid' })).toBe('refunded')
})

test('a policy stands where its own label says; asked for, it is being surrendered until the label moves', () => {
  expect(policyStatus('已承保', 'issued', false)).toBe('issued')
  expect(policyStatus('已承保', 'issued', true)).toBe('surrendering')
  expect(policyStatus('已退保', 'surrendered', true)).toBe('surrendered')
  expect(policyStatus(null, null, false)).toBe('issued')
  expect(policyStatus('待核', null, true)).toBeNull()
})

test('orders in flight are looked at within five minutes, orders at rest never', () => {
  for (const status of ['submitting', 'uncertain', 'unpaid', 'paid', 'surrendering', 'surrendered'] as const)
    expect(nextPullMs(status, 3_600_000)).toBeLessThanOrEqual(300_000)
  for (const status of ['issued', 'refunded', 'failed'] as const) expect(nextPullMs(status, 0)).toBeNull()
})

import { expect, test } from 'vitest'
import type { OwnOrder } from '../../contract/own-order.ts'
import { policiesInForce, viewOf } from './order-view.ts'

const order = (more: Partial<OwnOrder>) =>
  ({
    status: 'unpaid',
    platformStatus: '待支付',
    byCredit: false,
    cashierUrl: 'https://x',
    ...more,
  }) as OwnOrder

test('shows unpaid only with a fresh platform response, and later after returning from payment', () => {
  const back = { returned: true }
  expect(viewOf(order({}))).toBe('unpaid')
  expect(viewOf(order({}), back)).toBe('unpaid')
  expect(viewOf(order({}), { returned: true, early: true })).toBe('confirming')
  // The platform did not respond.
  expect(viewOf(order({ cashierUrl: null }))).toBe('confirming')
  // The order is not confirmed on the platform yet: the customer link shows its page, a forged return does not.
  expect(viewOf(order({ platformStatus: null }))).toBe('unpaid')
  expect(viewOf(order({ platformStatus: null }), back)).toBe('confirming')
  // No payment page: the seller pays.
  expect(viewOf(order({ byCredit: true, cashierUrl: null }))).toBe('unpaid')
  for (const status of ['submitting', 'uncertain'] as const)
    expect(viewOf(order({ status }))).toBe('confirming')
})

test('counts only remaining policies as in force after a partial surrender', () => {
  const policies = (['issued', 'surrendering', 'refunded', null] as const).map((status) => ({ status }))
  expect(policiesInForce({ policies } as OwnOrder)).toBe(2)
})

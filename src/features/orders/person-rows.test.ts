import { expect, test } from 'vitest'
import type { Order } from '../../contract/orders.ts'
import { ageOf, personRows } from './person-rows.ts'

const policy = (policyCode: string, status: string | null) => ({ policyCode, status, policyStatus: null })
const person = (name: string, policyCode: string | null) => ({
  name,
  policyCode,
  fee: 300,
  policyStatus: null,
})
const order = (platform: object | null, policies: object[], insured: object[] = []) =>
  ({ platform, policies, insured }) as unknown as Order
const shown = (of: Order) => personRows(of).map(({ name, policyCode, state }) => [name, policyCode, state])

test('puts people without a policy first, then ending policies, then the rest in the platform’s order', () => {
  const insured = [person('甲', 'P1'), person('乙', 'P2'), person('丙', null), person('丁', 'P3')]
  const policies = [policy('P1', 'issued'), policy('P2', 'surrendering'), policy('P3', 'issued')]
  expect(shown(order({ isGroup: false, insured }, policies))).toEqual([
    ['丙', null, 'none'],
    ['乙', 'P2', 'surrendering'],
    ['甲', 'P1', 'issued'],
    ['丁', 'P3', 'issued'],
  ])
})

test('people of a group share its policy', () => {
  const insured = [person('甲', 'P1'), person('乙', null)]
  expect(shown(order({ isGroup: true, insured }, [policy('P1', 'issued')]))).toEqual([
    ['甲', 'P1', 'issued'],
    ['乙', 'P1', 'issued'],
  ])
})

test('shows people as entered before the platform answers, without missing policies', () => {
  expect(shown(order(null, [], [{ name: '甲', relation: 'self' }]))).toEqual([['甲', null, null]])
})

test('shows a policy whose person is not on the list', () => {
  const policies = [{ ...policy('P9', 'issued'), insuredName: '戊' }]
  expect(shown(order({ isGroup: false, insured: [] }, policies))).toEqual([['戊', 'P9', 'issued']])
})

test.each([
  ['2000-12-01', 26],
  ['2000-12-02', 25],
  ['unknown', null],
  [null, null],
])('somebody born on %s is %s', (birthday, age) => expect(ageOf(birthday, '2026-12-01')).toBe(age))

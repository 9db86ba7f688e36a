import { describe, expect, test } from 'vitest'
import type { OrderStatus } from '#contract/place-order.ts'
import { CASES, nameOf, numbered, OUTCOMES, type Placed, rightOf } from './judge-cases.ts'
import { type Claim, judge } from './judge.ts'

/** Comparing by hand: a matcher for each of so many cases takes minutes. */
const wrong = (isRight: (one: (typeof CASES)[number]) => boolean) =>
  CASES.filter((one) => !isRight(one))
    .slice(0, 5)
    .map(nameOf)

describe(`${CASES.length} combinations of state, label, policies, claim and people without a number`, () => {
  test('each fits a judged outcome, and all that fit agree', () => {
    const differ = wrong((one) => {
      const fitting = OUTCOMES.filter(([, when]) => when(one))
      return new Set(fitting.map(([, , status]) => status(one))).size === 1
    })
    expect(differ).toEqual([])
  })

  test('each is judged by its outcome', () => {
    const differ = CASES.flatMap((one) => {
      const right = JSON.stringify(rightOf(one))
      const found = JSON.stringify(judge(one.state, one, one.claim))
      return right === found ? [] : `${nameOf(one)} is ${found}, not ${right}`
    })
    expect(differ.slice(0, 5)).toEqual([])
  })

  test('none hides cover that the answer states', () => {
    const hidden = wrong((one) => {
      const stated = one.inView.some(({ placed, labelFromFile }) => placed === 'issued' && !labelFromFile)
      const { status } = judge(one.state, one, one.claim)
      return !stated || status === 'issued' || status === 'surrendering'
    })
    expect(hidden).toEqual([])
  })
})

const both: Claim = { policyCodes: ['P1', 'P2'] }
const whole: Claim = { policyCodes: null }
const one: Claim = { policyCodes: ['P9'] }
test.each<
  [
    state: OrderStatus,
    label: Placed,
    inView: Placed[],
    onFile: Placed[],
    claim: Claim | null,
    status: OrderStatus,
    more: object,
  ]
>([
  ['surrendering', 'unpaid', [], [], whole, 'surrendering', { claimStands: true, contradiction: false }],
  ['surrendering', 'paid', [], [], whole, 'surrendering', { claimStands: true }],
  ['surrendering', 'issued', [], ['issued'], whole, 'surrendering', { claimStands: true }],
  ['issued', 'issued', [], ['issued'], null, 'issued', { contradiction: false }],
  ['surrendering', 'failed', ['issued'], [], whole, 'issued', { contradiction: true, claimStands: true }],
  ['unpaid', 'failed', ['issued'], [], null, 'issued', { contradiction: true }],
  ['issued', 'refunded', ['surrendered', 'issued'], [], null, 'issued', {}],
  ['issued', 'issued', ['refunded', 'refunded'], [], null, 'refunded', {}],
  ['paid', 'paid', ['surrendered', 'refunded'], [], null, 'surrendered', {}],
  ['paid', 'issued', ['failed', 'failed'], [], null, 'failed', { contradiction: true }],
  ['surrendering', 'surrendered', ['surrendered', 'issued'], [], both, 'surrendering', { claimStands: true }],
  ['issued', 'refunded', [], ['issued'], null, 'issued', { contradiction: true }],
  ['surrendering', 'refunded', [], ['issued'], null, 'refunded', { contradiction: false }],
  ['surrendering', 'refunded', [], ['issued'], whole, 'refunded', { claimStands: false }],
  [
    'surrendering',
    'refunded',
    [],
    ['issued', 'issued'],
    one,
    'surrendering',
    { claimStands: true, contradiction: true },
  ],
  ['surrendered', 'issued', ['issued'], [], null, 'issued', { wentBack: true }],
  ['refunded', 'unpaid', [], [], null, 'unpaid', { wentBack: true }],
])(
  '%s, labelled %s with policies %j and %j on file under %j is %s',
  (state, label, view, file, claim, ...right) => {
    const [status, more] = right
    const evidence = { label, inView: numbered(view), onFile: numbered(file, 9) }
    expect(judge(state, evidence, claim)).toMatchObject({ status, ...more })
  },
)

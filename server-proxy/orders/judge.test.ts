import { describe, expect, test } from 'vitest'
import type { OrderStatus } from '#contract/place-order.ts'
import { type Claim, type Evidence, judge, type PlacedPolicy } from './judge.ts'

type Placed = OrderStatus | null
const BEFORE_ISSUE = ['submitting', 'uncertain', 'unpaid', 'paid'] as const
const STATES = [...BEFORE_ISSUE, 'issued', 'surrendering', 'surrendered', 'refunded', 'failed'] as const
const LABELS = [
  null,
  'unpaid',
  'paid',
  'issued',
  'surrendering',
  'surrendered',
  'refunded',
  'failed',
] as const
const IN_VIEW: Placed[][] = [
  [],
  [null],
  ['issued'],
  ['issued', 'issued'],
  ['surrendering'],
  ['surrendered'],
  ['refunded'],
  ['surrendered', 'refunded'],
  ['surrendering', 'issued'],
  ['surrendered', 'issued'],
  ['failed'],
  ['failed', 'issued'],
  ['failed', 'surrendered'],
]
const ON_FILE: Placed[][] = [[], ['issued'], ['issued', 'issued'], ['surrendered'], ['surrendered', 'issued']]
const CLAIMS: (Claim | null)[] = [
  null,
  { policyCodes: null },
  { policyCodes: ['P1'] },
  { policyCodes: ['P1', 'P2'] },
]

const numbered = (list: readonly Placed[], from = 1): PlacedPolicy[] =>
  list.map((placed, n) => ({ policyCode: `P${from + n}`, placed }))
const isOver = (placed: Placed) =>
  placed === 'surrendering' || placed === 'surrendered' || placed === 'refunded'

type Case = { state: OrderStatus; claim: Claim | null } & Evidence & {
    /** The status by the label; an unknown label keeps the current one. */
    says: OrderStatus
    policies: PlacedPolicy[]
    /** A policy number that its own label does not deny. */
    cover: boolean
    /** A policy whose own label says it is in force. */
    inForce: boolean
    /** At least one policy ended or is ending, and none has cover. */
    allOver: boolean
    allFailed: boolean
    /** A label of an end without a policy in view, although the file has cover and nothing ended before. */
    unexpectedEnd: boolean
  }

const cases: Case[] = []
for (const state of STATES)
  for (const label of LABELS)
    for (const view of IN_VIEW)
      for (const file of ON_FILE)
        for (const claim of CLAIMS) {
          const inView = numbered(view)
          // A file beside an answer with policies holds a different policy; alone it holds the first.
          const onFile = numbered(file, view.length === 0 ? 1 : 9)
          const policies = [...inView, ...onFile]
          const cover = policies.some(({ placed }) => placed === null || placed === 'issued')
          cases.push({
            state,
            label,
            inView,
            onFile,
            claim,
            policies,
            cover,
            says: label ?? state,
            inForce: policies.some(({ placed }) => placed === 'issued'),
            allOver: !cover && policies.some(({ placed }) => isOver(placed)),
            allFailed: policies.length > 0 && policies.every(({ placed }) => placed === 'failed'),
            unexpectedEnd:
              (label === 'surrendered' || label === 'refunded') &&
              view.length === 0 &&
              file.includes('issued') &&
              (!isOver(state) || file.some(isOver)),
          })
        }

const leastAdvanced = ({ policies }: Case) =>
  (['surrendering', 'surrendered', 'refunded'] as const).find((status) =>
    policies.some(({ placed }) => placed === status),
  )
const furthest = (one: Placed, other: Placed): Placed => {
  const order: Placed[] = ['surrendering', 'surrendered', 'refunded']
  return order.indexOf(one) > order.indexOf(other) ? one : other
}

/** The judged outcomes without a claim. Every combination fits one; where several rows fit, they agree. */
const OUTCOMES: [words: string, when: (c: Case) => boolean, status: (c: Case) => Placed | undefined][] = [
  [
    'without any policy the label is right, but proves no policy',
    (c) => c.policies.length === 0 && c.says !== 'issued',
    (c) => c.says,
  ],
  ['a label alone is no policy', (c) => c.policies.length === 0 && c.says === 'issued', () => 'paid'],
  [
    'a label from before the issue, or of a failure, does not hide cover',
    (c) => c.cover && !isOver(c.says),
    () => 'issued',
  ],
  ['ended policies count in any earlier status', (c) => c.allOver && !isOver(c.says), leastAdvanced],
  ['failed numbers are no cover', (c) => c.allFailed && !isOver(c.says), () => 'failed'],
  ['a surrender under way stays under way', (c) => c.label === 'surrendering', () => 'surrendering'],
  [
    'a label of an end does not hide cover when the answer names policies',
    (c) => c.inForce && c.inView.length > 0 && (c.says === 'surrendered' || c.says === 'refunded'),
    () => 'issued',
  ],
  [
    'a label of an end is right when no policy denies it',
    (c) =>
      isOver(c.label) &&
      c.label !== 'surrendering' &&
      !(c.inForce && c.inView.length > 0) &&
      !c.unexpectedEnd,
    (c) => c.label,
  ],
  [
    'cover on file is not hidden by the label of an end that nobody asked for',
    (c) => c.unexpectedEnd,
    () => 'issued',
  ],
  [
    'an unknown label takes no end back, and policies may be further',
    (c) => c.label === null && isOver(c.state) && !c.inForce,
    (c) => (c.allOver ? furthest(c.state, leastAdvanced(c) ?? null) : c.state),
  ],
  [
    'an unknown label without policies in view takes no end back',
    (c) => c.label === null && isOver(c.state) && c.cover && c.inView.length === 0,
    (c) => c.state,
  ],
  [
    'under an unknown label a surrender is over when all policies are in force',
    (c) => c.label === null && c.state === 'surrendering' && c.inForce && c.inView.length > 0,
    (c) => (c.policies.every(({ placed }) => placed === 'issued') ? 'issued' : 'surrendering'),
  ],
]

/** Whether the platform shows everything that the claim asked for. */
function isShown(one: Case): boolean {
  const { claim, label, inView, policies } = one
  if (isOver(label) && inView.length === 0 && isOver(baseOf(one))) return true
  const asked =
    claim?.policyCodes ?? policies.flatMap((one) => (one.placed === 'failed' ? [] : one.policyCode))
  if (asked.length === 0) return false
  const found = asked.flatMap((code) => policies.find(({ policyCode }) => policyCode === code) ?? [])
  // A number missing from the answer proves nothing while the rest of the order has cover.
  if (found.length < asked.length && !isOver(baseOf(one))) return false
  const states = found.map(({ placed }) => placed)
  if (found.length === asked.length && states.every(isOver)) return true
  if (!isOver(label)) return false
  // The order's label of a surrender may be ahead of its policies.
  if (label === 'surrendering' && !policies.some(({ placed }) => isOver(placed))) return true
  return states.every((placed) => placed !== 'issued')
}

/** The order's status before its claim is considered. */
function baseOf(one: Case): OrderStatus {
  const { claim, label, inView, policies } = one
  const base = judge(one.state, one, null).status
  const ended = label === 'surrendered' || label === 'refunded'
  if (!claim || inView.length > 0 || !ended || !one.inForce) return base
  const codes = claim.policyCodes
  const allAsked =
    codes === null || policies.every((p) => p.placed !== 'issued' || codes.includes(p.policyCode))
  return allAsked ? label : 'issued'
}

const name = ({ state, label, inView, onFile, claim }: Case) =>
  JSON.stringify([state, label, inView.map((p) => p.placed), onFile.map((p) => p.placed), claim])

describe(`${cases.length} combinations of state, label, policies and claim`, () => {
  test('each fits a judged outcome, and all that fit agree', () => {
    for (const one of cases) {
      const fitting = OUTCOMES.filter(([, when]) => when(one))
      expect(fitting.length, name(one)).toBeGreaterThan(0)
      const { status } = judge(one.state, one, null)
      for (const [words, , wanted] of fitting) expect(status, `${words}: ${name(one)}`).toBe(wanted(one))
    }
  })

  test('a claim is open until it is shown in full or nothing is left to surrender', () => {
    for (const one of cases) {
      const base = baseOf(one)
      const open = one.claim !== null && !['surrendered', 'refunded', 'failed'].includes(base)
      const { status, claimStands } = judge(one.state, one, one.claim)
      expect(claimStands, name(one)).toBe(open && !isShown(one))
      const denied = one.label === 'failed' && base === 'issued'
      expect(status, name(one)).toBe(claimStands && !denied ? 'surrendering' : base)
    }
  })

  test('never hides cover', () => {
    for (const one of cases) {
      const said = one.inView.some(({ placed }) => placed === 'issued')
      if (!said) continue
      const { status } = judge(one.state, one, one.claim)
      expect(['issued', 'surrendering'], name(one)).toContain(status)
    }
  })

  test('raises attention exactly where label and policies contradict each other', () => {
    for (const one of cases) {
      const base = baseOf(one)
      const { contradiction, claimStands } = judge(one.state, one, one.claim)
      const labelDenies = one.label === 'failed' && base === 'issued'
      const numbersFail = one.allFailed && base === 'failed' && one.says !== 'failed'
      const fellBack =
        base === 'issued' && one.inView.length === 0 && (one.label === 'unpaid' || one.label === 'paid')
      const endDenied = base === 'issued' && one.inView.length === 0 && isOver(one.label)
      expect(contradiction, name(one)).toBe(
        labelDenies || numbersFail || endDenied || (fellBack && !claimStands),
      )
    }
  })

  test('raises attention when a surrender or refund is reversed', () => {
    for (const one of cases) {
      const { status, wentBack } = judge(one.state, one, one.claim)
      const ends = ['surrendered', 'refunded']
      const back =
        (one.state === 'refunded' && status !== 'refunded') ||
        (one.state === 'surrendered' && !ends.includes(status))
      expect(wentBack, name(one)).toBe(back)
    }
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

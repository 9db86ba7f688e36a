import type { OrderStatus } from '#contract/place-order.ts'
import type { Claim, Evidence, Judgement, PlacedPolicy } from './judge.ts'

export type Placed = OrderStatus | null
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
/** `file …`: the answer names the policy without a label, and this is the one on file. */
type Named = Placed | 'file issued' | 'file surrendered'
const IN_VIEW: Named[][] = [
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
  ['file issued'],
  ['file surrendered', 'file issued'],
  ['surrendered', 'file issued'],
]
const ON_FILE: Placed[][] = [[], ['issued'], ['issued', 'issued'], ['surrendered'], ['surrendered', 'issued']]
const CLAIMS: (Claim | null)[] = [
  null,
  { policyCodes: null },
  { policyCodes: ['P1'] },
  { policyCodes: ['P1', 'P2'] },
]
/** People without a number, by their own labels. */
const UNNUMBERED: Placed[][] = [[], [null], ['paid', 'failed'], ['failed'], ['failed', 'surrendering']]

export const isOver = (placed: Placed | undefined) =>
  placed === 'surrendering' || placed === 'surrendered' || placed === 'refunded'
export const numbered = (list: readonly Placed[], from = 1): PlacedPolicy[] =>
  list.map((placed, n) => ({ policyCode: `P${from + n}`, placed }))
const named = (list: readonly Named[]): PlacedPolicy[] =>
  list.map((one, n) => {
    const policyCode = `P${n + 1}`
    if (!one?.startsWith('file ')) return { policyCode, placed: one as Placed }
    return { policyCode, placed: one.slice(5) as OrderStatus, labelFromFile: true }
  })

export type Case = { state: OrderStatus; claim: Claim | null; unnumbered: readonly Placed[] } & Evidence & {
    /** The status by the label; an unknown label keeps the current one. */
    says: OrderStatus
    policies: PlacedPolicy[]
    /** The answer states the label of at least one policy that has a number, or names one that is new. */
    stated: boolean
    /** A policy number that its own label does not deny. */
    cover: boolean
    /** A policy whose own label says it is in force. */
    inForce: boolean
    /** At least one policy ended or is ending, and none has cover. */
    allOver: boolean
    allFailed: boolean
    /** Somebody without a number may still be insured. */
    pending: boolean
    /** A label of an end without a stated policy, although the file has cover and nothing ended before. */
    unexpectedEnd: boolean
  }

function caseOf(
  state: OrderStatus,
  label: Placed,
  view: Named[],
  file: Placed[],
  claim: Claim | null,
  unnumbered: Placed[],
): Case {
  const inView = named(view)
  // A file beside an answer with policies holds a different policy; alone it holds the first.
  const onFile = numbered(file, view.length === 0 ? 1 : 9)
  const policies = [...inView, ...onFile]
  const stated = inView.some(({ labelFromFile }) => !labelFromFile)
  const has = (placed: Placed) => policies.some((one) => one.placed === placed)
  const cover = has(null) || has('issued')
  const anyOver = policies.some(({ placed }) => isOver(placed))
  return {
    state,
    label,
    inView,
    onFile,
    claim,
    unnumbered,
    policies,
    stated,
    cover,
    says: label ?? state,
    inForce: has('issued'),
    allOver: !cover && anyOver,
    allFailed: policies.length > 0 && policies.every(({ placed }) => placed === 'failed'),
    pending: unnumbered.some((placed) => placed !== 'failed' && !isOver(placed)),
    unexpectedEnd:
      (label === 'surrendered' || label === 'refunded') &&
      !stated &&
      has('issued') &&
      (!isOver(state) || anyOver),
  }
}

export const CASES: readonly Case[] = STATES.flatMap((state) =>
  LABELS.flatMap((label) =>
    IN_VIEW.flatMap((view) =>
      ON_FILE.flatMap((file) =>
        CLAIMS.flatMap((claim) =>
          UNNUMBERED.map((people) => caseOf(state, label, view, file, claim, people)),
        ),
      ),
    ),
  ),
)

const leastAdvanced = ({ policies }: Case) =>
  (['surrendering', 'surrendered', 'refunded'] as const).find((status) =>
    policies.some(({ placed }) => placed === status),
  )
const furthest = (one: Placed, other: Placed): Placed => {
  const order: Placed[] = ['surrendering', 'surrendered', 'refunded']
  return order.indexOf(one) > order.indexOf(other) ? one : other
}

type Outcome = [words: string, when: (c: Case) => boolean, status: (c: Case) => Placed | undefined]

/** The judged outcomes without a claim. Every combination fits one; where several rows fit, they agree. */
export const OUTCOMES: readonly Outcome[] = [
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
  [
    'ended policies count in any earlier status',
    (c) => c.allOver && !c.pending && !isOver(c.says),
    leastAdvanced,
  ],
  ['failed numbers are no cover', (c) => c.allFailed && !c.pending && !isOver(c.says), () => 'failed'],
  [
    'the end of some says nothing about people without a number',
    (c) => (c.allOver || c.allFailed) && c.pending && !isOver(c.says),
    (c) => c.says,
  ],
  ['a surrender under way stays under way', (c) => c.label === 'surrendering', () => 'surrendering'],
  [
    'a label of an end does not hide cover when the answer states the labels of policies',
    (c) => c.inForce && c.stated && (c.says === 'surrendered' || c.says === 'refunded'),
    () => 'issued',
  ],
  [
    'a label of an end is right when no policy denies it',
    (c) => isOver(c.label) && c.label !== 'surrendering' && !(c.inForce && c.stated) && !c.unexpectedEnd,
    (c) => c.label,
  ],
  ['cover on file stays visible under an end label without a claim', (c) => c.unexpectedEnd, () => 'issued'],
  [
    'an unknown label takes no end back, and policies may be further',
    (c) => c.label === null && isOver(c.state) && !c.inForce,
    (c) => (c.allOver ? furthest(c.state, leastAdvanced(c) ?? null) : c.state),
  ],
  [
    'an unknown label without the labels of policies takes no end back',
    (c) => c.label === null && isOver(c.state) && c.cover && !c.stated,
    (c) => c.state,
  ],
  [
    'under an unknown label a surrender is over when all policies are in force',
    (c) => c.label === null && c.state === 'surrendering' && c.inForce && c.stated,
    (c) => (c.policies.every(({ placed }) => placed === 'issued') ? 'issued' : 'surrendering'),
  ],
]

export const nameOf = ({ state, label, inView, onFile, claim, unnumbered }: Case) =>
  JSON.stringify([
    state,
    label,
    inView.map(({ placed, labelFromFile }) => (labelFromFile ? `file ${placed}` : placed)),
    onFile.map(({ placed }) => placed),
    claim,
    unnumbered,
  ])

/** The order's status before its claim is considered. */
function baseOf(one: Case): OrderStatus {
  const { claim, label, policies } = one
  const fitting = OUTCOMES.find(([, when]) => when(one))
  const base = fitting?.[2](one)
  if (!base) throw new Error(`no outcome: ${nameOf(one)}`)
  const ended = label === 'surrendered' || label === 'refunded'
  if (!claim || one.stated || !ended || !one.inForce) return base
  const codes = claim.policyCodes
  const allAsked =
    codes === null || policies.every((p) => p.placed !== 'issued' || codes.includes(p.policyCode))
  return allAsked ? label : 'issued'
}

/** Whether the platform shows everything that the claim asked for. */
function isShown(one: Case, base: OrderStatus): boolean {
  const { claim, label, policies, stated, pending } = one
  if (isOver(label) && !stated && isOver(base)) return true
  const whole = claim?.policyCodes === null
  if (whole && pending && !isOver(label)) return false
  const asked =
    claim?.policyCodes ?? policies.flatMap((one) => (one.placed === 'failed' ? [] : one.policyCode))
  if (asked.length === 0) return false
  const found = asked.flatMap((code) => policies.find(({ policyCode }) => policyCode === code) ?? [])
  // A number missing from the answer proves nothing while the rest of the order has cover.
  if (found.length < asked.length && !(isOver(base) && isOver(label))) return false
  const states = found.map(({ placed }) => placed)
  if (states.every(isOver)) return true
  if (!isOver(label)) return false
  // The order's label of a surrender may be ahead of its policies.
  if (label === 'surrendering' && !policies.some(({ placed }) => isOver(placed))) return true
  return states.every((placed) => placed !== 'issued')
}

/** What `judge` must answer, from the outcomes above alone. */
export function rightOf(one: Case): Judgement {
  const { claim, label, state, inView, stated } = one
  const base = baseOf(one)
  const isLeft = base !== 'surrendered' && base !== 'refunded' && base !== 'failed'
  const claimStands = claim !== null && isLeft && !isShown(one, base)
  const labelDenies = label === 'failed' && base === 'issued'
  const status = claimStands && !labelDenies ? 'surrendering' : base
  const numbersFail = one.allFailed && base === 'failed' && one.says !== 'failed'
  const fellBack = base === 'issued' && inView.length === 0 && (label === 'unpaid' || label === 'paid')
  const endDenied = base === 'issued' && !stated && isOver(label)
  const ends = ['surrendered', 'refunded']
  return {
    status,
    claimStands,
    contradiction: labelDenies || numbersFail || endDenied || (fellBack && !claimStands),
    wentBack:
      (state === 'refunded' && status !== 'refunded') || (state === 'surrendered' && !ends.includes(status)),
  }
}

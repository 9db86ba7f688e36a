import type { OrderStatus } from '#contract/place-order.ts'

/** A policy that has a number, with its own label placed (null: none or unknown). */
export type PlacedPolicy = {
  policyCode: string
  placed: OrderStatus | null
  /** The answer names the policy without a label, and this is the one on file. */
  labelFromFile?: true
}

/** What the judgement rests on: the platform's answer, and earlier knowledge that it does not contradict. */
export type Evidence = {
  /** The order's label as our status; null: none or unknown. */
  label: OrderStatus | null
  /** Policies that the answer names. */
  inView: readonly PlacedPolicy[]
  /** Policies on file that the answer omits without contradicting them. */
  onFile: readonly PlacedPolicy[]
  /** People of the answer without a policy number, by their own labels. */
  unnumbered?: readonly (OrderStatus | null)[]
}

/** A surrender that we asked for: of these policies, or of the whole order (null). */
export type Claim = { policyCodes: string[] | null }

export type Judgement = {
  status: OrderStatus
  /** The platform does not show the claim yet, and something is left to surrender. */
  claimStands: boolean
  /** Label and policies disagree, so a person has to look. */
  contradiction: boolean
  /** The platform reversed a surrender or refund that it had shown. */
  wentBack: boolean
}

/** The three statuses of an ending order, least advanced first. */
export const OVER: readonly OrderStatus[] = ['surrendering', 'surrendered', 'refunded']
export const isOver = (status: OrderStatus | null | undefined) => status != null && OVER.includes(status)
/** The platform has carried the surrender out. */
export const isConfirmedEnd = (status: OrderStatus | null | undefined) =>
  status === 'surrendered' || status === 'refunded'

/**
 * The status of an order after the platform was read. The platform is right, with three exceptions:
 * - cover is never hidden: a policy in force outweighs a label that denies it;
 * - a label alone proves no policy, and a proven policy stays until a complete answer leaves it out;
 * - a claim is open until the platform shows it for everything that was asked.
 */
export function judge(current: OrderStatus, evidence: Evidence, claim: Claim | null): Judgement {
  const said = bySource(evidence)
  const shown = withoutClaim(current, said, claim)
  const claimStands = claim !== null && isClaimOpen(claim, said, shown)
  const denied = evidence.label === 'failed' && shown === 'issued'
  const status = claimStands && !denied ? 'surrendering' : shown
  return {
    status,
    claimStands,
    contradiction: denied || disagrees(current, evidence, said, shown, claimStands),
    wentBack: OVER.indexOf(status) < OVER.indexOf(current) && current !== 'surrendering',
  }
}

/** A label on file is no statement of the answer, though the answer names the policy. */
function bySource(evidence: Evidence): Evidence {
  const { inView, onFile } = evidence
  return {
    ...evidence,
    inView: inView.filter(({ labelFromFile }) => !labelFromFile),
    onFile: [...onFile, ...inView.filter(({ labelFromFile }) => labelFromFile)],
  }
}

function withoutClaim(current: OrderStatus, evidence: Evidence, claim: Claim | null): OrderStatus {
  const { label, inView, onFile, unnumbered = [] } = evidence
  const policies = [...inView, ...onFile]
  // An unknown label moves nothing.
  const says = label ?? current
  if (isOver(says)) {
    if (inView.length > 0) {
      if (says !== 'surrendering' && policies.some(inForce)) return 'issued'
      if (label === null && policies.every(inForce)) return 'issued'
    }
    if (label !== null && label !== 'surrendering' && isUnexpectedEnd(current, evidence, claim))
      return 'issued'
    return label === null ? later(says, endOf(policies)) : says
  }
  if (policies.length === 0) return says === 'issued' ? 'paid' : says
  if (policies.some(provesCover)) return 'issued'
  // The end of some says nothing about people who have no number yet.
  if (unnumbered.some(mayBeInsured)) return says
  return endOf(policies) ?? 'failed'
}

const inForce = ({ placed }: PlacedPolicy) => placed === 'issued'

/**
 * Whether the label says that the order ended although the file has cover that no claim asked to end. A
 * policy on file stays until a complete answer leaves it out. A claim for all of them, or an earlier end of
 * all of them, confirms the label.
 */
function isUnexpectedEnd(current: OrderStatus, { onFile }: Evidence, claim: Claim | null): boolean {
  if (claim) {
    const { policyCodes } = claim
    return policyCodes !== null && onFile.some((one) => inForce(one) && !policyCodes.includes(one.policyCode))
  }
  const partlyOver = onFile.some(({ placed }) => isOver(placed))
  return onFile.some(inForce) && (!isOver(current) || partlyOver)
}

/** Whether a label leaves room for cover: it says neither a failure nor an end. */
export const mayBeInsured = (placed: OrderStatus | null) => placed !== 'failed' && !isOver(placed)

/** A policy number proves cover unless its own label denies it. */
const provesCover = ({ placed }: PlacedPolicy) => mayBeInsured(placed)

/**
 * The status of policies without cover: the least advanced of them. Null when some have cover or all failed.
 */
function endOf(policies: readonly PlacedPolicy[]): OrderStatus | null {
  if (policies.some(provesCover)) return null
  return OVER.find((status) => policies.some(({ placed }) => placed === status)) ?? null
}

const later = (one: OrderStatus, other: OrderStatus | null) =>
  other !== null && OVER.indexOf(other) > OVER.indexOf(one) ? other : one

function isClaimOpen(
  { policyCodes }: Claim,
  { label, inView, onFile, unnumbered = [] }: Evidence,
  shown: OrderStatus,
): boolean {
  // Nothing is left to surrender.
  if (shown === 'surrendered' || shown === 'refunded' || shown === 'failed') return false
  // A believed label without policies speaks of all of them.
  if (isOver(label) && isOver(shown) && inView.length === 0) return false
  // A claim for the whole order is also for people who have no number yet.
  if (policyCodes === null && !isOver(label) && unnumbered.some(mayBeInsured)) return true
  const policies = [...inView, ...onFile]
  const someOver = policies.some(({ placed }) => isOver(placed))
  const isShown = (code: string) => {
    const policy = policies.find(({ policyCode }) => policyCode === code)
    // A number that the platform no longer names has ended when the whole order has.
    if (!policy) return isOver(label) && isOver(shown)
    const { placed } = policy
    if (isOver(placed)) return true
    // The order's label may be ahead of its policies. A label "in force" beside ended policies does not apply
    // to them.
    return isOver(label) && (placed !== 'issued' || (label === 'surrendering' && !someOver))
  }
  const asked =
    policyCodes ?? policies.filter(({ placed }) => placed !== 'failed').map(({ policyCode }) => policyCode)
  return asked.length === 0 || !asked.every(isShown)
}

function disagrees(
  current: OrderStatus,
  { inView: named }: Evidence,
  { label, inView }: Evidence,
  shown: OrderStatus,
  claimStands: boolean,
): boolean {
  const says = label ?? current
  // Policies that all failed are no cover, regardless of the order's label.
  if (shown === 'failed') return says !== 'failed'
  // The label of an insured order fell back or jumped ahead, and only our file proves the cover.
  if (shown !== 'issued' || inView.length > 0 || label === null || label === 'issued') return false
  return isOver(label) || (named.length === 0 && !claimStands)
}

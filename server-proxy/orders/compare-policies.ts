import type { OrderStatus } from '#contract/place-order.ts'
import type { OrderDetail, PolicyFiles } from '../gateway/types.ts'
import { isOver, OVER, type PlacedPolicy } from './judge.ts'
import { policiesOf, type PolicyOnFile } from './platform-order.ts'

/** A policy on file; `gone`: a complete answer left it out. */
export type FiledPolicy = PolicyOnFile & { gone: boolean }

export type PolicyChanges = {
  /** The policies as the answer names them. */
  named: PolicyOnFile[]
  inView: PlacedPolicy[]
  /** Policies on file that the answer neither names nor contradicts. */
  stillOnFile: PlacedPolicy[]
  /** At least one policy has ended or is ending. */
  someOver: boolean
  /** Policy numbers whose label changed, or whose first label is an end, by their new label. */
  moved: ReadonlyMap<string, string[]>
  /** A policy has begun to end since the last answer. */
  begun: boolean
  /** Former statuses of policies that had begun to end and are in force again. */
  revived: OrderStatus[]
  /** Policy numbers that a complete answer leaves out for the first time, and those that reappear. */
  gone: string[]
  back: string[]
  /** The policies on file need an update. */
  changed: boolean
}

type Context = {
  place(label: string | null): OrderStatus | null
  insuredCount: number
  isGroup: boolean | null
}

/** Compares the policies of an answer with those on file. */
export function comparePolicies(
  onFile: readonly FiledPolicy[],
  detail: OrderDetail,
  files: PolicyFiles | null,
  { place, insuredCount, isGroup }: Context,
): PolicyChanges {
  const named = policiesOf(detail, files)
  const codes = new Set(named.map(({ policyCode }) => policyCode))
  const known = new Map(onFile.map((one) => [one.policyCode, one]))
  const complete = isComplete(detail, files, { place, insuredCount, isGroup })
  const unnamed = onFile.filter(({ policyCode, gone }) => !gone && !codes.has(policyCode))
  const placed = ({ policyCode, policyStatus }: PolicyOnFile): PlacedPolicy => ({
    policyCode,
    // A missing label keeps the known one.
    placed: place(policyStatus ?? known.get(policyCode)?.policyStatus ?? null),
  })
  const moved = new Map<string, string[]>()
  const revived: OrderStatus[] = []
  let begun = false
  for (const { policyCode, policyStatus } of named) {
    const before = known.get(policyCode)?.policyStatus ?? null
    if (!policyStatus || before === policyStatus) continue
    const was = place(before)
    const is = place(policyStatus)
    // The first label of a policy is news only when the policy has already ended.
    if (before === null && !isOver(is)) continue
    moved.set(policyStatus, [...(moved.get(policyStatus) ?? []), policyCode])
    if (!isOver(was) && isOver(is)) begun = true
    if (was && isOver(was) && is === 'issued') revived.push(was)
  }
  const gone = complete ? unnamed.map(({ policyCode }) => policyCode) : []
  const back = named.flatMap(({ policyCode }) => (known.get(policyCode)?.gone ? [policyCode] : []))
  const inView = named.map(placed)
  const ended = endOfPeople(detail, { place, insuredCount, isGroup })
  const stillOnFile = complete
    ? []
    : unnamed.map((one) => (ended ? { ...placed(one), placed: ended } : placed(one)))
  return {
    named,
    inView,
    stillOnFile,
    someOver: [...inView, ...stillOnFile].some((one) => isOver(one.placed)),
    moved,
    begun,
    revived,
    gone,
    back,
    changed:
      gone.length > 0 || back.length > 0 || named.some((one) => differs(one, known.get(one.policyCode))),
  }
}

/**
 * An answer is complete when every insured person has a policy number or is shown as not insured. Only then
 * does a missing number count as gone.
 */
function isComplete(
  { insuredInfoList }: OrderDetail,
  files: PolicyFiles | null,
  { place, insuredCount, isGroup }: Context,
): boolean {
  if (insuredInfoList.length < insuredCount) return false
  const insured = insuredInfoList.filter((one) => one.policyCode || place(one.policyStatus) !== 'failed')
  const numbers = new Set(files?.policyDetailList.flatMap(({ policyCode }) => policyCode ?? []))
  if (insured.length === 0) return false
  return insured.every(({ policyCode }) => policyCode) || numbers.size >= (isGroup ? 1 : insured.length)
}

/**
 * The least advanced end of all people when an answer names no policy and every person's policy has ended.
 */
function endOfPeople({ insuredInfoList }: OrderDetail, { place, insuredCount }: Context): OrderStatus | null {
  if (insuredInfoList.length === 0 || insuredInfoList.length < insuredCount) return null
  const states = insuredInfoList.map(({ policyCode, policyStatus }) =>
    policyCode ? null : place(policyStatus),
  )
  if (!states.every(isOver)) return null
  return OVER.find((status) => states.includes(status)) ?? null
}

/** Whether storing `one` changes the policy on file. Fields it leaves out are kept. */
function differs(one: PolicyOnFile, before: FiledPolicy | undefined): boolean {
  if (!before) return true
  return (['insuredName', 'policyStatus', 'policyUrl', 'certificateUrl'] as const).some(
    (name) => one[name] !== null && one[name] !== before[name],
  )
}

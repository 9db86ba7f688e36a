import type { OrderStatus } from '#contract/place-order.ts'
import type { OrderDetail, PolicyFiles } from '../gateway/types.ts'
import { isConfirmedEnd, isOver, OVER, type PlacedPolicy } from './judge.ts'
import { policiesOf, type PolicyOnFile } from './platform-order.ts'

/** A policy on file; `gone`: a complete answer left it out. */
export type FiledPolicy = PolicyOnFile & { gone: boolean }

export type PolicyChanges = {
  /** The policies as the answer names them. */
  named: PolicyOnFile[]
  inView: PlacedPolicy[]
  /** Policies on file that the answer neither names nor contradicts. */
  stillOnFile: PlacedPolicy[]
  /** People of the answer without a policy number, by their own labels. */
  unnumbered: (OrderStatus | null)[]
  /** At least one policy has ended or is ending. */
  someOver: boolean
  /** Policy numbers grouped by new label: each whose label changed, and each new one that has already ended. */
  moved: ReadonlyMap<string, string[]>
  /** A policy has begun to end since the last answer. */
  begun: boolean
  /** How many policies the platform confirms as surrendered, and whether this answer added to them. */
  surrendered: number
  surrenderedMore: boolean
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
  const context = { place, insuredCount, isGroup }
  const complete = isComplete(detail, files, context)
  const unnamed = onFile.filter(({ policyCode, gone }) => !gone && !codes.has(policyCode))
  // A missing label keeps the known one.
  const placed = ({ policyCode, policyStatus }: PolicyOnFile): PlacedPolicy => {
    const before = policyStatus === null ? (known.get(policyCode)?.policyStatus ?? null) : null
    return {
      policyCode,
      placed: place(policyStatus ?? before),
      ...(before !== null && { labelFromFile: true }),
    }
  }
  const moved = new Map<string, string[]>()
  const revived: OrderStatus[] = []
  let begun = false
  let surrenderedMore = false
  for (const { policyCode, policyStatus } of named) {
    const before = known.get(policyCode)?.policyStatus ?? null
    if (!policyStatus || before === policyStatus) continue
    const was = place(before)
    const is = place(policyStatus)
    // The first label of a policy is news only when the policy has already ended.
    if (before === null && !isOver(is)) continue
    moved.set(policyStatus, [...(moved.get(policyStatus) ?? []), policyCode])
    if (!isOver(was) && isOver(is)) begun = true
    if (!isConfirmedEnd(was) && isConfirmedEnd(is)) surrenderedMore = true
    if (was && isOver(was) && is === 'issued') revived.push(was)
  }
  const gone = complete ? unnamed.map(({ policyCode }) => policyCode) : []
  const back = named.flatMap(({ policyCode }) => (known.get(policyCode)?.gone ? [policyCode] : []))
  const inView = named.map(placed)
  const ended = endOfPeople(detail, context)
  const stillOnFile = complete
    ? []
    : unnamed.map((one) => (ended ? { ...placed(one), placed: ended } : placed(one)))
  return {
    named,
    inView,
    stillOnFile,
    unnumbered: unnumberedOf(detail, named, { place, isGroup }),
    someOver: [...inView, ...stillOnFile].some((one) => isOver(one.placed)),
    moved,
    begun,
    surrendered: [...inView, ...stillOnFile].filter(({ placed }) => isConfirmedEnd(placed)).length,
    surrenderedMore,
    revived,
    gone,
    back,
    changed:
      gone.length > 0 || back.length > 0 || named.some((one) => differs(one, known.get(one.policyCode))),
  }
}

/**
 * An answer is complete when every insured person has a policy number or is shown as not insured. Only then
 * does a missing number count as gone. Outside a group, one number for two people leaves one without.
 */
function isComplete(
  { insuredInfoList }: OrderDetail,
  files: PolicyFiles | null,
  { place, insuredCount, isGroup }: Context,
): boolean {
  if (insuredInfoList.length < insuredCount) return false
  const insured = insuredInfoList.filter((one) => one.policyCode || place(one.policyStatus) !== 'failed')
  if (insured.length === 0) return false
  if (isGroup && insured.every(({ policyCode }) => policyCode)) return true
  const least = isGroup ? 1 : insured.length
  const inDetail = new Set(insured.flatMap(({ policyCode }) => policyCode ?? []))
  const inFiles = new Set(files?.policyDetailList.flatMap(({ policyCode }) => policyCode ?? []))
  return inFiles.size >= least || (!isGroup && inDetail.size >= least)
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

/** None in a group, which shares policies, and none when 7.6 has a number for everybody. */
function unnumberedOf(
  { insuredInfoList }: OrderDetail,
  named: readonly PolicyOnFile[],
  { place, isGroup }: Pick<Context, 'place' | 'isGroup'>,
): (OrderStatus | null)[] {
  if (isGroup || named.length >= insuredInfoList.length) return []
  return insuredInfoList.flatMap(({ policyCode, policyStatus }) => (policyCode ? [] : [place(policyStatus)]))
}

/** Whether storing `one` changes the policy on file. Fields it leaves out are kept. */
function differs(one: PolicyOnFile, before: FiledPolicy | undefined): boolean {
  if (!before) return true
  return (['insuredName', 'policyStatus', 'policyUrl', 'certificateUrl'] as const).some(
    (name) => one[name] !== null && one[name] !== before[name],
  )
}

import type { OrderStatus } from '#contract/place-order.ts'
import type { OrderDetail, PolicyFiles } from '../gateway/types.ts'
import { isOver, type PlacedPolicy } from './judge.ts'
import { policiesOf, type PolicyOnFile } from './platform-order.ts'

/** A policy as we keep it; `gone`: a complete answer left it out. */
export type FiledPolicy = PolicyOnFile & { gone: boolean }

export type PolicyChanges = {
  /** As the answer has them. */
  named: PolicyOnFile[]
  inView: PlacedPolicy[]
  /** On file, not named, and not contradicted either. */
  stillOnFile: PlacedPolicy[]
  /** One of them has ended or is ending. */
  someOver: boolean
  /** Numbers of the policies whose label moved, by the label they have now. */
  moved: ReadonlyMap<string, string[]>
  /** One that was in force has begun to end. */
  begun: boolean
  /** Where policies stood that had begun to end, and are in force again. */
  revived: OrderStatus[]
  /** Numbers that a complete answer leaves out for the first time, and those that are named again. */
  gone: string[]
  back: string[]
  /** Something of them has to be written. */
  changed: boolean
}

type Context = {
  place(label: string | null): OrderStatus | null
  insuredCount: number
  isGroup: boolean | null
}

/** The policies that an answer names against those on file. */
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
    // What the answer leaves out stays as it was.
    placed: place(policyStatus ?? known.get(policyCode)?.policyStatus ?? null),
  })
  const moved = new Map<string, string[]>()
  const revived: OrderStatus[] = []
  let begun = false
  for (const { policyCode, policyStatus } of named) {
    const before = known.get(policyCode)?.policyStatus
    if (!before || !policyStatus || before === policyStatus) continue
    moved.set(policyStatus, [...(moved.get(policyStatus) ?? []), policyCode])
    const was = place(before)
    const is = place(policyStatus)
    if (!isOver(was) && isOver(is)) begun = true
    if (was && isOver(was) && is === 'issued') revived.push(was)
  }
  const gone = complete ? unnamed.map(({ policyCode }) => policyCode) : []
  const back = named.flatMap(({ policyCode }) => (known.get(policyCode)?.gone ? [policyCode] : []))
  const inView = named.map(placed)
  const stillOnFile = complete ? [] : unnamed.map(placed)
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

/** Everybody who was insured has a number, or is shown as not insured: only then is a number left out gone. */
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

/** Whether keeping `one` changes what is on file; what it leaves out is kept. */
function differs(one: PolicyOnFile, before: FiledPolicy | undefined): boolean {
  if (!before) return true
  return (['insuredName', 'policyStatus', 'policyUrl', 'certificateUrl'] as const).some(
    (name) => one[name] !== null && one[name] !== before[name],
  )
}

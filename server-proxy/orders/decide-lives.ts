import { expect } from 'vitest'
import type { OrderStatus } from '#contract/place-order.ts'
import type { PolicyFiles } from '../gateway/types.ts'
import { placeLabel } from '../gateway/labels.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import type { FiledPolicy } from './compare-policies.ts'
import { answer, NOW, outcome, type Person } from './decide-cases.ts'
import { isOver } from './judge.ts'
import { maySurrender, maySurrenderPolicy } from './order-state.ts'
import { type ReturnNews, withoutSurrender } from './settle-claims.ts'

type State = 'issued' | 'surrendering' | 'surrendered' | 'failed'
/** The order as the platform has it. */
export type There = {
  people: number
  isGroup: boolean
  paid: boolean
  refunded: boolean
  policies: { code: string; state: State }[]
}
/** The order as the portal has it. */
export type Here = { row: OrderRow; onFile: FiledPolicy[] }

export const LABELS: Partial<Record<OrderStatus, string>> = {
  unpaid: '待支付',
  paid: '已支付',
  issued: '已承保',
  surrendering: '退保中',
  surrendered: '已退保',
  refunded: '已退款',
  failed: '投保失败',
}

export function stateOf({ paid, refunded, policies }: There): OrderStatus {
  if (!paid) return 'unpaid'
  if (policies.length === 0) return 'paid'
  const least = (['issued', 'surrendering', 'surrendered'] as const).find((state) =>
    policies.some((one) => one.state === state),
  )
  return least === 'surrendered' && refunded ? 'refunded' : (least ?? 'failed')
}

export const VIEWS = ['right', 'hidden', 'renumbered', 'one person', 'number missing', 'unlabelled'] as const
type View = (typeof VIEWS)[number]

/** What 7.11 answers in this view, by the order's own label unless another is given. */
export function saidBy(there: There, view: View, label: string | null = null, withFiles = false) {
  const { people, isGroup, policies } = there
  const shown = Array.from({ length: people }, (_, n): Person => {
    const policy = there.policies[n]
    if (!policy || view === 'hidden') return [null, null]
    const says = view === 'unlabelled' ? null : (LABELS[policy.state] ?? null)
    if (policy.state === 'failed') return [null, LABELS.failed ?? null]
    if (view === 'number missing' && n === people - 1) return [null, says]
    return [view === 'renumbered' ? `${policy.code}R` : policy.code, says]
  })
  const seen = view === 'one person' ? shown.slice(0, 1) : shown
  const said = answer(label ?? LABELS[stateOf(there)] ?? '', seen, { isGroup })
  const codes = new Set(policies.flatMap(({ code, state }) => (state === 'failed' ? [] : [code])))
  if (withFiles && codes.size > 0 && view !== 'hidden' && view !== 'renumbered')
    said.files = { policyDetailList: [...codes].map((policyCode) => ({ policyCode })) } as PolicyFiles
  return said
}

/** Applies an answer to the row and the file as the database does. */
export function pull(
  here: Here,
  there: There,
  said: ReturnType<typeof answer>,
  returned: ReturnNews = 'none',
): boolean {
  const decided = outcome(here.row, here.onFile, said, returned)
  assertNoSilentEnd(here, said, decided)
  const stated = said.detail.insuredInfoList.some(
    ({ policyCode, policyStatus }) => policyCode && policyStatus === LABELS.issued,
  )
  if (stated) expect(['issued', 'surrendering']).toContain(decided.status)
  here.row = { ...here.row, ...(decided.values as Partial<OrderRow>), status: decided.status }
  const { named, gone, back } = decided.policies
  for (const one of named) {
    const known = here.onFile.find(({ policyCode }) => policyCode === one.policyCode)
    if (known) known.policyStatus = one.policyStatus ?? known.policyStatus
    else here.onFile.push({ ...one, gone: false })
  }
  for (const one of here.onFile) {
    if (gone.includes(one.policyCode)) one.gone = true
    if (back.includes(one.policyCode)) one.gone = false
  }
  if (!decided.sendSurrender) return false
  here.row.surrender_lost = false
  if (!surrenderThere(there, here.row.surrender_policies)) endClaim(here)
  return true
}

/** A claim ends with a note, or because something on file or in the answer has ended. */
function assertNoSilentEnd(here: Here, said: ReturnType<typeof answer>, decided: ReturnType<typeof outcome>) {
  if (!here.row.surrender_requested_at || !decided.ends) return
  const labels = [
    said.detail.orderStatus,
    ...said.detail.insuredInfoList.map(({ policyStatus }) => policyStatus),
    ...here.onFile.map(({ policyStatus }) => policyStatus),
  ]
  const shown = labels.some((label) => isOver(placed(label)))
  if (!shown && !decided.noted.includes('surrender-not-done')) throw new Error('a surrender ended silently')
}

/** Returns false when the platform refuses. */
export function surrenderThere(there: There, codes: string[] | null): boolean {
  const asked = there.policies.filter(({ code, state }) => codes?.includes(code) ?? state === 'issued')
  if (asked.length === 0 || asked.some(({ state }) => state !== 'issued')) return false
  for (const one of asked) one.state = 'surrendering'
  return true
}

const placed = (label: string | null) => placeLabel(label, {})

export function endClaim(here: Here): void {
  const live = here.onFile.filter(({ gone }) => !gone)
  const onFile = live.map((one) => ({ policyCode: one.policyCode, placed: placed(one.policyStatus) }))
  const evidence = { label: placed(here.row.platform_status), inView: [], onFile }
  const { status } = withoutSurrender(here.row, evidence)
  const none = { surrender_requested_at: null, surrender_policies: null, surrender_lost: false }
  here.row = { ...here.row, ...none, status }
}

export const FATES = [
  'done',
  'done, answer lost',
  'not done, answer lost',
  'accepted, not done',
  'refused',
] as const

/** Presses the button, where it is shown. Returns whether the platform carries the surrender out. */
export function press(here: Here, there: There, one: boolean, fate: (typeof FATES)[number]): boolean {
  const policy = here.onFile.find(
    ({ gone, policyStatus }) => !gone && maySurrenderPolicy(placed(policyStatus)),
  )
  if (here.row.surrender_requested_at || !maySurrender(here.row.status) || (one && !policy)) return false
  const codes = one && policy ? [policy.policyCode] : null
  const isDone = fate.startsWith('done') && surrenderThere(there, codes)
  if (fate === 'refused' || (fate.startsWith('done') && !isDone)) return false
  here.row = {
    ...here.row,
    status: 'surrendering',
    surrender_requested_at: new Date(NOW),
    surrender_policies: codes,
    surrender_lost: fate.endsWith('lost'),
    surrender_sends: 1,
  }
  return isDone
}

export const pass = (here: Here, minutes: number) => {
  const since = here.row.surrender_requested_at
  here.row.surrender_requested_at = since && new Date(since.getTime() - minutes * 60_000)
}

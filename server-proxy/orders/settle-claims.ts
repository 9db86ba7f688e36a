import type { OrderDetail } from '../gateway/types.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { type Claim, type Evidence, isOver, judge, type Judgement, mayBeInsured } from './judge.ts'

/** A lost surrender or invoice counts as undone when the platform shows nothing of it after this time. */
const UNDONE_AFTER_MS = 2 * 60_000
/** An accepted surrender needs attention when the platform shows nothing of it after this time. */
export const UNCONFIRMED_AFTER_MS = 30 * 60_000
/** The platform may tell of a surrender before its own change: an answer after this time has the result. */
export const RETURN_COUNTS_AFTER_MS = 2 * 60_000
/** Attempts to send a surrender before it needs attention. */
const SURRENDER_SENDS = 3
/** invoiceStatus (§7.11) that allows an application: none yet, last one failed, partly made. */
export const INVOICE_OPEN = new Set([0, 2, 4])

type ClaimRow = Pick<
  OrderRow,
  'status' | 'surrender_requested_at' | 'surrender_policies' | 'surrender_lost' | 'surrender_sends'
>

export const claimOf = (row: ClaimRow): Claim | null =>
  row.surrender_requested_at && { policyCodes: row.surrender_policies }

const isOlder = (since: Date | null, than: number, now: number) =>
  since !== null && now - since.getTime() > than

/**
 * Whether staff may withdraw a claim: the platform does not show it, or it contradicts the order's status.
 */
export const mayWithdraw = (row: ClaimRow, now: number) =>
  row.surrender_requested_at !== null &&
  (row.status !== 'surrendering' || isOlder(row.surrender_requested_at, UNCONFIRMED_AFTER_MS, now))

/** The status of an order as if its surrender had never been requested. */
export const withoutSurrender = (row: ClaimRow, evidence: Evidence): Judgement => {
  const insured = evidence.inView.length + evidence.onFile.length > 0
  const before = row.status === 'surrendering' ? (insured ? 'issued' : 'paid') : row.status
  return judge(before, evidence, null)
}

export type SurrenderOutcome =
  /** No claim, or the platform shows all of it. */
  | 'none'
  /** Still waiting; `unconfirmed`: so long that it needs attention. */
  | 'open'
  | 'unconfirmed'
  /** Still waiting, but a part of it shows that the platform has it: sending again would send it twice. */
  | 'taken'
  /** The platform shows no trace of it: send it again. */
  | 'again'
  /** It did not happen. */
  | 'undone'

/**
 * A return notification since the claim. `counts`: it came long enough before this answer, so the surrender is
 * finished, granted or not.
 */
export type ReturnNews = 'none' | 'early' | 'counts'

/** The outcome of our surrender claim. `begun`: a policy has begun to end since the last answer. */
export function surrenderOutcome(
  row: ClaimRow,
  evidence: Evidence,
  judgement: Judgement,
  { now, begun, returned }: { now: number; begun: boolean; returned: ReturnNews },
): SurrenderOutcome {
  const claim = claimOf(row)
  if (!claim) return 'none'
  if (judgement.status === 'failed') return 'undone'
  if (!judgement.claimStands) return 'none'
  const { inView, onFile, unnumbered = [], label } = evidence
  const since = row.surrender_requested_at
  if (row.surrender_lost && begun && claim.policyCodes === null) return 'taken'
  const whole = [...inView, ...onFile].filter(({ placed }) => placed !== 'failed')
  const asked = claim.policyCodes ?? whole.map(({ policyCode }) => policyCode)
  const isUnseen = claim.policyCodes === null && unnumbered.some(mayBeInsured)
  const inForce = (code: string) =>
    inView.some((one) => one.policyCode === code && one.placed === 'issued' && !one.labelFromFile)
  const isAllInForce = !isOver(label) && !isUnseen && asked.length > 0 && asked.every(inForce)
  if (returned === 'counts' && isAllInForce) return 'undone'
  // A label of an end without policies: something happened there, so the call is not repeated.
  const isUnnamedEnd = isOver(label) && inView.every(({ labelFromFile }) => labelFromFile)
  if (row.surrender_lost && !isUnnamedEnd) {
    // The notification says that the platform had the call. It soon counts.
    const patience = UNDONE_AFTER_MS + (returned === 'early' ? RETURN_COUNTS_AFTER_MS : 0)
    if (!isOlder(since, patience, now)) return 'open'
    return row.status === 'surrendering' && row.surrender_sends < SURRENDER_SENDS ? 'again' : 'undone'
  }
  return isOlder(since, UNCONFIRMED_AFTER_MS, now) ? 'unconfirmed' : 'open'
}

/** The outcome of an invoice application whose answer may be lost. */
export function invoiceOutcome(row: OrderRow, detail: OrderDetail, now: number): 'none' | 'seen' | 'undone' {
  if (!row.invoice_lost) return 'none'
  // An earlier application may have failed (2) or been made in part (4), which says nothing about this one.
  if (!INVOICE_OPEN.has(detail.invoiceStatus ?? 0)) return 'seen'
  return isOlder(row.invoice_requested_at, UNDONE_AFTER_MS, now) ? 'undone' : 'none'
}

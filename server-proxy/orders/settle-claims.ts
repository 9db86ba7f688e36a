import type { OrderDetail } from '../gateway/types.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { type Claim, type Evidence, isOver, judge, type Judgement } from './judge.ts'

/** A lost surrender or invoice answer is called undone when the platform shows nothing of it after this long. */
const UNDONE_AFTER_MS = 2 * 60_000
/** A surrender that the platform accepted needs a person when it shows nothing of it after this long. */
const UNCONFIRMED_AFTER_MS = 30 * 60_000
/** A surrender is sent this often before somebody has to look. */
const SURRENDER_SENDS = 3
/** invoiceStatus of §7.11 under which an invoice can be applied for: none yet, the last one failed, made in part. */
export const INVOICE_OPEN = new Set([0, 2, 4])

type ClaimRow = Pick<
  OrderRow,
  'status' | 'surrender_requested_at' | 'surrender_policies' | 'surrender_lost' | 'surrender_sends'
>

export const claimOf = (row: ClaimRow): Claim | null =>
  row.surrender_requested_at && { policyCodes: row.surrender_policies }

const isOlder = (since: Date | null, than: number, now: number) =>
  since !== null && now - since.getTime() > than

/** A person may take back a claim that the platform does not show, or that contradicts the order's state. */
export const mayWithdraw = (row: ClaimRow, now: number) =>
  row.surrender_requested_at !== null &&
  (row.status !== 'surrendering' || isOlder(row.surrender_requested_at, UNCONFIRMED_AFTER_MS, now))

/** What an order is when its surrender never happened. */
export const withoutSurrender = (row: ClaimRow, evidence: Evidence): Judgement => {
  const insured = evidence.inView.length + evidence.onFile.length > 0
  const before = row.status === 'surrendering' ? (insured ? 'issued' : 'paid') : row.status
  return judge(before, evidence, null)
}

export type SurrenderOutcome =
  /** None was asked for, or the platform shows what was asked. */
  | 'none'
  /** It stands; `unconfirmed`: so long that a person has to look. */
  | 'stands'
  | 'unconfirmed'
  /** It stands, and part of it shows that the platform has it: sent again, it would be sent twice. */
  | 'taken'
  /** It was never sent, as far as the platform shows: send it once more. */
  | 'again'
  /** It did not happen. */
  | 'undone'

/**
 * What became of the surrender that we asked for. `begun`: a policy has begun to end since the last answer;
 * `returned`: a return notification led to this one.
 */
export function surrenderOutcome(
  row: ClaimRow,
  evidence: Evidence,
  judgement: Judgement,
  { now, begun, returned }: { now: number; begun: boolean; returned: boolean },
): SurrenderOutcome {
  const claim = claimOf(row)
  if (!claim) return 'none'
  if (judgement.status === 'failed') return 'undone'
  if (!judgement.claimStands) return 'none'
  const { inView, label } = evidence
  const since = row.surrender_requested_at
  if (row.surrender_lost && begun && claim.policyCodes === null) return 'taken'
  if (row.surrender_lost) {
    if (!isOlder(since, UNDONE_AFTER_MS, now)) return 'stands'
    return row.status === 'surrendering' && row.surrender_sends < SURRENDER_SENDS ? 'again' : 'undone'
  }
  const asked = claim.policyCodes ?? inView.map(({ policyCode }) => policyCode)
  const inForce = (code: string) =>
    inView.some(({ policyCode, placed }) => policyCode === code && placed === 'issued')
  if (returned && !isOver(label) && asked.length > 0 && asked.every(inForce)) return 'undone'
  return isOlder(since, UNCONFIRMED_AFTER_MS, now) ? 'unconfirmed' : 'stands'
}

/** What became of an application for an invoice whose answer may be lost. */
export function invoiceOutcome(row: OrderRow, detail: OrderDetail, now: number): 'none' | 'seen' | 'undone' {
  if (!row.invoice_lost) return 'none'
  // An earlier application may have failed (2) or been made in part (4): that says nothing of this one.
  if (!INVOICE_OPEN.has(detail.invoiceStatus ?? 0)) return 'seen'
  return isOlder(row.invoice_requested_at, UNDONE_AFTER_MS, now) ? 'undone' : 'none'
}

import type { Updateable } from 'kysely'
import { daysCovered, isDay } from '../../src/contract/days.ts'
import { type AmountIs, moneyOf } from '../../src/contract/money.ts'
import type { AttentionReason } from '../../src/contract/orders.ts'
import type { OrderStatus } from '../../src/contract/place-order.ts'
import type { Prices } from '../../src/contract/premiums.ts'
import { placeLabel } from '../gateway/labels.ts'
import type { OrderDetail, PolicyFiles } from '../gateway/types.ts'
import type { OrderRow, Orders } from '../store/schema.ts'
import { nextStatus, type PlatformView } from './order-state.ts'
import { judgePlan } from './plan-fit.ts'
import { policiesOf, type PolicyOnFile } from './platform-order.ts'
import { INVOICE_OPEN, settleClaims } from './settle-claims.ts'
import type { TimelineNote } from './timeline.ts'

/** 7.11, and 7.6 where it was asked. */
export type Answer = { detail: OrderDetail; files: PolicyFiles | null }

/** What is known of a policy before this answer. */
export type KnownPolicy = { policyCode: string; policyStatus: string | null }

export type AttentionChange = {
  /** raise: also when somebody settled it before; keep: once, as long as the order stands so; drop: it mended itself. */
  act: 'raise' | 'keep' | 'drop'
  reason: AttentionReason
  detail?: string | null
}

export type Decision = {
  status: OrderStatus
  /** Columns of the row that follow from the answer. */
  values: Updateable<Orders>
  policies: PolicyOnFile[]
  notes: TimelineNote[]
  attentions: AttentionChange[]
  /** Besides the order's own status, what reconciliation goes on looking at. */
  watching: (OrderStatus | 'invoicing')[]
  /** A policy moved. */
  moved: boolean
  /** Job: send the surrender once more. */
  sendSurrender: boolean
}

type DecideBy = {
  statusLabels: Record<string, string>
  amountIs: AmountIs
  prices: Prices
  now: number
}

/** invoiceStatus of §7.11 that does not change by itself any more: made, failed. */
const INVOICE_DONE = new Set([1, 2])

/**
 * What an answer of the platform makes of an order: pure, from the row, the policies on file, the answer and the time
 * to the row's next values and everything that follows. The caller reads before and writes after.
 */
export function decide(
  row: OrderRow,
  onFile: readonly KnownPolicy[],
  { detail, files }: Answer,
  { statusLabels, amountIs, prices, now }: DecideBy,
): Decision {
  const place = (label: string | null) => placeLabel(label, statusLabels)
  const policies = policiesOf(detail, files)
  const label = detail.orderStatus
  const view: PlatformView = {
    label,
    placed: place(label),
    policies: policies.map(({ policyCode, policyStatus }) => ({ policyCode, placed: place(policyStatus) })),
  }
  const claims = settleClaims(row, view, detail, now)
  const asked = claims.surrenderStands ? { policyCodes: row.surrender_policies } : null
  // A surrender that never happened: the order is what it was, and the platform says what that is now.
  const before = claims.surrenderUndone && row.status === 'surrendering' ? 'issued' : row.status
  const status = nextStatus(before, { kind: 'platform', view, asked }) ?? before
  const moves = policyMoves(onFile, policies)
  const isGroup = detail.isGroup ?? files?.isGroup ?? row.is_group
  const invoicing =
    row.invoice_requested_at !== null && !claims.invoiceUndone && !INVOICE_DONE.has(detail.invoiceStatus ?? 0)

  const notes: TimelineNote[] = []
  const attentions: AttentionChange[] = []
  if (status === before)
    for (const [moved, codes] of moves) {
      const to = place(moved)
      notes.push({
        kind: 'policies-moved',
        actor: 'platform',
        ...(to && { status: to }),
        platformMessage: moved,
        note: codes.join(', '),
      })
    }
  else notes.push({ kind: 'status', actor: 'platform', status, platformMessage: label })
  if (label !== null && view.placed === null) {
    if (label !== row.platform_status) {
      notes.push({ kind: 'label-unknown', actor: 'platform', platformMessage: label })
      attentions.push({ act: 'raise', reason: 'label-unknown', detail: label })
    }
  }
  // Also when the same words are known since: somebody added them to the settings.
  else attentions.push({ act: 'drop', reason: 'label-unknown' })
  if (detail.invoiceStatus !== null && detail.invoiceStatus !== (row.invoice_status ?? 0)) {
    notes.push({ kind: 'invoice-status', actor: 'platform', note: String(detail.invoiceStatus) })
    if (!INVOICE_OPEN.has(detail.invoiceStatus)) attentions.push({ act: 'drop', reason: 'invoice-not-done' })
  }
  if (claims.surrenderUndone) {
    notes.push({ kind: 'surrender-not-done', actor: 'system' })
    attentions.push({ act: 'raise', reason: 'surrender-not-done' })
  }
  if (claims.invoiceUndone) {
    notes.push({ kind: 'invoice-not-done', actor: 'system' })
    attentions.push({ act: 'raise', reason: 'invoice-not-done' })
  }
  // An order counts as issued when some of its people are insured; a group shares fewer policies than it has people.
  if (status === 'issued' && policies.length > 0) {
    const missing = !isGroup && policies.length < detail.insuredInfoList.length
    attentions.push({ act: missing ? 'keep' : 'drop', reason: 'no-policy' })
  }

  const changed = whatTheCustomerChanged(detail)
  const judged = judgeAmount({ ...row, ...changed }, detail, amountIs, prices)
  if (judged) attentions.push({ act: judged.differs ? 'raise' : 'drop', reason: 'amount-differs' })

  return {
    status,
    values: {
      platform_status: label,
      order_code: detail.orderCode ?? files?.orderCode ?? row.order_code,
      amount: detail.orderTotalAmt ?? row.amount,
      reduction: detail.orderReduceAmt ?? row.reduction,
      ...changed,
      ...judged?.values,
      insurer_name: detail.companyName ?? files?.companyName ?? row.insurer_name,
      is_group: isGroup,
      invoice_support: detail.isInvoice ?? row.invoice_support,
      invoice_status: detail.invoiceStatus ?? row.invoice_status,
      ...(claims.invoiceUndone && { invoice_requested_at: null, invoice_lost: false }),
      ...(claims.invoiceSeen && { invoice_lost: false }),
      ...(!claims.surrenderStands && { surrender_requested_at: null, surrender_lost: false }),
      ...(claims.surrenderAgain && {
        surrender_requested_at: new Date(now),
        surrender_sends: row.surrender_sends + 1,
      }),
      answered_at: new Date(now),
      pull_version: row.pull_version + 1,
    },
    policies,
    notes,
    attentions,
    watching: [
      ...(invoicing ? (['invoicing'] as const) : []),
      ...view.policies.flatMap(({ placed }) => placed ?? []),
    ],
    moved: moves.size > 0,
    sendSurrender: claims.surrenderAgain,
  }
}

/** How a new amount fits the chosen plan; null where the amount is not new. */
function judgeAmount(
  row: Pick<OrderRow, 'amount' | 'plan_code' | 'cover_start' | 'cover_end'>,
  detail: OrderDetail,
  amountIs: AmountIs,
  prices: Prices,
) {
  const { orderTotalAmt: amount, orderReduceAmt: reduction } = detail
  const { total } = moneyOf(amountIs, { amount, reduction })
  if (total === null || amount === row.amount || !row.plan_code) return null
  const judged = judgePlan(
    {
      planCode: row.plan_code,
      days: row.cover_start && row.cover_end ? daysCovered(row.cover_start, row.cover_end) : null,
      total,
      fees: detail.insuredInfoList.map(({ insuredFee }) => insuredFee),
    },
    prices,
  )
  const differs = judged !== null && judged.fit !== 'fits'
  return { differs, values: { plan_fit: judged?.fit ?? null, plan_expected: judged?.expected ?? null } }
}

/** Numbers of the policies that moved since the last answer, by the label they have now. */
function policyMoves(
  onFile: readonly KnownPolicy[],
  policies: readonly PolicyOnFile[],
): Map<string, string[]> {
  const known = new Map(onFile.map((one) => [one.policyCode, one.policyStatus]))
  const moved = new Map<string, string[]>()
  for (const { policyCode, policyStatus } of policies) {
    const before = known.get(policyCode)
    if (before && policyStatus && before !== policyStatus)
      moved.set(policyStatus, [...(moved.get(policyStatus) ?? []), policyCode])
  }
  return moved
}

/** Holder, number of people and period as the platform has them, for lists; what it leaves out stays as placed. */
function whatTheCustomerChanged(detail: OrderDetail) {
  const name = detail.enterpriseName ?? detail.holderName
  const days = /(\d{4}-\d{2}-\d{2})\D+(\d{4}-\d{2}-\d{2})/.exec(detail.safeguardPeriod ?? '')
  const [, start = '', end = ''] = days ?? []
  return {
    ...(name && { holder_name: name }),
    ...(detail.insuredInfoList.length > 0 && { insured_count: detail.insuredInfoList.length }),
    ...(isDay(start) && isDay(end) && { cover_start: start, cover_end: end }),
  }
}

import type { Updateable } from 'kysely'
import { isDay, shanghaiDay } from '#contract/days.ts'
import type { AmountIs } from '#contract/money.ts'
import type { AttentionReason } from '#contract/orders.ts'
import { type OrderStatus, PAID_STATUSES } from '#contract/place-order.ts'
import type { Prices } from '#contract/premiums.ts'
import { placeLabel } from '../gateway/labels.ts'
import type { OrderDetail, PolicyFiles } from '../gateway/types.ts'
import type { OrderRow, Orders } from '../store/schema/orders.ts'
import { INVOICE_DONE, INVOICE_MADE } from './invoice-status.ts'
import { comparePolicies, type FiledPolicy, type PolicyChanges } from './compare-policies.ts'
import { countPeople } from './count-people.ts'
import {
  claimOf,
  INVOICE_OPEN,
  invoiceOutcome,
  type ReturnNews,
  surrenderOutcome,
  withoutSurrender,
} from './settle-claims.ts'
import { isOver, judge } from './judge.ts'
import { judgeAmount } from './judge-amount.ts'
import type { TimelineNote } from './timeline.ts'

/** 7.11, and 7.6 when it was asked. */
export type Answer = { detail: OrderDetail; files: PolicyFiles | null }

export type AttentionChange = {
  /** raise: opens even a resolved reason; keep: opens once per state of the order; drop: closes it. */
  act: 'raise' | 'keep' | 'drop'
  reason: AttentionReason
  detail?: string | null
}

export type Decision = {
  status: OrderStatus
  /** Columns of the row that follow from the answer. */
  values: Updateable<Orders>
  policies: PolicyChanges
  notes: TimelineNote[]
  attentions: AttentionChange[]
  /** What reconciliation keeps watching besides the order's own status. */
  watching: (OrderStatus | 'invoicing')[]
  /** Enqueues another surrender call. */
  sendSurrender: boolean
}

type Context = {
  statusLabels: Record<string, string>
  amountIs: AmountIs
  prices: Prices
  now: number
  /** When 7.11 was asked: the age of a claim counts up to then. */
  askedAt?: number
  returned?: ReturnNews
}

/**
 * Pure decision about an answer of the platform: from the row, the policies on file, the answer and the time
 * to the row's next values and effects. The caller reads before and writes after.
 */
export function decide(
  row: OrderRow,
  onFile: readonly FiledPolicy[],
  { detail, files }: Answer,
  { statusLabels, amountIs, prices, now, askedAt = now, returned = 'none' }: Context,
): Decision {
  const place = (label: string | null) => placeLabel(label, statusLabels)
  const label = detail.orderStatus
  const isGroup = detail.isGroup ?? files?.isGroup ?? row.is_group
  const policies = comparePolicies(onFile, detail, files, { place, insuredCount: row.insured_count, isGroup })
  const evidence = {
    label: place(label),
    inView: policies.inView,
    onFile: policies.stillOnFile,
    unnumbered: policies.unnumbered,
  }
  const claimed = judge(row.status, evidence, claimOf(row))
  const surrender = surrenderOutcome(row, evidence, claimed, {
    now: askedAt,
    returned,
    begun: policies.begun,
  })
  const { status, contradiction, wentBack } =
    surrender === 'undone' ? withoutSurrender(row, evidence) : claimed
  const isClaimOpen = surrender !== 'none' && surrender !== 'undone'
  const invoice = invoiceOutcome(row, detail, askedAt)

  const notes: TimelineNote[] = []
  const attentions: AttentionChange[] = []
  const addNote = (kind: TimelineNote['kind'], more: Partial<TimelineNote> = {}) =>
    void notes.push({ kind, actor: 'platform', ...more })
  const addAttention = (act: AttentionChange['act'], reason: AttentionReason, text: string | null = null) =>
    void attentions.push({ act, reason, detail: text })

  // Status.
  if (status !== row.status) addNote('status', { status, platformMessage: label })
  for (const [moved, codes] of policies.moved) {
    const to = place(moved)
    // The status line already says this.
    if (status !== row.status && to === status) continue
    addNote('policies-moved', { ...(to && { status: to }), platformMessage: moved, note: codes.join(', ') })
  }
  if (policies.gone.length > 0) addNote('policies-gone', { note: policies.gone.join(', ') })
  if (policies.back.length > 0) addNote('policies-back', { note: policies.back.join(', ') })
  addAttention(contradiction ? 'keep' : 'drop', 'contradiction', contradiction ? label : null)
  if (wentBack || policies.revived.some((before) => before !== 'surrendering'))
    addAttention('raise', 'went-back', label)
  if (label === null || evidence.label !== null) addAttention('drop', 'label-unknown')
  else if (label !== row.platform_status) {
    addNote('label-unknown', { platformMessage: label })
    addAttention('raise', 'label-unknown', label)
  }
  // An order counts as issued when some of its people are insured. A group shares fewer policies than it has
  // people.
  if (status === 'issued' && policies.inView.length > 0) {
    const missing = !isGroup && policies.inView.length < detail.insuredInfoList.length
    addAttention(missing ? 'keep' : 'drop', 'no-policy')
  }

  // Surrender: the platform showed one, if only by its label, and no policy shows it now.
  const gaveUp =
    row.status === 'surrendering' && surrender === 'none' && !isOver(status) && !policies.someOver
  const refused = gaveUp || policies.revived.includes('surrendering')
  if (surrender === 'undone' || refused) {
    addNote('surrender-not-done', { actor: refused || returned === 'counts' ? 'platform' : 'system' })
    addAttention('raise', 'surrender-not-done')
  }
  addAttention(surrender === 'unconfirmed' ? 'keep' : 'drop', 'surrender-unconfirmed')

  // Invoice.
  if (detail.invoiceStatus !== null && detail.invoiceStatus !== (row.invoice_status ?? 0)) {
    addNote('invoice-status', { note: String(detail.invoiceStatus) })
    if (!INVOICE_OPEN.has(detail.invoiceStatus)) addAttention('drop', 'invoice-not-done')
  }
  if (invoice === 'undone') {
    addNote('invoice-not-done', { actor: 'system' })
    addAttention('raise', 'invoice-not-done')
  }
  // An invoice made in part is still watched after a failed attempt to complete it.
  const isUnasked = invoice === 'undone' && !INVOICE_MADE.has(detail.invoiceStatus ?? 0)
  const invoicing =
    row.invoice_requested_at !== null && !isUnasked && !INVOICE_DONE.has(detail.invoiceStatus ?? 0)

  // We had closed the order, and the customer paid anyway.
  const reopened = row.closed_at && status !== 'unpaid' && status !== 'failed'
  if (reopened) {
    addNote('reopened')
    addAttention('raise', 'paid-after-close', label)
  }

  // Amount.
  const changed = {
    ...changedByCustomer(row, detail),
    insured_count: countPeople(row, detail, files, isGroup, onFile),
  }
  const judged = judgeAmount({ ...row, ...changed }, detail, amountIs, prices)
  if (judged) addAttention(judged.differs ? 'raise' : 'drop', 'amount-differs')
  for (const [kind, before, after] of [
    ['amount-changed', row.amount, detail.orderTotalAmt],
    ['reduction-changed', row.reduction, detail.orderReduceAmt],
  ] as const)
    if (PAID_STATUSES.includes(row.status) && before !== null && after !== null && before !== after)
      addNote(kind, { note: `${before} ${after}` })

  return {
    status,
    values: {
      platform_status: label,
      order_code: detail.orderCode ?? files?.orderCode ?? row.order_code,
      amount: detail.orderTotalAmt ?? row.amount,
      reduction: detail.orderReduceAmt ?? row.reduction,
      ...changed,
      ...judged?.values,
      ...(reopened && { closed_at: null }),
      insurer_name: detail.companyName ?? files?.companyName ?? row.insurer_name,
      is_group: isGroup,
      invoice_support: detail.isInvoice ?? row.invoice_support,
      invoice_status: detail.invoiceStatus ?? row.invoice_status,
      ...(isUnasked && { invoice_requested_at: null }),
      ...(invoice !== 'none' && { invoice_lost: false }),
      ...(!isClaimOpen && { surrender_requested_at: null }),
      ...((!isClaimOpen || surrender === 'taken') && { surrender_lost: false }),
      ...(surrender === 'again' && {
        surrender_requested_at: new Date(now),
        surrender_sends: row.surrender_sends + 1,
      }),
    },
    policies,
    notes,
    attentions,
    watching: [
      ...(invoicing ? (['invoicing'] as const) : []),
      ...(isClaimOpen ? (['surrendering'] as const) : []),
      ...(contradiction ? (['surrendered'] as const) : []),
      // A failed credit payment can be tried again.
      ...(status === 'failed' && row.pay_type === 'credit' ? (['unpaid'] as const) : []),
      ...policies.inView.flatMap(({ placed }) => placed ?? []),
    ],
    sendSurrender: surrender === 'again',
  }
}

/**
 * Holder and period as the platform has them, for lists. A missing field keeps the placed value, and
 * so does a period that ends before it begins or before the order was made: it would end cover that runs.
 */
function changedByCustomer({ created_at }: OrderRow, detail: OrderDetail) {
  const name = detail.enterpriseName ?? detail.holderName
  const days = /(\d{4}-\d{2}-\d{2})\D+(\d{4}-\d{2}-\d{2})/.exec(detail.safeguardPeriod ?? '')
  const [, start = '', end = ''] = days ?? []
  return {
    ...(name && { holder_name: name }),
    ...(isDay(start) &&
      isDay(end) &&
      start <= end &&
      end >= shanghaiDay(created_at.getTime()) && { cover_start: start, cover_end: end }),
  }
}

import type { Transaction } from 'kysely'
import { type AmountIs, moneyOf } from '#contract/money.ts'
import type { DifferenceField } from '#contract/reconciliation.ts'
import type { OrderDetail } from '../gateway/types.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { raiseAttention } from './attention.ts'
import type { FiledPolicy, PolicyChanges } from './compare-policies.ts'

/** Stores the differences between the row, not yet moved, and the platform's answer. */
export async function keepDifferences(
  transaction: Transaction<Database>,
  { comparisonId, amountIs }: { comparisonId: string; amountIs: AmountIs },
  row: OrderRow,
  detail: OrderDetail,
  { named, stillOnFile }: PolicyChanges,
  onFile: readonly FiledPolicy[],
): Promise<void> {
  const text = (value: number | string | null) => (value === null ? null : String(value))
  const found: { what: DifferenceField; ours: string | null; platforms: string | null }[] = []
  const compare = (what: DifferenceField, ours: string | null, platforms: string | null) => {
    if (platforms !== null && ours !== platforms) found.push({ what, ours, platforms })
  }
  compare('status', row.platform_status, detail.orderStatus)
  const { orderTotalAmt: amount, orderReduceAmt: reduction } = detail
  compare(
    'amount',
    text(moneyOf(amountIs, row).payable),
    text(moneyOf(amountIs, { amount, reduction }).payable),
  )
  compare('invoice', text(row.invoice_status), text(detail.invoiceStatus))
  // A policy that the answer omits without contradicting it is no difference.
  const unmentioned = new Set(stillOnFile.map(({ policyCode }) => policyCode))
  const filed = onFile.filter(({ gone, policyCode }) => !gone && !unmentioned.has(policyCode))
  const labels = new Map(onFile.map(({ policyCode, policyStatus }) => [policyCode, policyStatus]))
  compare(
    'policies',
    listed(filed.map((policy) => [policy.policyCode, policy.policyStatus])),
    listed(named.map(({ policyCode, policyStatus }) => [policyCode, policyStatus ?? labels.get(policyCode)])),
  )
  if (found.length === 0) return
  const before = await transaction
    .selectFrom('differences')
    .select(['what', 'ours', 'platforms'])
    .where('order_id', '=', row.id)
    .orderBy('id', 'desc')
    .limit(found.length)
    .execute()
  await transaction
    .insertInto('differences')
    .values(found.map((difference) => ({ ...difference, comparison_id: comparisonId, order_id: row.id })))
    .execute()
  // The same differences were reported last time: once resolved, they stay resolved.
  const isKnown = found.every((one) =>
    before.some(
      ({ what, ours, platforms }) => what === one.what && ours === one.ours && platforms === one.platforms,
    ),
  )
  if (!isKnown) await raiseAttention(transaction, row.id, 'difference')
}

/** `P1 已承保, P2`, ordered by policy number; null when there are none. */
function listed(policies: [code: string, status: string | null | undefined][]): string | null {
  const lines = policies.map(([code, status]) => [code, status].filter(Boolean).join(' '))
  return lines.toSorted().join(', ') || null
}

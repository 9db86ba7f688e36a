import type { Transaction } from 'kysely'
import { type AmountIs, moneyOf } from '../../src/contract/money.ts'
import type { DifferenceField } from '../../src/contract/reconciliation.ts'
import type { OrderDetail } from '../gateway/types.ts'
import type { Database, OrderRow } from '../store/schema.ts'
import { raiseAttention } from './attention.ts'
import type { KnownPolicy } from './decide.ts'
import type { PolicyOnFile } from './platform-order.ts'

/** Writes down where the row, not yet moved, differs from what the platform just answered. */
export async function keepDifferences(
  transaction: Transaction<Database>,
  { comparisonId, amountIs }: { comparisonId: string; amountIs: AmountIs },
  row: OrderRow,
  detail: OrderDetail,
  policies: readonly PolicyOnFile[],
  onFile: readonly KnownPolicy[],
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
  compare(
    'policies',
    listed(onFile.map((policy) => [policy.policyCode, policy.policyStatus])),
    listed(policies.map((policy) => [policy.policyCode, policy.policyStatus])),
  )
  if (found.length === 0) return
  await transaction
    .insertInto('differences')
    .values(found.map((difference) => ({ ...difference, comparison_id: comparisonId, order_id: row.id })))
    .execute()
  await raiseAttention(transaction, row.id, 'difference')
}

/** `P1 已承保, P2`, in the order of the numbers; null when there are none. */
function listed(policies: [code: string, status: string | null][]): string | null {
  const lines = policies.map(([code, status]) => [code, status].filter(Boolean).join(' '))
  return lines.toSorted().join(', ') || null
}

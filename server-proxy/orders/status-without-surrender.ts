import type { Transaction } from 'kysely'
import type { OrderStatus } from '#contract/place-order.ts'
import { placeLabel } from '../gateway/labels.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { policiesOnFile } from './keep-policies.ts'
import { withoutSurrender } from './settle-claims.ts'

/** The status of a locked order without its surrender claim, by the last answer of the platform. */
export async function statusWithoutSurrender(
  transaction: Transaction<Database>,
  row: OrderRow,
  statusLabels: Record<string, string>,
): Promise<OrderStatus> {
  const place = (label: string | null) => placeLabel(label, statusLabels)
  const filed = (await policiesOnFile(transaction, row.id)).filter(({ gone }) => !gone)
  const onFile = filed.map(({ policyCode, policyStatus }) => ({ policyCode, placed: place(policyStatus) }))
  return withoutSurrender(row, { label: place(row.platform_status), inView: [], onFile }).status
}

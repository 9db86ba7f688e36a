import type { OrderDetail } from '../gateway/types.ts'
import type { OrderRow } from '../store/schema.ts'
import { type PlatformView, surrenderSeen } from './order-state.ts'

/** A lost surrender or invoice answer is called undone when the platform shows nothing of it after this long. */
const UNDONE_AFTER_MS = 2 * 60_000
/** A surrender is sent this often before somebody has to look. */
const SURRENDER_SENDS = 3
/** invoiceStatus of §7.11 under which nothing is applied for: none yet, the last one failed. */
export const INVOICE_OPEN = new Set([0, 2])

/** What became of a surrender or an invoice that we asked for and whose answer may be lost. */
export function settleClaims(row: OrderRow, view: PlatformView, detail: OrderDetail, now: number) {
  const overdue = (since: Date | null) => since !== null && now - since.getTime() > UNDONE_AFTER_MS
  const asked = row.surrender_requested_at !== null
  const seen = asked && surrenderSeen(view, { policyCodes: row.surrender_policies })
  const surrenderMissing = asked && !seen && row.surrender_lost && overdue(row.surrender_requested_at)
  const surrenderAgain =
    surrenderMissing && row.status === 'surrendering' && row.surrender_sends < SURRENDER_SENDS
  const surrenderUndone = surrenderMissing && !surrenderAgain
  // An earlier application may have failed (2): that says nothing of this one.
  const invoiceSeen = row.invoice_lost && !INVOICE_OPEN.has(detail.invoiceStatus ?? 0)
  const invoiceUndone = row.invoice_lost && !invoiceSeen && overdue(row.invoice_requested_at)
  const surrenderStands = asked && !seen && !surrenderUndone
  return { surrenderStands, surrenderAgain, surrenderUndone, invoiceSeen, invoiceUndone }
}

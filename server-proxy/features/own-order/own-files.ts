import type { OpenOwnFile } from '#contract/own-order.ts'
import type { Deps } from '../../deps.ts'
import { badField, notFound } from '../../http/refusal.ts'
import type { OrderRow } from '../../store/schema/orders.ts'
import { calendarEntry } from './calendar-entry.ts'
import { invoiceFile } from '../../orders/invoices.ts'
import { makeFileTicket } from '../../orders/file-tickets.ts'
import { hashToken } from '../../http/tokens.ts'
import { viewOwnOrder } from './own-order-view.ts'
import { policyFile } from '../../orders/policies.ts'

export type OwnFile = { name: string; type: string; body: Buffer | string }

/** Checks the request and returns a ticket for it. */
export async function fileTicket(deps: Deps, row: OrderRow, file: OpenOwnFile): Promise<string> {
  if ((file.kind === 'policy' || file.kind === 'certificate') && !file.policyCode)
    throw badField('policyCode', 'required')
  if (file.kind === 'invoice' && !file.n) throw badField('n', 'required')
  return makeFileTicket(deps, row.id, file)
}

/** The file of a ticket; 404 when it expired, 502 when the platform's file is not available. */
export async function fileByTicket(deps: Deps, ticket: string): Promise<OwnFile> {
  const found = await deps.db
    .selectFrom('file_tickets')
    .selectAll()
    .where('ticket_hash', '=', hashToken(ticket))
    .where('expires_at', '>', new Date(deps.now()))
    .executeTakeFirst()
  if (!found) throw notFound()
  const row = await deps.db
    .selectFrom('orders')
    .selectAll()
    .where('id', '=', found.order_id)
    .executeTakeFirstOrThrow()
  const { kind, policy_code: policyCode, n } = found
  if (kind === 'calendar') {
    const order = await viewOwnOrder(deps, row)
    const entry = calendarEntry(order, { id: row.id, language: found.language, now: deps.now() })
    if (!entry) throw notFound()
    return { name: `insurance-${order.startDate}.ics`, type: 'text/calendar; charset=utf-8', body: entry }
  }
  if (kind === 'invoice') {
    return invoiceFile(deps, row, n ?? 0)
  }
  const body = await policyFile(deps, row, policyCode ?? '', kind)
  return { name: `${kind}-${policyCode}.pdf`, type: 'application/pdf', body }
}

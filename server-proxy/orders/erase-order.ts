import type { Transaction } from 'kysely'
import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import { announce } from '../live/live.ts'
import { note } from './timeline.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { keptFor } from './at-rest.ts'
import { removePeople } from './remove-people.ts'

/**
 * Erases the people of an order permanently: names, documents, contacts, files, links, drafts and remarks.
 * Amounts, codes, states, days and the audit log stay. Idempotent: a repeat removes data that reappeared. 409
 * while the order is in flight or its cover runs.
 */
export async function eraseOrder(deps: Deps, actor: string, id: string): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const row = await lockToErase(transaction, id)
    const kept = await erasePeople(transaction, row, { actor, now: deps.now(), asOf: deps.now() })
    if (kept) throw new Refusal(409, kept)
    await announce(transaction, { kind: 'order', orderId: id, status: row.status, owner: row.created_by })
    await audit(deps.vault, transaction, { actor, act: 'order-erased', subject: { kind: 'order', id } })
  })
}

/**
 * Erases the people of a locked order that ended by `asOf`. Returns why they are kept, or null when erased.
 */
export async function erasePeople(
  transaction: Transaction<Database>,
  row: OrderRow,
  { actor, now, asOf }: { actor: string; now: number; asOf: number },
): Promise<ReturnType<typeof keptFor>> {
  const kept = row.erased_at ? null : keptFor(row, asOf)
  if (kept) return kept
  await removePeople(transaction, row, now)
  if (!row.erased_at) await note(transaction, row.id, { kind: 'erased', actor })
  return null
}

/** Stronger than `lockOrder`: rows that refer to the order, such as a new notification, wait too. */
export function lockToErase(transaction: Transaction<Database>, id: string): Promise<OrderRow> {
  return transaction
    .selectFrom('orders')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

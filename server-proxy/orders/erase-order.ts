import type { Transaction } from 'kysely'
import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import { announce } from '../live/live.ts'
import { eraseRecording } from '../evidence/erase-trail.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import type { OrderRow } from '../store/schema/orders.ts'
import { keptFor } from './at-rest.ts'
import { removePeople } from './remove-people.ts'
import { deleteSealed, sealedUntil, sealOrder } from './seal-order.ts'
import { sealsUntil } from './term.ts'
import { note } from './timeline.ts'

/**
 * Erases the people of an order: names, documents, contacts, files, links, drafts and remarks. Until the retention term
 * ends they and the recording are sealed, after it deleted. Amounts, codes, states, days and the audit log stay.
 * Idempotent: a repeat removes data that reappeared. 409 while the order is in flight or its cover runs.
 */
export async function eraseOrder(deps: Deps, actor: string, id: string): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const row = await lockToErase(transaction, id)
    const now = deps.now()
    if (row.erased_at) await deleteSealed(transaction, id, { actor, now })
    const until = row.erased_at ? null : sealsUntil(deps, row)
    const kept = await erasePeople(deps, transaction, row, { actor, asOf: now, until })
    if (kept) throw new Refusal(409, kept)
    await announce(transaction, { kind: 'order', orderId: id, status: row.status, owner: row.created_by })
    const sealed = await sealedUntil(transaction, id)
    await audit(deps.vault, transaction, {
      actor,
      ...(sealed ? { act: 'order-sealed', detail: { sealedUntil: sealed } } : { act: 'order-erased' }),
      subject: { kind: 'order', id },
    })
  })
}

/**
 * Erases the people of a locked order that ended by `asOf`: seals them `until` a day, or deletes them. Returns why they
 * are kept, or null when erased.
 */
export async function erasePeople(
  { vault, now }: Pick<Deps, 'vault' | 'now'>,
  transaction: Transaction<Database>,
  row: OrderRow,
  { actor, asOf, until }: { actor: string; asOf: number; until: string | null },
): Promise<ReturnType<typeof keptFor>> {
  const kept = row.erased_at ? null : keptFor(row, asOf)
  if (kept) return kept
  if (until) await sealOrder(vault, transaction, row, until)
  await removePeople(transaction, row, now())
  if ((await sealedUntil(transaction, row.id)) === null) await eraseRecording(transaction, row.id)
  if (!row.erased_at)
    await note(
      transaction,
      row.id,
      until ? { kind: 'sealed', actor, note: until } : { kind: 'erased', actor },
    )
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

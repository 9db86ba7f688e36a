import type { Kysely, Transaction } from 'kysely'
import { type AuditKey, audit } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'

const ANCHOR = /^([\w-]+):(\d+):([0-9a-f]{32})$/
/** Characters of a hash, hex, in the audit log. */
const HASH_CHARS = 32

/**
 * The end of an order's trail for the audit log, `trail:entries:hash`; null without a trail. The audit log has a chain
 * of its own, so deleting a whole trail, or its end, shows there.
 */
export async function anchorOf(db: Kysely<Database>, orderId: string): Promise<string | null> {
  const trail = await db
    .selectFrom('trails')
    .select(['id', 'n', 'hash'])
    .where('order_id', '=', orderId)
    .executeTakeFirst()
  return trail ? `${trail.id}:${trail.n}:${trail.hash.toString('hex').slice(0, HASH_CHARS)}` : null
}

/** Writes the trail's end to the audit log. The transaction has appended to the trail and does nothing after this. */
export async function anchorTrail(
  key: AuditKey,
  transaction: Transaction<Database>,
  orderId: string,
): Promise<void> {
  const trail = await anchorOf(transaction, orderId)
  if (!trail) return
  await audit(key, transaction, {
    actor: 'system',
    act: 'trail-anchored',
    subject: { kind: 'order', id: orderId },
    detail: { trail },
  })
}

/** Whether every trail end that the audit log names for this order still exists; null when it names none. */
export async function holdsAnchors(db: Kysely<Database>, orderId: string): Promise<boolean | null> {
  const rows = await db
    .selectFrom('audit_log')
    .select('detail')
    .where('subject_id', '=', orderId)
    .where('subject_kind', '=', 'order')
    .where('act', 'in', ['order-placed', 'trail-anchored'])
    .execute()
  let anchored: true | null = null
  for (const { detail } of rows) {
    const [, id, n, hash] = ANCHOR.exec(String(detail['trail'])) ?? []
    if (!id) continue
    const entry = await db
      .selectFrom('trail_entries')
      .select('hash')
      .where('trail_id', '=', id)
      .where('n', '=', Number(n))
      .executeTakeFirst()
    if (entry?.hash.toString('hex').slice(0, HASH_CHARS) !== hash) return false
    anchored = true
  }
  return anchored
}

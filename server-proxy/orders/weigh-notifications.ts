import type { Kysely } from 'kysely'
import type { OrderStatus } from '#contract/place-order.ts'
import { audit } from '../store/audit.ts'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault/vault.ts'
import { dropAttention, raiseAttention } from './attention.ts'

type Event = 'deliver' | 'return' | 'refund'

/** The claim of each notification, and the statuses that contradict it. */
const CLAIMS: Record<Event, { words: string; contradicted: readonly OrderStatus[] }> = {
  deliver: { words: '投保 (deliver)', contradicted: ['unpaid', 'failed'] },
  return: { words: '退保 (return)', contradicted: ['unpaid', 'paid', 'issued', 'failed'] },
  refund: { words: '退款 (refund)', contradicted: ['unpaid', 'paid', 'issued'] },
}
const NAMES = Object.keys(CLAIMS) as Event[]

/**
 * After a pull: a notification that the platform contradicts may be forged and needs attention. An early one
 * that proves right closes itself.
 */
export async function weighNotifications(
  { db, vault }: { db: Kysely<Database>; vault: Vault },
  orderId: string,
  events: ReadonlySet<string>,
): Promise<void> {
  const row = await db
    .selectFrom('orders')
    .leftJoin('attentions as a', (join) =>
      join
        .onRef('a.order_id', '=', 'orders.id')
        .on('a.reason', '=', 'notification-contradicted')
        .on('a.resolved_at', 'is', null),
    )
    .select(['orders.status', 'orders.policies_differ', 'a.detail'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('attentions')
          .select('order_id')
          .whereRef('order_id', '=', 'orders.id')
          .where('reason', '=', 'surrender-not-done')
          .where('resolved_at', 'is', null),
      ).as('undone'),
    )
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!row) return
  // Some of several policies may be surrendered and others not. A surrender that did not happen is reported
  // separately.
  const isContradicted = (event: Event) =>
    CLAIMS[event].contradicted.includes(row.status) &&
    !(event === 'return' && (row.policies_differ || row.undone))
  const open = NAMES.find((event) => CLAIMS[event].words === row.detail)
  if (open && !isContradicted(open)) await dropAttention(db, orderId, 'notification-contradicted')
  const wrong = NAMES.find((event) => events.has(event) && isContradicted(event))
  if (!wrong || wrong === open) return
  await db.transaction().execute(async (transaction) => {
    await raiseAttention(transaction, orderId, 'notification-contradicted', CLAIMS[wrong].words)
    await audit(vault, transaction, {
      actor: 'nobody',
      act: 'notification-contradicted',
      subject: { kind: 'order', id: orderId },
      detail: { event: wrong, status: row.status },
    })
  })
}

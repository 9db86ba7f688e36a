import type { Kysely, Transaction } from 'kysely'
import type { Deps } from '../deps.ts'
import { Refusal } from '../http/refusal.ts'
import type { Database } from '../store/schema.ts'
import { draftIdOf } from './draft-key.ts'

export const draftTitle = (id: string) => ({ table: 'drafts', column: 'title', row: id })
export const draftContent = (id: string) => ({ table: 'drafts', column: 'content', row: id })

/** Idempotency keys of a draft's orders: its id, and after n refusals `<id>.<n>`. */
const keysOf = (id: string) => [id, ...Array.from({ length: 50 }, (_, n) => `${id}.${n + 1}`)]

/** Saves a user's own draft. False when it is another user's; 409 once the people of its order are erased. */
export async function saveDraft(
  { db, vault, now }: Pick<Deps, 'db' | 'vault' | 'now'>,
  userId: string,
  id: string,
  content: Record<string, unknown>,
): Promise<boolean> {
  const values = {
    title_sealed: vault.seal(
      draftTitle(id),
      typeof content['title'] === 'string' ? content['title'].slice(0, 100) : '',
    ),
    content_sealed: vault.seal(draftContent(id), JSON.stringify(content)),
    updated_at: new Date(now()),
  }
  const saved = await db.transaction().execute(async (transaction) => {
    // A page that is still open must not save people who were erased in the meantime.
    const erased = await transaction
      .selectFrom('orders')
      .select('erased_at')
      .where('created_by', '=', userId)
      .where('idempotency_key', 'in', keysOf(id))
      .forKeyShare()
      .execute()
    if (erased.some(({ erased_at }) => erased_at)) throw new Refusal(409, 'order-erased')
    return transaction
      .insertInto('drafts')
      .values({ id, user_id: userId, ...values, order_id: null })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(values).where('drafts.user_id', '=', userId),
      )
      .returning('id')
      .executeTakeFirst()
  })
  return saved !== undefined
}

export async function deleteDraft(db: Kysely<Database>, userId: string, id: string): Promise<void> {
  await db.deleteFrom('drafts').where('id', '=', id).where('user_id', '=', userId).execute()
}

/** Binds the draft that owns an idempotency key to its order. */
export async function bindDraft(
  transaction: Transaction<Database>,
  order: { id: string; userId: string; key: string },
): Promise<void> {
  const draftId = draftIdOf(order.key)
  if (!draftId) return
  await transaction
    .updateTable('drafts')
    .set({ order_id: order.id })
    .where('id', '=', draftId)
    .where('user_id', '=', order.userId)
    .execute()
}

/** Releases the draft of a refused order: it can be corrected and sent under another key. */
export async function releaseDraft(transaction: Transaction<Database>, orderId: string): Promise<void> {
  await transaction.updateTable('drafts').set({ order_id: null }).where('order_id', '=', orderId).execute()
}

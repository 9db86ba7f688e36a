import type { Transaction } from 'kysely'
import type { SavePurchase } from '#contract/purchases.ts'
import type { Deps } from '../deps.ts'
import type { Database } from '../store/schema.ts'
import type { PurchaseRow } from '../store/schema/purchases.ts'
import { continueAbandoned, forgetAbandoned } from './abandon-purchases.ts'
import { draftPlace, sealDraft } from './drafts.ts'

/**
 * Saves the next version of a purchase. Undefined when another version was saved first or the purchase has
 * its order.
 */
export async function savePurchase(
  { db, vault, now }: Pick<Deps, 'db' | 'vault' | 'now'>,
  purchase: Pick<PurchaseRow, 'id'>,
  { version, step, language, draft }: SavePurchase,
): Promise<{ version: number } | undefined> {
  const saved = await db
    .updateTable('purchases')
    .set({
      step,
      draft_sealed: sealDraft(vault, draftPlace(purchase), draft),
      version: version + 1,
      updated_at: new Date(now()),
      ...(language && { language }),
    })
    .where('id', '=', purchase.id)
    .where('version', '=', version)
    .where('order_id', 'is', null)
    .returning(['version', 'abandoned_at'])
    .executeTakeFirst()
  if (!saved) return undefined
  if (saved.abandoned_at) await continueAbandoned(db, purchase.id, step)
  return { version: saved.version }
}

/** Binds a purchase to its order. False when it has one already. */
export async function bindPurchase(
  transaction: Transaction<Database>,
  id: string,
  orderId: string,
): Promise<boolean> {
  const bound = await transaction
    .updateTable('purchases')
    .set({ order_id: orderId, refusal: null })
    .where('id', '=', id)
    .where('order_id', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (bound) await forgetAbandoned(transaction, id)
  return bound !== undefined
}

/** Releases the purchase of a refused order: it can be corrected and ordered again. */
export async function releasePurchase(
  transaction: Transaction<Database>,
  orderId: string,
  refusal: { code: string; detail: string | null },
): Promise<void> {
  await transaction
    .updateTable('purchases')
    .set(({ eb }) => ({
      order_id: null,
      refusals: eb('refusals', '+', 1),
      refusal: JSON.stringify(refusal),
    }))
    .where('order_id', '=', orderId)
    .execute()
}

/** Revokes the bearer of the order's purchase. */
export async function revokePurchase(transaction: Transaction<Database>, orderId: string): Promise<void> {
  await transaction
    .updateTable('purchases')
    .set({ revoked_at: new Date() })
    .where('order_id', '=', orderId)
    .execute()
}

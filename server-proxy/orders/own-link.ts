import type { Deps } from '../deps.ts'
import { notFound } from '../http/refusal.ts'
import { hashToken, newToken } from '../http/tokens.ts'
import { revokePurchase } from '../purchases/change-purchase.ts'
import { lockUnerased } from './move-order.ts'
import { note } from './timeline.ts'
import { audit } from '../store/audit.ts'
import type { OrderRow } from '../store/schema/orders.ts'

type Needs = Pick<Deps, 'db' | 'vault'>

const placeOf = (orderId: string) => ({ table: 'own_links', column: 'token', row: orderId })

/** The token of the customer's own link to an order (`/o/:token`), created on first use. 409 once erased. */
export async function ownToken({ db, vault }: Needs, orderId: string): Promise<string> {
  const token = newToken()
  await db.transaction().execute(async (transaction) => {
    await lockUnerased(transaction, orderId)
    await transaction
      .insertInto('own_links')
      .values({
        order_id: orderId,
        token_hash: hashToken(token),
        token_sealed: vault.seal(placeOf(orderId), token),
      })
      .onConflict((conflict) => conflict.column('order_id').doNothing())
      .execute()
  })
  const { token_sealed } = await db
    .selectFrom('own_links')
    .select('token_sealed')
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow()
  return vault.open(placeOf(orderId), token_sealed)
}

/**
 * Replaces the token. Every older address of the order stops working: the link, the return page, the purchase
 * page and files being opened.
 */
export async function renewOwnToken({ db, vault }: Needs, orderId: string, actor: string): Promise<string> {
  const token = newToken()
  const values = {
    token_hash: hashToken(token),
    token_sealed: vault.seal(placeOf(orderId), token),
    made_at: new Date(),
  }
  await db.transaction().execute(async (transaction) => {
    await lockUnerased(transaction, orderId)
    await transaction
      .updateTable('orders')
      .set({ return_token: newToken() })
      .where('id', '=', orderId)
      .execute()
    await transaction
      .insertInto('own_links')
      .values({ order_id: orderId, ...values })
      .onConflict((conflict) => conflict.column('order_id').doUpdateSet(values))
      .execute()
    await revokePurchase(transaction, orderId)
    await transaction.deleteFrom('file_tickets').where('order_id', '=', orderId).execute()
    await note(transaction, orderId, { kind: 'own-link-renewed', actor })
    await audit(vault, transaction, {
      actor,
      act: 'own-link-renewed',
      subject: { kind: 'order', id: orderId },
    })
  })
  return token
}

/** The order of a customer's token; 404 for any other token. */
export async function findByOwnToken({ db }: Pick<Deps, 'db'>, token: string): Promise<OrderRow> {
  const row = await db
    .selectFrom('orders')
    .innerJoin('own_links', 'own_links.order_id', 'orders.id')
    .selectAll('orders')
    .where('own_links.token_hash', '=', hashToken(token))
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

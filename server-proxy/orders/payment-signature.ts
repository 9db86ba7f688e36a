import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault/vault.ts'
import { Refusal } from '../http/refusal.ts'

type Keys = { db: Kysely<Database>; vault: Vault; now(): number }

/** The sealed place of a payment key's secret. */
export const paymentKeyPlace = (id: string) => ({ table: 'payment_keys', column: 'secret', row: id })

const KEPT_MS = 600_000

/**
 * Prevents replay to another order: the signed body names none, so a signature is bound to the first order it
 * was sent with; 401 for others.
 */
export async function bindSignature(
  { db, now }: Pick<Keys, 'db' | 'now'>,
  headers: Record<string, string | string[] | undefined>,
  body: string,
  orderId: string,
): Promise<void> {
  const said = [headers['webhook-id'], headers['webhook-timestamp'], body].join('.')
  const signed = createHash('sha256').update(said).digest()
  await db
    .deleteFrom('signed_payments')
    .where('at', '<', new Date(now() - KEPT_MS))
    .execute()
  await db
    .insertInto('signed_payments')
    .values({ signed, order_id: orderId, at: new Date(now()) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { order_id } = await db
    .selectFrom('signed_payments')
    .select('order_id')
    .where('signed', '=', signed)
    .executeTakeFirstOrThrow()
  if (order_id !== orderId) throw new Refusal(401, 'bad-signature')
}

/**
 * Accepts a body that one of the keys signed within five minutes of now (Standard Webhooks: webhook-id,
 * webhook-timestamp, webhook-signature); 401 otherwise.
 */
export async function verifyPaymentSignature(
  { db, vault, now }: Keys,
  headers: Record<string, string | string[] | undefined>,
  body: string,
): Promise<void> {
  const one = (name: string) => String(headers[name] ?? '')
  const signed = {
    'webhook-id': one('webhook-id'),
    'webhook-timestamp': one('webhook-timestamp'),
    'webhook-signature': one('webhook-signature'),
  }
  for (const key of await db.selectFrom('payment_keys').selectAll().execute()) {
    try {
      new Webhook(vault.open(paymentKeyPlace(key.id), key.secret_sealed)).verify(body, signed)
    } catch (error) {
      if (error instanceof WebhookVerificationError) continue
      throw error
    }
    await db
      .updateTable('payment_keys')
      .set({ used_at: new Date(now()) })
      .where('id', '=', key.id)
      .execute()
    return
  }
  throw new Refusal(401, 'bad-signature')
}

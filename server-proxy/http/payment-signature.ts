import type { Kysely } from 'kysely'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import type { Database } from '../store/schema.ts'
import type { Vault } from '../store/vault.ts'
import { Refusal } from './refusal.ts'

type Keys = { db: Kysely<Database>; vault: Vault; now(): number }

/** Where the secret of a payment key is sealed. */
export const paymentKeyPlace = (id: string) => ({ table: 'payment_keys', column: 'secret', row: id })

/**
 * Passes when one of the keys signed exactly this body within five minutes of now (Standard Webhooks: webhook-id,
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

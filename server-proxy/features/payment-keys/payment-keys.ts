import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { uuidv7 } from 'uuidv7'
import type { NewPaymentKey, PaymentKey } from '../../../src/contract/payment-keys.ts'
import type { User } from '../../../src/contract/session.ts'
import type { Deps } from '../../deps.ts'
import { notFound, Refusal } from '../../http/refusal.ts'

/** Two, so that the new one can be rolled out before the old one goes. */
const MOST_KEYS = 2
const placeOf = (id: string) => ({ table: 'payment_keys', column: 'secret', row: id })

export async function listPaymentKeys({ db }: Deps): Promise<PaymentKey[]> {
  const rows = await db.selectFrom('payment_keys').selectAll().orderBy('created_at').execute()
  return rows.map((row) => ({
    id: row.id,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
  }))
}

/** A new secret, told this once. 409 when there are two already. */
export async function addPaymentKey({ db, vault }: Deps, user: User): Promise<NewPaymentKey> {
  const id = uuidv7()
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  await db.transaction().execute(async (transaction) => {
    await sql`lock table payment_keys in share row exclusive mode`.execute(transaction)
    const { count } = await transaction
      .selectFrom('payment_keys')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (count >= MOST_KEYS) throw new Refusal(409, 'two-keys-already')
    await transaction
      .insertInto('payment_keys')
      .values({
        id,
        secret_sealed: vault.seal(placeOf(id), secret),
        created_by: user.username,
        used_at: null,
      })
      .execute()
  })
  return { id, secret }
}

/** Requests signed by it are refused from now on. */
export async function revokePaymentKey({ db }: Deps, id: string): Promise<void> {
  const gone = await db.deleteFrom('payment_keys').where('id', '=', id).returning('id').executeTakeFirst()
  if (!gone) throw notFound()
}

/**
 * Passes when one of the keys signed exactly this body within five minutes of now (Standard Webhooks: webhook-id,
 * webhook-timestamp, webhook-signature); 401 otherwise.
 */
export async function verifyPaymentSignature(
  { db, vault, now }: Deps,
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
      new Webhook(vault.open(placeOf(key.id), key.secret_sealed)).verify(body, signed)
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

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { NewPaymentKey, PaymentKey } from '#contract/payment-keys.ts'
import type { User } from '#contract/session.ts'
import type { Deps } from '../deps.ts'
import { paymentKeyPlace } from './payment-signature.ts'
import { notFound, Refusal } from '../http/refusal.ts'
import { audit } from '../store/audit.ts'

/** Two, so a new one can be rolled out before the old one is revoked. */
const MAX_KEYS = 2

export async function listPaymentKeys({ db }: Deps): Promise<PaymentKey[]> {
  const rows = await db.selectFrom('payment_keys').selectAll().orderBy('created_at').execute()
  return rows.map((row) => ({
    id: row.id,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
  }))
}

/** Adds a key and returns its secret, which is never shown again. 409 when there are two. */
export async function addPaymentKey({ db, vault }: Deps, user: User): Promise<NewPaymentKey> {
  const id = uuidv7()
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  await db.transaction().execute(async (transaction) => {
    await sql`lock table payment_keys in share row exclusive mode`.execute(transaction)
    const { count } = await transaction
      .selectFrom('payment_keys')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    if (count >= MAX_KEYS) throw new Refusal(409, 'two-keys-already')
    await transaction
      .insertInto('payment_keys')
      .values({
        id,
        secret_sealed: vault.seal(paymentKeyPlace(id), secret),
        created_by: user.username,
        used_at: null,
      })
      .execute()
    await audit(vault, transaction, {
      actor: user.username,
      act: 'payment-key-added',
      subject: { kind: 'key', id },
    })
  })
  return { id, secret }
}

/** Requests signed by this key are refused from now on. */
export async function revokePaymentKey({ db, vault }: Deps, user: User, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const gone = await transaction
      .deleteFrom('payment_keys')
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw notFound()
    await audit(vault, transaction, {
      actor: user.username,
      act: 'payment-key-removed',
      subject: { kind: 'key', id },
    })
  })
}

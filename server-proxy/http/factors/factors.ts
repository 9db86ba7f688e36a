import { type Kysely, sql, type Transaction } from 'kysely'
import type { Factor, OwnFactors } from '#contract/factors.ts'
import type { Database } from '../../store/schema.ts'
import { countRecoveryCodes } from './recovery-codes.ts'

/** In SQL, whether the user of this id column has a second factor. */
export const hasFactor = (userId: string) =>
  sql<boolean>`(exists (select from totp_factors where user_id = ${sql.ref(userId)} and confirmed_at is not null)
    or exists (select from passkeys where user_id = ${sql.ref(userId)}))`

/** In SQL, whether the user's role needs a second factor that the user lacks. */
export const lacksFactor = sql<boolean>`exists (select from factor_rules where role = users.role)
  and not ${hasFactor('users.id')}`

export async function readFactors(db: Kysely<Database>, userId: string): Promise<OwnFactors> {
  const totp = await db
    .selectFrom('totp_factors')
    .select('confirmed_at')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  const passkeys = await db
    .selectFrom('passkeys')
    .select(['id', 'name', 'created_at', 'used_at'])
    .where('user_id', '=', userId)
    .orderBy('id')
    .execute()
  return {
    passkeys: passkeys.map(({ id, name, created_at, used_at }) => ({
      id,
      name,
      createdAt: created_at.toISOString(),
      usedAt: used_at?.toISOString() ?? null,
    })),
    totp: totp?.confirmed_at ? { since: totp.confirmed_at.toISOString() } : null,
    recoveryCodes: await countRecoveryCodes(db, userId),
  }
}

/** The kinds of a user's second factors; none: the password is enough. */
export async function factorsOf(db: Kysely<Database>, userId: string): Promise<Factor[]> {
  const { passkeys, totp } = await readFactors(db, userId)
  return [...(passkeys.length > 0 ? (['passkey'] as const) : []), ...(totp ? (['totp'] as const) : [])]
}

/** Activates the pending key, which proves its owner from now on. False when another request was first. */
export async function keepTotp(transaction: Transaction<Database>, userId: string): Promise<boolean> {
  const kept = await transaction
    .updateTable('totp_factors')
    .set({ confirmed_at: new Date() })
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst()
  return kept !== undefined
}

/** Removes the authenticator app, and the recovery codes with the last factor. False when there is none. */
export async function dropTotp(transaction: Transaction<Database>, userId: string): Promise<boolean> {
  const dropped = await transaction
    .deleteFrom('totp_factors')
    .where('user_id', '=', userId)
    .returning('user_id')
    .executeTakeFirst()
  await dropCodesWithoutFactor(transaction, userId)
  return dropped !== undefined
}

/** Removes a passkey, and the recovery codes with the last factor. False when there is none. */
export async function dropPasskey(
  transaction: Transaction<Database>,
  userId: string,
  id: string,
): Promise<boolean> {
  const dropped = await transaction
    .deleteFrom('passkeys')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  await dropCodesWithoutFactor(transaction, userId)
  return dropped !== undefined
}

/** Removes every factor and recovery code of a user. False when there was none. */
export async function dropFactors(transaction: Transaction<Database>, userId: string): Promise<boolean> {
  const had = (await factorsOf(transaction, userId)).length > 0
  await transaction.deleteFrom('totp_factors').where('user_id', '=', userId).execute()
  await transaction.deleteFrom('passkeys').where('user_id', '=', userId).execute()
  await dropCodesWithoutFactor(transaction, userId)
  return had
}

async function dropCodesWithoutFactor(transaction: Transaction<Database>, userId: string): Promise<void> {
  if ((await factorsOf(transaction, userId)).length > 0) return
  await transaction.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
}

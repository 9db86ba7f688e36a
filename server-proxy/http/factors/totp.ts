import type { Kysely } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { NewTotp } from '#contract/factors.ts'
import type { Database } from '../../store/schema.ts'
import type { Vault } from '../../store/vault/vault.ts'
import { Refusal } from '../refusal.ts'

export type FactorDeps = { db: Kysely<Database>; vault: Vault; now(): number }

/** The name in authenticator apps. */
const ISSUER = '爱购保'
/** Steps of 30 seconds before and after the current one, for clocks that differ. */
const WINDOW = 1

const placeOf = (userId: string) => ({ table: 'totp_factors', column: 'secret', row: userId })

// The values that every authenticator app supports.
const totpOf = (secret: Secret | string, label = '') =>
  new TOTP({ issuer: ISSUER, label, algorithm: 'SHA1', digits: 6, period: 30, secret })

/** Creates a key of 160 bits, which replaces a pending one. 409 when an app is set up already. */
export async function beginTotp(
  { db, vault }: FactorDeps,
  user: { id: string; username: string },
): Promise<NewTotp> {
  const totp = totpOf(new Secret({ size: 20 }), user.username)
  const secret = totp.secret.base32
  const secret_sealed = vault.seal(placeOf(user.id), secret)
  const begun = await db
    .insertInto('totp_factors')
    .values({ user_id: user.id, secret_sealed })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ secret_sealed, last_step: 0 })
        .where('totp_factors.confirmed_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst()
  if (!begun) throw new Refusal(409, 'factor-exists')
  return { secret, uri: totp.toString() }
}

/** Checks a code of the pending (`confirmed` false) or confirmed key. The code of each time step counts once. */
export async function spendTotp(
  { db, vault, now }: FactorDeps,
  userId: string,
  code: string,
  confirmed = true,
): Promise<'right' | 'wrong' | 'used'> {
  const row = await db
    .selectFrom('totp_factors')
    .select('secret_sealed')
    .where('user_id', '=', userId)
    .where('confirmed_at', confirmed ? 'is not' : 'is', null)
    .executeTakeFirst()
  const token = code.replaceAll(/\s/g, '')
  if (!row || !/^\d{6}$/.test(token)) return 'wrong'
  const totp = totpOf(vault.open(placeOf(userId), row.secret_sealed))
  const timestamp = now()
  const delta = totp.validate({ token, timestamp, window: WINDOW })
  if (delta === null) return 'wrong'
  const step = totp.counter({ timestamp }) + delta
  const spent = await db
    .updateTable('totp_factors')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('secret_sealed', '=', row.secret_sealed)
    .where('last_step', '<', step)
    .returning('user_id')
    .executeTakeFirst()
  return spent ? 'right' : 'used'
}

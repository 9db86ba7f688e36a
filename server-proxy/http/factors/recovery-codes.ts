import { createHash, randomInt } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../../store/schema.ts'

const CODES = 10
/** Characters that are not confused with one another. */
const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUP = 6
const GROUPS = 4

/** 24 of 31 signs: 118 bits, so a plain hash needs no salt or stretching. */
const newCode = () => Array.from({ length: GROUP * GROUPS }, () => SIGNS[randomInt(SIGNS.length)]).join('')
const shown = (code: string) => code.replaceAll(new RegExp(`.{${GROUP}}(?!$)`, 'g'), '$&-')
const hashOf = (userId: string, code: string) => createHash('sha256').update(`${userId} ${code}`).digest()

/** Ten new codes in place of the old ones. They exist in clear only in this answer. */
export async function makeRecoveryCodes(
  transaction: Transaction<Database>,
  userId: string,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newCode)
  await transaction.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
  await transaction
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ user_id: userId, hash: hashOf(userId, code) })))
    .execute()
  return codes.map(shown)
}

/** Whether it is an unused code, which is used from now on. Case, spaces and hyphens do not matter. */
export async function spendRecoveryCode(
  db: Kysely<Database>,
  userId: string,
  typed: string,
): Promise<boolean> {
  const code = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  const spent = await db
    .updateTable('recovery_codes')
    .set({ used_at: new Date() })
    .where('user_id', '=', userId)
    .where('hash', '=', hashOf(userId, code))
    .where('used_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst()
  return spent !== undefined
}

export async function countRecoveryCodes(db: Kysely<Database>, userId: string): Promise<number> {
  const { count } = await db
    .selectFrom('recovery_codes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

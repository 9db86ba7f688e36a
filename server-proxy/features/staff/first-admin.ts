import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Deps } from '../../deps.ts'
import { hashPassword } from '../../http/passwords.ts'

/**
 * Makes the user `admin` when there are no users yet. Answers the password when it was made up here, to be printed
 * once; null when `adminPassword` was given or somebody exists.
 */
export async function makeFirstAdmin(
  { db }: Pick<Deps, 'db'>,
  adminPassword: string | null,
): Promise<string | null> {
  const someone = await db.selectFrom('users').select('id').limit(1).executeTakeFirst()
  if (someone) return null
  const password = adminPassword ?? randomBytes(12).toString('base64url')
  const made = await db
    .insertInto('users')
    .values({
      id: uuidv7(),
      username: 'admin',
      role: 'admin',
      password_hash: await hashPassword(password),
      disabled_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made && !adminPassword ? password : null
}

import { randomBytes } from 'node:crypto'
import type { Deps } from '../../deps.ts'
import { hashPassword } from '../../http/passwords.ts'
import { addUser } from '../../http/users.ts'
import { isWeakPassword } from '../../http/weak-password.ts'

/**
 * Creates the user `admin` when there are no users. Returns the generated password, to be printed once; null
 * when `adminPassword` was given or a user exists. Throws on a weak `adminPassword`.
 */
export async function makeFirstAdmin(
  { db }: Pick<Deps, 'db'>,
  adminPassword: string | null,
): Promise<string | null> {
  const someone = await db.selectFrom('users').select('id').limit(1).executeTakeFirst()
  if (someone) return null
  if (adminPassword !== null && (await isWeakPassword(adminPassword, 'admin')))
    throw new Error(
      'ADMIN_PASSWORD is weak (a common password, a keyboard walk or the username): set a longer one of several words, or leave it out and a random one is printed once',
    )
  const password = adminPassword ?? randomBytes(12).toString('base64url')
  const made = await addUser(db, {
    username: 'admin',
    role: 'admin',
    password_hash: await hashPassword(password),
  })
  return made && !adminPassword ? password : null
}

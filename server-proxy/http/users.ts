import type { Kysely, Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Role } from '#contract/session.ts'
import type { Database } from '../store/schema.ts'

type Writer = Kysely<Database> | Transaction<Database>

/** A new user's id; undefined when the username is taken. */
export async function addUser(
  db: Writer,
  user: {
    username: string
    display_name?: string | null
    role: Role
    password_hash: string
    password_temporary?: boolean
  },
): Promise<string | undefined> {
  const made = await db
    .insertInto('users')
    .values({ id: uuidv7(), ...user, disabled_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made?.id
}

export async function changeUser(
  db: Writer,
  id: string,
  values: { role: Role; disabled_at: Date | null },
): Promise<void> {
  await db.updateTable('users').set(values).where('id', '=', id).execute()
}

/** `name`: shown instead of the username; null: none. */
export async function nameUser(db: Writer, id: string, name: string | null): Promise<void> {
  await db.updateTable('users').set({ display_name: name }).where('id', '=', id).execute()
}

/** False when there is no such user, or its password changed from `before`. */
export async function setPasswordHash(
  db: Writer,
  id: string,
  password: { password_hash: string; password_temporary: boolean },
  before?: string,
): Promise<boolean> {
  let update = db.updateTable('users').set(password).where('id', '=', id)
  if (before !== undefined) update = update.where('password_hash', '=', before)
  return (await update.returning('id').executeTakeFirst()) !== undefined
}

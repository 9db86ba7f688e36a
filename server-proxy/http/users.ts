import type { Kysely, Transaction } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { SalesPerson } from '#contract/salesperson.ts'
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

export async function registerSalesperson(db: Writer, id: string, person: SalesPerson | null): Promise<void> {
  await db
    .updateTable('users')
    .set({ sells_as: person?.name ?? null, practice_no: person?.practiceNo ?? null })
    .where('id', '=', id)
    .execute()
}

type Registered = { sells_as: string | null; practice_no: string | null }
export const salespersonOf = ({ sells_as: name, practice_no: practiceNo }: Registered): SalesPerson | null =>
  name !== null && practiceNo !== null ? { name, practiceNo } : null

/** The channels of salespeople. An admin who set up a public entry or a partner does not sell. */
const BY_STAFF = new Set(['staff', 'link'])

/** The salesperson, by the user who made the order, link or purchase. */
export async function findSalesperson(
  db: Writer,
  made: { channel: string; created_by: string } | undefined,
): Promise<SalesPerson | null> {
  if (!made || !BY_STAFF.has(made.channel)) return null
  const user = await db
    .selectFrom('users')
    .select(['sells_as', 'practice_no'])
    .where('id', '=', made.created_by)
    .executeTakeFirst()
  return user ? salespersonOf(user) : null
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

import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { migrations } from './migrations.ts'
import type { Database } from './schema.ts'

/** Brings the schema up to date; processes that start together wait for one another (Kysely's lock). */
export async function migrate(db: Kysely<Database>): Promise<void> {
  const { error } = await migratorOf(db).migrateToLatest()
  if (!error) return
  const newer = /previously executed migration (\S+) is missing/.exec(
    error instanceof Error ? error.message : '',
  )?.[1]
  if (newer)
    throw new Error(
      `the database was used by a newer version of the portal (its migration ${newer} is unknown here): start that one, or restore a backup made before`,
    )
  throw error instanceof Error ? error : new Error('migration failed')
}

/** Brings an empty schema to what it was after the migration `name`; throws when this version does not know it. */
export async function migrateTo(db: Kysely<Database>, name: string): Promise<void> {
  if (!Object.hasOwn(migrations, name))
    throw new Error(`made by another version: its last migration is ${name}`)
  const { error } = await migratorOf(db).migrateTo(name)
  if (error) throw error instanceof Error ? error : new Error('migration failed')
}

function migratorOf(db: Kysely<Database>): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } })
}

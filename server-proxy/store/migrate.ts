import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { migrations } from './migrations.ts'
import type { Database } from './schema.ts'

/** The database cannot be migrated to this version; the message says what to do. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused'
}

/**
 * Migrates the schema to this version; processes that start together are serialized (Kysely's lock).
 * `inside`: within a transaction of the caller.
 */
export async function migrate(db: Kysely<Database>, { inside = false } = {}): Promise<void> {
  const { error, results } = await migratorOf(db, migrations).migrateToLatest({ disableTransactions: inside })
  if (!error) return
  const said = error instanceof Error ? error.message : 'unknown error'
  const newer = /previously executed migration (\S+) is missing/.exec(said)?.[1]
  if (newer) throw newerThanThis(newer)
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName
  if (!failed) throw error instanceof Error ? error : new Error(said)
  throw new MigrationRefused(
    `the database could not be migrated (migration ${failed}: ${said}); nothing was changed: start the version that used it last, or fix the cause and start again`,
  )
}

const newerThanThis = (migration: string) =>
  new MigrationRefused(
    `the database was used by a newer version of the portal (its migration ${migration} is unknown here): start that one, or restore a backup made before`,
  )

/** Throws what a start would say if a newer version has migrated this database. */
export async function refuseNewer(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const newer = rows.find(({ name }) => !Object.hasOwn(migrations, name))
  if (newer) throw newerThanThis(newer.name)
}

/** Names of the migrations that the next start would run. */
export async function pendingMigrations(db: Kysely<Database>): Promise<string[]> {
  const known = await migratorOf(db, migrations).getMigrations()
  return known.filter(({ executedAt }) => !executedAt).map(({ name }) => name)
}

/** Applies exactly these migrations to an empty schema, within a transaction of the caller. */
export async function migrateOnly(db: Kysely<Database>, names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !Object.hasOwn(migrations, name))
  if (unknown !== undefined)
    throw new MigrationRefused(
      `made by another version, whose migration ${unknown} is unknown here: restore it with that one`,
    )
  const some = Object.fromEntries(Object.entries(migrations).filter(([name]) => names.includes(name)))
  const { error } = await migratorOf(db, some).migrateToLatest({ disableTransactions: true })
  if (error) throw error instanceof Error ? error : new Error('migration failed')
}

/** Unordered, because parallel development lands migrations in another order than their numbers. */
function migratorOf(db: Kysely<Database>, some: Record<string, Migration>): Migrator {
  return new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(some) },
    allowUnorderedMigrations: true,
  })
}

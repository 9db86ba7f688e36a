import { existsSync } from 'node:fs'
import type pg from 'pg'
import { type OpenDatabase, openDatabase } from './database.ts'
import { connectTo } from './postgres/connect-to.ts'
import { parseDatabaseUrl } from './postgres/database-address.ts'
import { joinEmbeddedPostgres } from './postgres/embedded-postgres.ts'
import { hasCluster } from './postgres/postgres-cluster.ts'
import { tryDatabase } from './postgres/try-database.ts'

/** Maximum wait for locks, against a forgotten transaction of another connection. */
const LOCKS_WAIT_MS = 15_000
/** A command that hangs in a transaction must not delay the portal's clean-up for long. */
const IDLE_MS = 300_000

type Where = { databaseUrl: string | null; dataDir: string }

/** The database for messages, without a password. */
export function nameOf({ databaseUrl, dataDir }: Where): string {
  if (!databaseUrl) return `the database in ${dataDir}`
  return parseDatabaseUrl(databaseUrl).name
}

/** Whether a portal has ever used it. */
export async function isUsed(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ made: string | null }>(`select to_regclass('kysely_migration') as made`)
  return Boolean(rows[0]?.made)
}

/**
 * Opens the portal's database for a command, with or without a running portal, and does not migrate it.
 * Returns null when no portal has used one; only `fresh` creates it.
 */
export async function openForCommand(where: Where, fresh: boolean): Promise<OpenDatabase | null> {
  const { databaseUrl, dataDir } = where
  if (!databaseUrl && !fresh && !(existsSync(dataDir) && hasCluster(dataDir))) return null
  const given = databaseUrl ? connectTo(databaseUrl) : null
  await given?.choose?.()
  const joined = given ? null : await joinEmbeddedPostgres(dataDir)
  const opened = openDatabase({
    ...(given ?? joined?.connection),
    max: 2,
    lock_timeout: LOCKS_WAIT_MS,
    idle_in_transaction_session_timeout: IDLE_MS,
  })
  const close = async () => {
    await opened.close()
    await joined?.leave()
  }
  try {
    if (databaseUrl) await tryDatabase(opened.pool, databaseUrl, { reads: true })
    if (fresh || (await isUsed(opened.pool))) return { ...opened, close }
  } catch (error) {
    await close()
    throw error
  }
  await close()
  return null
}

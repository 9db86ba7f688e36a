import { readSettings } from '../env.ts'
import type { Settings } from '../settings.ts'
import { nameOf, openForCommand } from '../store/command-database.ts'
import { ensureDataDir } from '../store/postgres/data-dir.ts'
import { isDatabaseAway } from '../store/database-away.ts'
import type { OpenDatabase } from '../store/database.ts'

/**
 * Runs a command on the portal's database, with or without a running portal, and exits with the returned
 * code.
 */
export function runCommand(
  work: (opened: OpenDatabase, settings: Settings) => Promise<number>,
): Promise<void> {
  return run(false, (opened, settings) => {
    // Without the portal's settings the command would use an empty database.
    if (!opened)
      throw new Error(`${nameOf(settings)} is empty: are these the settings that the portal runs with?`)
    return work(opened, settings)
  })
}

/** For commands that also work without a database. */
export const runWithOrWithout = (
  work: (opened: OpenDatabase | null, settings: Settings) => Promise<number>,
): Promise<void> => run(false, work)

/** For commands that fill a database and create a missing one. */
export async function runOnFresh(
  work: (opened: OpenDatabase, settings: Settings) => Promise<number>,
): Promise<void> {
  await run(true, (opened, settings) => {
    if (!opened) throw new Error('no database')
    return work(opened, settings)
  })
}

async function run(
  fresh: boolean,
  work: (opened: OpenDatabase | null, settings: Settings) => Promise<number>,
): Promise<void> {
  try {
    const settings = readSettings()
    if (fresh && !settings.databaseUrl) await ensureDataDir(settings.dataDir)
    const opened = await openForCommand(settings, fresh)
    try {
      process.exitCode = await work(opened, settings)
    } finally {
      await opened?.close()
    }
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    process.exitCode = 1
  }
}

const NO_SUCH_TABLE = '42P01'
const NO_SUCH_COLUMN = '42703'
const LOCKED = '55P03'
const READ_ONLY = '25006'
const RECOVERY_CONFLICT = /conflict with recovery/

function sentenceOf(error: unknown): string {
  const { code = '', message = '' } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  if (code === NO_SUCH_TABLE || code === NO_SUCH_COLUMN)
    return `the database is of another version than this command (${message}): start this version of the portal once, which migrates it, or use the command of the version that ran last`
  if (code === LOCKED)
    return `another connection locks a table of this database (${message}): end it, and try again; nothing was changed`
  if (code === READ_ONLY)
    return `this database takes no writes (${message}): it is a standby; run the command with the primary in DATABASE_URL`
  if (RECOVERY_CONFLICT.test(message))
    return `the standby had to go on with the primary’s changes (${message}): raise max_standby_streaming_delay on it, and try again`
  if (isDatabaseAway(error)) return `the database is not available (${message || code}): try again later`
  return message || code || String(error)
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

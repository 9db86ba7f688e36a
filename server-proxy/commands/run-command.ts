import { readSettings } from '../env.ts'
import type { Settings } from '../settings.ts'
import { openForCommand } from '../store/command-database.ts'
import { ensureDataDir } from '../store/data-dir.ts'
import type { OpenDatabase } from '../store/database.ts'

/**
 * Runs a command on the portal's database, whether a portal runs or not, and ends with the code it answers. `migrated`
 * is false for what takes the database as it is, of whatever version.
 */
export async function runCommand(
  work: (opened: OpenDatabase, settings: Settings) => Promise<number>,
  { migrated = true } = {},
): Promise<void> {
  try {
    const settings = readSettings()
    if (!settings.databaseUrl) await ensureDataDir(settings.dataDir)
    const opened = await openForCommand(settings, migrated)
    try {
      process.exitCode = await work(opened, settings)
    } finally {
      await opened.close()
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

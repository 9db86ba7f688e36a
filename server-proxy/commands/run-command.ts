import { mkdir } from 'node:fs/promises'
import { readSettings } from '../env.ts'
import type { Settings } from '../settings.ts'
import { openForCommand } from '../store/command-database.ts'
import type { OpenDatabase } from '../store/database.ts'

/** Runs a command on the portal's database, whether a portal runs or not, and ends with the code it answers. */
export async function runCommand(
  work: (opened: OpenDatabase, settings: Settings) => Promise<number>,
): Promise<void> {
  try {
    const settings = readSettings()
    await mkdir(settings.dataDir, { recursive: true })
    const opened = await openForCommand(settings)
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

import { createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { backupOf, type BackupSum, noteBackup } from '../store/backup.ts'
import { nameOf } from '../store/command-database.ts'
import { whyNotWritten } from '../store/file-words.ts'
import { runCommand, say } from './run-command.ts'

// npm run backup -- FILE: a consistent snapshot in one file, with or without running portals of any version.
// Personal data stays sealed in it: the data key is not in the file and must be stored elsewhere.
await runCommand(async ({ pool }, settings) => {
  const [name, ...more] = process.argv.slice(2)
  if (!name || more.length > 0) throw new Error('which file? npm run backup -- FILE')
  const file = resolve(name)
  const part = `${file}.part`
  const there = await stat(file).catch(() => null)
  if (there && !there.isFile()) {
    const what = there.isDirectory() ? 'a folder' : 'a device or pipe, which the backup would replace'
    throw new Error(`${file} cannot be written: it is ${what}, not a file`)
  }

  // An interrupted backup leaves nothing either.
  const broken = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => broken.abort(new Error('interrupted; nothing was kept')))
  const sum: BackupSum = { tables: 0, rows: 0, jobs: 0 }
  try {
    const out = createWriteStream(part, { mode: 0o600, flush: true })
    await pipeline(backupOf(pool, sum), createGzip(), out, { signal: broken.signal })
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true }).catch(() => {})
    if (broken.signal.aborted) throw broken.signal.reason
    // Of the file system, not of the database's socket.
    const { syscall = '' } = error as NodeJS.ErrnoException
    if (!['open', 'write', 'fsync', 'close', 'rename'].includes(syscall)) throw error
    throw new Error(`${file} cannot be written: ${whyNotWritten(error)}; there is no backup`, {
      cause: error,
    })
  }
  if (!(await noteBackup(pool, sum.rows)))
    say('Its time is not noted for the alarm: the database is a standby, or of another version.')
  say(`${file}: ${sum.rows} rows of ${sum.tables} tables, ${sum.jobs} waiting jobs of ${nameOf(settings)}`)
  say(
    settings.dataKey
      ? 'The DATA_KEY is not in it: keep it elsewhere, without it the personal data cannot be read.'
      : `The data key is not in it: keep a copy of ${resolve(settings.dataDir, 'data-key')} elsewhere, without it the personal data cannot be read.`,
  )
  return 0
})

import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createGunzip } from 'node:zlib'
import { QUEUES, type Queue, startJobs } from '../jobs/jobs.ts'
import { LISTENER } from '../live/live.ts'
import { checkBackup, contentsOf, readBackup } from '../store/backup.ts'
import { knownDataKey } from '../store/vault/data-key.ts'
import { tryDataKey } from '../store/vault/vault.ts'
import { runOnFresh, say } from './run-command.ts'

// npm run restore -- FILE [--replace]: restores a backup into an empty database, or with --replace over the
// existing data. No portal may run on it. Validates the file and the data key first; then restores all or
// nothing.
await runOnFresh(async ({ pool }, settings) => {
  const args = process.argv.slice(2)
  const replace = args.includes('--replace')
  const [name, ...more] = args.filter((arg) => arg !== '--replace')
  if (!name || more.length > 0) throw new Error('which file? npm run restore -- FILE [--replace]')
  const file = resolve(name)
  await canBeRead(file)
  const { rows } = await pool.query(
    'select 1 from pg_stat_activity where datname = current_database() and application_name = $1',
    [LISTENER],
  )
  if (rows.length > 0) throw new Error('a portal runs on this database: stop it first')
  const there = await contentsOf(pool)
  if (there && !replace)
    throw new Error(`the database is not empty (${there}); to replace that, add --replace`)

  const read = () => {
    const bytes = createReadStream(file)
    const lines = createGunzip()
    bytes.once('error', (error) => lines.destroy(error))
    return bytes.pipe(lines)
  }
  const { sealedKey } = await checkBackup(read())
  if (sealedKey) {
    const dataKey = await knownDataKey(settings)
    if (!dataKey)
      throw new Error(
        `the data key of this backup is missing: restore it first (DATA_KEY, or ${resolve(settings.dataDir, 'data-key')}); nothing was changed`,
      )
    try {
      tryDataKey(dataKey, sealedKey)
    } catch (error) {
      throw new Error(`${(error as Error).message}; nothing was changed`, { cause: error })
    }
  }
  const sum = await readBackup(pool, read())
  const jobs = await startJobs(pool, { error: () => {} })
  try {
    for (const { queue, key, data, afterSeconds } of sum.list)
      if ((QUEUES as readonly string[]).includes(queue))
        await jobs.enqueue(queue as Queue, { key: key ?? queue, data, afterSeconds })
  } finally {
    await jobs.stop()
  }
  say(`${sum.rows} rows of ${sum.tables} tables, ${sum.jobs} waiting jobs`)
  return 0
})

async function canBeRead(file: string): Promise<void> {
  try {
    const handle = await open(file)
    const isFile = (await handle.stat()).isFile()
    await handle.close()
    if (!isFile) throw new Error('it is not a file')
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}

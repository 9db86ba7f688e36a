import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createGunzip } from 'node:zlib'
import { QUEUES, type Queue, startJobs } from '../jobs/jobs.ts'
import { LISTENER } from '../notifications/live.ts'
import { checkBackup, contentsOf, readBackup } from '../store/backup.ts'
import { keptDataKey } from '../store/data-key.ts'
import { openVault } from '../store/vault.ts'
import { runCommand, say } from './run-command.ts'

// npm run restore -- FILE [--replace]: a backup into an empty database; with --replace instead of what is there. No
// portal may run on it. The data key that the backup was made under has to be there: it is tried before the end.
await runCommand(async (opened, { dataKey, dataDir }) => {
  const { db, pool } = opened
  const args = process.argv.slice(2)
  const replace = args.includes('--replace')
  const [name, ...more] = args.filter((arg) => arg !== '--replace')
  if (!name || more.length > 0) throw new Error('which file? npm run restore -- FILE [--replace]')
  await access(resolve(name)).catch(() => {
    throw new Error(`${resolve(name)} cannot be read`)
  })
  const { rows } = await pool.query(
    'select 1 from pg_stat_activity where datname = current_database() and application_name = $1',
    [LISTENER],
  )
  if (rows.length > 0) throw new Error('a portal runs on this database: stop it first')
  const there = await contentsOf(pool)
  if (there && !replace) throw new Error(`the database is not empty (${there}); to lose that, say --replace`)

  const read = () => createReadStream(resolve(name)).pipe(createGunzip())
  await checkBackup(read())
  const sum = await readBackup(opened, read())
  const jobs = await startJobs(pool, { error: () => {} })
  try {
    for (const { queue, key, data, afterSeconds } of sum.list)
      if ((QUEUES as readonly string[]).includes(queue))
        await jobs.enqueue(queue as Queue, { key: key ?? queue, data, afterSeconds })
  } finally {
    await jobs.stop()
  }
  say(`${sum.rows} rows of ${sum.tables} tables, ${sum.jobs} waiting jobs`)
  try {
    await openVault(db, dataKey ?? (await keptDataKey(dataDir)))
  } catch {
    say(
      'The data key here is not the one this backup was made under: bring that one before you start the portal.',
    )
    return 1
  }
  return 0
})

import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PassThrough } from 'node:stream'
import { createGzip } from 'node:zlib'
import { writeBackup } from '../store/backup.ts'
import { runCommand, say } from './run-command.ts'

// npm run backup -- FILE: everything of one moment into one file, beside portals that run or without one, of whatever
// version. Personal data stays sealed in it: the data key is not in the file, and has to be kept elsewhere.
await runCommand(
  async ({ pool }, { databaseUrl, dataKey, dataDir }) => {
    const [name, ...more] = process.argv.slice(2)
    if (!name || more.length > 0) throw new Error('which file? npm run backup -- FILE')
    const file = resolve(name)
    const { host = '', pathname = '' } = databaseUrl ? new URL(databaseUrl) : {}
    const from = databaseUrl ? `${host}${pathname}` : `the database in ${dataDir}`
    const { rows } = await pool.query(`select to_regclass('kysely_migration') as made`)
    // Somebody who runs this without the portal's settings would keep an empty file every night.
    if (!(rows[0] as { made: string | null }).made)
      throw new Error(`${from} is empty: are these the settings that the portal runs with?`)
    const out = new PassThrough()
    try {
      const written = pipeline(out, createGzip(), createWriteStream(`${file}.part`, { mode: 0o600 }))
      written.catch(() => {})
      const sum = await writeBackup(pool, out)
      out.end()
      await written
      const handle = await open(`${file}.part`)
      await handle.sync()
      await handle.close()
      await rename(`${file}.part`, file)
      say(`${file}: ${sum.rows} rows of ${sum.tables} tables, ${sum.jobs} waiting jobs of ${from}`)
      say(
        dataKey
          ? 'The DATA_KEY is not in it: keep it elsewhere, without it the personal data cannot be read.'
          : `The data key is not in it: keep a copy of ${resolve(dataDir, 'data-key')} elsewhere, without it the personal data cannot be read.`,
      )
      return 0
    } catch (error) {
      await rm(`${file}.part`, { force: true })
      throw error
    }
  },
  { migrated: false },
)

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { command } from '../testing/command.ts'
import { databaseUrl } from '../testing/database.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts'

test('a backup of a standby is complete, and says that its time is not noted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'standby-'))
  chmodSync(folder, 0o755)
  const primary = await startEmbeddedPostgres(folder)
  const made = openDatabase(primary.connection)
  await migrate(made.db)
  await made.close()
  await primary.stop()
  writeFileSync(join(folder, 'postgres', 'data', 'standby.signal'), '')
  const standby = await startEmbeddedPostgres(folder)
  try {
    const { pool, close } = openDatabase(standby.connection)
    const { rows } = await pool.query<{ standby: boolean }>('select pg_is_in_recovery() as standby')
    expect(rows).toEqual([{ standby: true }])
    await close()
    const settings = {
      DATABASE_URL: databaseUrl(standby.connection),
      DATA_KEY: `k1:${Buffer.alloc(32).toString('base64')}`,
    }
    const { code, said } = await command('backup', [join(folder, 'file')], settings, folder)
    expect(said).toContain('the database is a standby')
    expect(code).toBe(0)
  } finally {
    await standby.stop()
    rmSync(folder, { recursive: true })
  }
})

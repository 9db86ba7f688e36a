import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type OpenDatabase, openDatabase } from '../store/database.ts'
import { withDatabase } from './with-database.ts'

export type TestDatabase = OpenDatabase & { config: pg.PoolConfig }

/** A database on the run's PostgreSQL, copied from the migrated template; `close` drops it. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgres') as pg.PoolConfig
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`create database ${name} template ${inject('template')}`)
  await admin.end()

  const config = withDatabase(server, name)
  const opened = openDatabase({ ...config, max: 8 })
  return {
    ...opened,
    config,
    async close() {
      await opened.close()
      const last = new pg.Client(server)
      await last.connect()
      await last.query(`drop database if exists ${name} with (force)`)
      await last.end()
    },
  }
}

/** Its address, for another process. */
export function databaseUrl({
  connectionString,
  user,
  password,
  host,
  port,
  database,
}: pg.PoolConfig): string {
  if (connectionString) return connectionString
  return `postgres://${user}:${String(password)}@localhost/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`
}

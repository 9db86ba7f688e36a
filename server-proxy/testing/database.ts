import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { type OpenDatabase, openDatabase } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'

export type TestDatabase = OpenDatabase & { config: pg.PoolConfig }

/** A fresh, migrated database of its own on the run's PostgreSQL; `close` drops it. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgres') as pg.PoolConfig
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client(server)
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()

  const config = withDatabase(server, name)
  const opened = openDatabase({ ...config, max: 8 })
  await migrate(opened.db)
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

/** The same server, another database. */
export function withDatabase(server: pg.PoolConfig, database: string): pg.PoolConfig {
  if (!server.connectionString) return { ...server, database }
  const url = new URL(server.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}

/** The same as an address, for a process of its own. */
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

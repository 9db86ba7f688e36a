import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startJobs } from '../jobs/jobs.ts'
import { openDatabase } from '../store/database.ts'
import { startEmbeddedPostgres } from '../store/postgres/embedded-postgres.ts'
import { migrate } from '../store/migrate.ts'
import { withDatabase } from './with-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: object
    /** The template of every test database: migrated, with the queues. */
    template: string
  }
}

/** One real PostgreSQL for the whole run; TEST_DATABASE_URL names another server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env['TEST_DATABASE_URL'])
    return provide(project, { connectionString: process.env['TEST_DATABASE_URL'] })
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-test-'))
  // Open to the server's user when we are root; otherwise the database would settle elsewhere and stay there.
  await chmod(dataDir, 0o755)
  const server = await startEmbeddedPostgres(dataDir)
  const stop = async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    const drop = await prepare(project, server.connection)
    return async () => {
      await drop()
      await stop()
    }
  } catch (error) {
    // A migration that fails must not leave a server behind.
    await stop()
    throw error
  }
}

async function prepare(project: TestProject, server: pg.PoolConfig): Promise<() => Promise<void>> {
  // Thrown away after the run: waiting for the disk proves nothing. embedded-postgres.test.ts has its own, with fsync.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await onServer(server, `alter system set ${setting} = off`)
  await onServer(server, 'select pg_reload_conf()')
  return provide(project, server)
}

async function provide(project: TestProject, server: pg.PoolConfig): Promise<() => Promise<void>> {
  const template = `template_${randomBytes(6).toString('hex')}`
  await onServer(server, `create database ${template}`)
  const { db, pool, close } = openDatabase(withDatabase(server, template))
  await migrate(db)
  const jobs = await startJobs(pool, { error() {} })
  await jobs.stop()
  await close()
  project.provide('postgres', server)
  project.provide('template', template)
  return () => onServer(server, `drop database if exists ${template} with (force)`)
}

async function onServer(server: pg.PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  await client.query(statement)
  await client.end()
}

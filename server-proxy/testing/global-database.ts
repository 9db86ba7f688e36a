import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../store/embedded-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: object
  }
}

/**
 * One real PostgreSQL for the whole run: TEST_DATABASE_URL names a server to use instead of the embedded one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env['TEST_DATABASE_URL']) {
    project.provide('postgres', { connectionString: process.env['TEST_DATABASE_URL'] })
    return () => Promise.resolve()
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-test-'))
  // Open to the user that the server runs as where we are root: else it would settle outside and stay there.
  await chmod(dataDir, 0o755)
  const server = await startEmbeddedPostgres(dataDir)
  project.provide('postgres', server.connection)
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

import type pg from 'pg'

const OLDEST = 150_000

/**
 * Tries the server's database before it is used. Throws an explanation with its address, without the
 * password: not reachable, wrong password, server too old, no right to create tables.
 */
export async function tryDatabase(pool: pg.Pool, databaseUrl: string): Promise<void> {
  const { host, pathname } = new URL(databaseUrl)
  const wrong = (words: string, cause?: unknown) =>
    new Error(`the database ${host}${pathname} (DATABASE_URL) cannot be used: ${words}`, { cause })
  const { rows } = await pool
    .query<{ version: number; may: boolean }>(
      `select current_setting('server_version_num')::int as version,
              has_database_privilege(current_database(), 'create')
                and has_schema_privilege(current_schema(), 'create') as may`,
    )
    .catch((error: Error & { code?: string }) => {
      // When a name has two addresses and neither answers, the error has no message.
      throw wrong(error.message || error.code || error.name, error)
    })
  const { version = 0, may } = rows[0] ?? {}
  if (version < OLDEST)
    throw wrong(`PostgreSQL ${Math.floor(version / 10_000)} is too old, 15 or newer is required`)
  if (!may) throw wrong('its user may not create tables in it; make it the owner of the database')
}

import { type OpenDatabase, openDatabase } from './database.ts'
import { joinEmbeddedPostgres } from './embedded-postgres.ts'
import { migrate } from './migrate.ts'
import { tryDatabase } from './try-database.ts'

/** The portal's database for a command that runs beside it, or without it; brought to this version if `migrated`. */
export async function openForCommand(
  { databaseUrl, dataDir }: { databaseUrl: string | null; dataDir: string },
  migrated: boolean,
): Promise<OpenDatabase> {
  const joined = databaseUrl ? null : await joinEmbeddedPostgres(dataDir)
  const opened = openDatabase({
    ...(joined ? joined.connection : { connectionString: databaseUrl ?? '' }),
    max: 2,
  })
  if (databaseUrl) await tryDatabase(opened.pool, databaseUrl)
  if (migrated) await migrate(opened.db)
  return {
    ...opened,
    async close() {
      await opened.close()
      await joined?.leave()
    },
  }
}

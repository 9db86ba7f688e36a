import type { Kysely } from 'kysely'

/** When a backup was made, so that a missing one raises an alarm. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('backups')
    .addColumn('made_at', 'timestamptz', (column) => column.primaryKey())
    .addColumn('row_count', 'bigint', (column) => column.notNull())
    .execute()
}

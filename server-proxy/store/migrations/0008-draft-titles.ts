import { type Kysely, sql } from 'kysely'

/** A draft's title names a person, so it is sealed like its content. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table drafts add column title_sealed bytea, drop column title`.execute(db)
}

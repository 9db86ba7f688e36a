import { type Kysely, sql } from 'kysely'

/** What a draft is called names a person: it is sealed as its content is. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table drafts add column title_sealed bytea, drop column title`.execute(db)
}

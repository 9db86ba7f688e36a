import { type Kysely, sql } from 'kysely'

/** What staff are called on pages, and our own notes on members. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column display_name text`.execute(db)
  await sql`alter table members add column note_sealed bytea`.execute(db)
}

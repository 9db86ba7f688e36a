import { type Kysely, sql } from 'kysely'

/** `pdf`, `ofd` or `xml`, by the content of the file when it was last fetched; null: never fetched. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table invoice_files add column format text`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/**
 * `product_documents.cover`: the cover as a table, of which the document's text is the wording. Phones that
 * customers call.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table product_documents add column cover jsonb`.execute(db)
  await sql`alter table products add column seller_phone text, add column insurer_hotline text`.execute(db)
}

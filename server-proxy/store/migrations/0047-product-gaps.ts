import { type Kysely, sql } from 'kysely'

/** What an admin says of a product: its rules are confirmed, and it has no documents. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table products add column rules_set boolean not null default false,
    add column no_documents boolean not null default false`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/** The facts of a partner's licence. After `licence_until` it counts as unlicensed; null: no end is known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table partners add column licence_name text, add column licence_no text,
    add column licence_until date`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/** The order that a draft was copied from: the trail of its sale says what was copied. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table drafts
    add column copied_from uuid references orders,
    add column copied text check (copied in ('people', 'dates'))`.execute(db)
}

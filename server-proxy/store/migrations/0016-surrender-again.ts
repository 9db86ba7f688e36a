import { type Kysely, sql } from 'kysely'

/** How often a surrender was sent: one that the platform has never heard of is sent again, but not for ever. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column surrender_sends int not null default 0`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/** Counts the sends of a surrender: one unknown to the platform is repeated a limited number of times. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column surrender_sends int not null default 0`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/** How many events no partner took is asked with every look at the metrics. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index partner_events_dead on partner_events (partner_id) where state = 'dead'`.execute(db)
}

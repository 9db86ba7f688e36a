import { type Kysely, sql } from 'kysely'

/** Every reading of the metrics counts the dead events. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index partner_events_dead on partner_events (partner_id) where state = 'dead'`.execute(db)
}

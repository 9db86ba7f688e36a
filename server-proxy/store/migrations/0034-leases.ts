import { type Kysely, sql } from 'kysely'

/** Who registers a mobile with the platform right now. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table registrations (mobile_index bytea primary key, until timestamptz not null)`.execute(
    db,
  )
}

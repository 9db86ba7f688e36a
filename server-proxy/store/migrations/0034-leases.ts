import { type Kysely, sql } from 'kysely'

/** Leases for registering a mobile with the platform. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table registrations (mobile_index bytea primary key, until timestamptz not null)`.execute(
    db,
  )
}

import { type Kysely, sql } from 'kysely'

/** The annex of a sale, and what was filled in before its customer came. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table trail_annexes (
    trail_id uuid primary key references trails on delete cascade,
    content_sealed bytea
  )`.execute(db)
  await sql`alter table purchases add column prefill_sealed bytea`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/**
 * `closed_at`: we closed an unpaid order; the platform knows nothing of it. Indices for what is closed, and
 * for unpaid orders by their first day of cover.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column closed_at timestamptz`.execute(db)
  await sql`create index orders_closed on orders (id desc) where closed_at is not null`.execute(db)
  await sql`create index orders_unpaid_by_start on orders (coalesce(cover_start, start_date), id) where status = 'unpaid' and closed_at is null`.execute(
    db,
  )
}

import { type Kysely, sql } from 'kysely'

/** Who pays at the cashier, as staff recorded it. Null until they record it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column payer text check (payer in ('customer', 'distributor', 'staff'))`.execute(
    db,
  )
}

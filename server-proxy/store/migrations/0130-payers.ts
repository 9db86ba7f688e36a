import { type Kysely, sql } from 'kysely'

/** Who pays at the cashier, as staff said; null: nobody said. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column payer text check (payer in ('customer', 'distributor', 'staff'))`.execute(
    db,
  )
}

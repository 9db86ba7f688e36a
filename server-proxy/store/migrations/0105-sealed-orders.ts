import { type Kysely, sql } from 'kysely'

/** What erasing an order before the end of its retention term took out of every other table, until that term ends. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table sealed_orders (
    order_id uuid primary key references orders,
    keep_until date not null,
    record_sealed bytea not null
  )`,
  `create index on sealed_orders (keep_until, order_id)`,
]

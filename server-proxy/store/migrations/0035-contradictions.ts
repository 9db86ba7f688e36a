import { type Kysely, sql } from 'kysely'

/** Answers that could not be stored, and the priority of reconciliation. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table orders add column store_failures int not null default 0`,

  // Everything in flight except abandoned carts, by its due time.
  `create index orders_due on orders (next_pull_at) where next_pull_at is not null and status <> 'unpaid'`,

  // Finds dependent rows when an order is erased or a refused one is forgotten.
  `create index on drafts (order_id) where order_id is not null`,
  `create index on notifications (order_id)`,
  `create index on differences (order_id)`,
  `create index on file_tickets (order_id)`,
]

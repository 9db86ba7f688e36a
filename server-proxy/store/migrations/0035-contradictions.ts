import { type Kysely, sql } from 'kysely'

/** Answers that could not be stored, and what is asked about first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table orders add column store_failures int not null default 0`,

  // Whatever is in flight besides abandoned carts, in the order of its turn.
  `create index orders_due on orders (next_pull_at) where next_pull_at is not null and status <> 'unpaid'`,

  // Erasing an order, and forgetting a refused one, finds what hangs on it.
  `create index on drafts (order_id) where order_id is not null`,
  `create index on notifications (order_id)`,
  `create index on differences (order_id)`,
  `create index on file_tickets (order_id)`,
]

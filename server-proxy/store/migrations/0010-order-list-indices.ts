import { type Kysely, sql } from 'kysely'

/** Index-only totals, without reading the table's rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create index orders_by_status on orders (status, id desc) include (amount)`,
  `drop index orders_status_id_idx`,
  `create index orders_by_creator on orders (created_by, id desc) include (amount)`,
  `drop index orders_created_by_id_idx`,
  `create index orders_on_credit on orders (id desc) include (amount) where pay_type = 'credit'`,
  `drop index orders_id_idx`,
]

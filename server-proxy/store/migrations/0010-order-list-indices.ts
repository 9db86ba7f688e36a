import { type Kysely, sql } from 'kysely'

/** Totals of one state are read from the index alone, without a look at ten thousand orders all over the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create index orders_by_status on orders (status, id desc) include (amount)`,
  `drop index orders_status_id_idx`,
]

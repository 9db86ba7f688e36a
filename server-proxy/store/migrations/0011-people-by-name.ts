import { type Kysely, sql } from 'kysely'

/** Name search uses one table, which has every order's holder too, and an index-only scan. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create index order_people_by_name on order_people (name text_pattern_ops, order_id)`,
  `drop index order_people_name_idx`,
  `drop index orders_holder_name_idx`,
]

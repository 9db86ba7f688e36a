import { type Kysely, sql } from 'kysely'

/** Names are searched in one place, where every order's holder stands too, and found there without a look at the rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create index order_people_by_name on order_people (name text_pattern_ops, order_id)`,
  `drop index order_people_name_idx`,
  `drop index orders_holder_name_idx`,
]

import { type Kysely, sql } from 'kysely'

/** A customer gets a mail for each partial surrender: the same kind again, with another detail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `drop index notices_order_id_kind_idx`,
  `create unique index notices_order_id_kind_idx on notices (order_id, kind, coalesce(content->>'detail', ''))
    where order_id is not null`,
]

import { type Kysely, sql } from 'kysely'

/** Finds the drafts of a batch and of a link when an order is erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create index on drafts (link_id) where link_id is not null`,
  `create index on drafts (batch_id) where batch_id is not null`,
]

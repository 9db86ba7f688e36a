import { type Kysely, sql } from 'kysely'

/** Guesses at the last four are counted for good, and a renewed order has no older address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table guesses (
    kind text not null check (kind in ('order', 'lookup', 'link')),
    id uuid not null,
    wrong int not null default 0,
    closed_at timestamptz,
    primary key (kind, id)
  )`,
  `create index on guesses (closed_at) where closed_at is not null`,
  `alter table purchases add column revoked_at timestamptz`,
]

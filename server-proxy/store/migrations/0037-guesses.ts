import { type Kysely, sql } from 'kysely'

/** Counts guesses at the last four permanently, and revokes older addresses of a renewed order. */
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

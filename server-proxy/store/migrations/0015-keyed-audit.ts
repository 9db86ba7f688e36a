import { type Kysely, sql } from 'kysely'

/** How long the audit log is, under a key; to which order each signed word about money was sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table audit_head (
    one boolean primary key check (one),
    n bigint not null,
    mac bytea not null
  )`,
  // A signature is over the body alone, which names no order: it counts for the one that it came with first.
  `create table signed_payments (
    signed bytea primary key,
    order_id uuid not null references orders,
    at timestamptz not null
  )`,
  `create index on signed_payments (at)`,
]

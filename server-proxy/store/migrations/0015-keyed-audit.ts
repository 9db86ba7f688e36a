import { type Kysely, sql } from 'kysely'

/** The keyed length of the audit log; the order of each signed payment signal. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table audit_head (
    one boolean primary key check (one),
    n bigint not null,
    mac bytea not null
  )`,
  // A signed body names no order, so a signature is bound to the first order it was sent with.
  `create table signed_payments (
    signed bytea primary key,
    order_id uuid not null references orders,
    at timestamptz not null
  )`,
  `create index on signed_payments (at)`,
]

import { type Kysely, sql } from 'kysely'

/** The customer's own link to an order, and the tickets by which a browser opens one file of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // Found by hash, shown again from the sealed value: the table alone opens nothing.
  `create table own_links (
    order_id uuid primary key references orders on delete cascade,
    token_hash bytea not null unique,
    token_sealed bytea not null,
    made_at timestamptz not null default now()
  )`,

  // Short-lived, for one file of one order each.
  `create table file_tickets (
    ticket_hash bytea primary key,
    order_id uuid not null references orders on delete cascade,
    kind text not null check (kind in ('policy', 'certificate', 'invoice', 'calendar')),
    policy_code text,
    n int,
    language text not null,
    expires_at timestamptz not null
  )`,
  `create index on file_tickets (expires_at)`,
]

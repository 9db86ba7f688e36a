import { type Kysely, sql } from 'kysely'

/** 可回溯: what a customer was shown and did, one chain per purchase. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // Shares the purchase's id without a foreign key: erasing people removes the purchase, not the trail.
  `create table trails (
    id uuid primary key,
    order_id uuid references orders,
    n int not null default 0,
    hash bytea not null,
    mac bytea not null,
    started_at timestamptz not null default now(),
    erased_at timestamptz
  )`,
  `create unique index on trails (order_id) where order_id is not null`,

  // `detail` is text: the hash covers its original form.
  `create table trail_entries (
    trail_id uuid not null references trails on delete cascade,
    n int not null,
    at timestamptz not null,
    kind text not null,
    visit text,
    seq int,
    said_at timestamptz,
    event bigint,
    detail text not null,
    previous bytea not null,
    hash bytea not null,
    primary key (trail_id, n)
  )`,
  // Repeated events are stored once.
  `create unique index on trail_entries (trail_id, visit, seq) where seq is not null`,
  `create unique index on trail_entries (trail_id, event) where event is not null`,
]

import { type Kysely, sql } from 'kysely'

/**
 * Changes of sold orders: what is surrendered and what is sold again for it. One order has one open change.
 * `orders.replaces`: the order that it was sold for again.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table changes (
    id uuid primary key,
    order_id uuid not null references orders (id),
    kind text not null,
    state text not null,
    policy_codes jsonb,
    order_sealed bytea,
    attempt int not null default 1,
    new_order_id uuid,
    created_by uuid not null references users (id),
    created_at timestamptz not null default now()
  )`,
  `create unique index changes_open on changes (order_id) where state = 'open'`,
  `create index changes_by_order on changes (order_id, created_at)`,
  `create index changes_by_new_order on changes (new_order_id) where new_order_id is not null`,
  `alter table orders add column replaces uuid`,
  `create index orders_by_replaced on orders (replaces) where replaces is not null`,
]

import { type Kysely, sql } from 'kysely'

/**
 * What an outage affected. `stopped` is the portal itself: the time between two rounds of the watch, whose last is
 * in `watched`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    "alter table outages add column interfaces text[] not null default '{}'",
    'alter table outages drop constraint outages_kind_check',
    "alter table outages add check (kind in ('unreachable', 'refused', 'stopped'))",
    `create table outage_orders (
      outage_id bigint not null references outages,
      order_id uuid not null references orders,
      primary key (outage_id, order_id)
    )`,
    'create index on outage_orders (order_id)',
    'create table watched (only_row boolean primary key default true check (only_row), at timestamptz not null)',
  ])
    await sql.raw(statement).execute(db)
}

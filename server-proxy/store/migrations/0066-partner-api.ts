import { type Kysely, sql } from 'kysely'

/**
 * The Partner API: scopes, orders by reference, events by number. `n` follows the commits of a partner's events,
 * because each locks the partner first. `kept` events have no address to go to. `answer`: what the partner's server
 * said last.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table partners add column scopes jsonb not null default '["orders", "policies"]'`,
  `alter table partner_events
    add column n bigint generated always as identity,
    add column answer text,
    drop constraint partner_events_state_check,
    add constraint partner_events_state_check check (state in ('waiting', 'delivered', 'dead', 'kept'))`,
  `create unique index on partner_events (partner_id, n)`,
  `create index orders_of_reference on orders (partner_id, reference) where reference is not null`,
  `alter table orders add column plan_confirmed text`,
]

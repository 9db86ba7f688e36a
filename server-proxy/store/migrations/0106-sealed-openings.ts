import { type Kysely, sql } from 'kysely'

/** Legal acts that open a sealed order: one administrator asks, another approves. One at a time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table sealed_openings (
    id uuid primary key,
    order_id uuid not null references sealed_orders on delete cascade,
    ground_sealed bytea not null,
    requested_by uuid not null references users,
    requested_at timestamptz not null,
    approved_by uuid references users,
    approved_at timestamptz,
    ended_at timestamptz,
    check (approved_by <> requested_by),
    check ((approved_by is null) = (approved_at is null))
  )`,
  `create index on sealed_openings (order_id)`,
  `create unique index on sealed_openings (order_id) where ended_at is null`,
]

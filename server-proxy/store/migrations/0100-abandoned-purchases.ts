import { type Kysely, sql } from 'kysely'

/**
 * `purchases.abandoned_at`: when an unfinished purchase was counted as abandoned. Its count outlasts the purchase and
 * holds no person. Events for partners may be about no order.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table purchases add column abandoned_at timestamptz`,
  `create index purchases_unfinished on purchases (updated_at) where order_id is null and abandoned_at is null`,
  `create table abandoned_purchases (
    id uuid primary key,
    step text not null,
    created_by uuid not null references users,
    begun_at timestamptz not null
  )`,
  `create index on abandoned_purchases (begun_at)`,
  // Earlier abandoned purchases are counted, but partners get no event about them.
  `update purchases set abandoned_at = updated_at
    where order_id is null and version > 0 and refusals = 0 and updated_at < now() - interval '60 minutes'`,
  `insert into abandoned_purchases (id, step, created_by, begun_at)
    select id, step, created_by, created_at from purchases where abandoned_at is not null`,
  `alter table partner_events alter column order_id drop not null`,
]

import { type Kysely, sql } from 'kysely'

/** Period and people by the platform; policies and invoices across orders. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  // The period as the platform has it: the customer may change it on the platform's page.
  `alter table orders add column cover_start date, add column cover_end date`,
  `create index orders_by_cover on orders (coalesce(cover_start, start_date, date '0001-01-01'), id)`,

  // The state of an order's invoice in one word; null when none is available.
  `alter table orders add column invoice_state text generated always as (case
    when invoice_status = 1 then 'issued'
    when invoice_status = 4 then 'partly-issued'
    when invoice_status = 3 or invoice_lost then 'issuing'
    when invoice_status = 2 then 'failed'
    when invoice_requested_at is not null then 'issuing'
    when status not in ('issued', 'surrendering') then null
    when invoice_support = 0 then 'unsupported'
    else 'open' end) stored`,
  `create index on orders (invoice_state, id desc) where invoice_state is not null`,
  `create index on orders (id desc) where invoice_state is not null`,
  `create index on orders (created_by, id desc) where invoice_state is not null`,
]

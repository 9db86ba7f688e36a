import { type Kysely, sql } from 'kysely'

/** A sale with more people than an order may have is placed as several orders, one idempotency key per part. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table order_batches (
     id uuid primary key,
     created_by uuid not null references users (id),
     request_hash bytea not null,
     order_sealed bytea,
     people int not null,
     size int not null,
     tries int not null default 0,
     ran_at timestamptz,
     stopped text,
     product_name text not null,
     plan_name text,
     start_date date,
     end_date date,
     group_no text,
     created_at timestamptz not null default now()
   )`,
  `create index order_batches_with_people on order_batches (created_at) where order_sealed is not null`,
  `alter table drafts add column batch_id uuid`,
]

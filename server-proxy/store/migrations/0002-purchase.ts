import { type Kysely, sql } from 'kysely'

/** Customers buy by themselves: links, unfinished purchases, documents of products, origin of orders. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table products
    add column insurer_name text,
    add column seller_name text,
    add column claims text`,

  // Versions are immutable: a newer one replaces them, and orders keep naming the one that was shown.
  `create table product_documents (
    id uuid primary key,
    product_code text not null references products on delete cascade,
    kind text not null,
    title text not null,
    version text not null,
    content text,
    url text,
    created_by uuid not null references users,
    created_at timestamptz not null default now(),
    retired_at timestamptz
  )`,
  `create index on product_documents (product_code)`,

  `create table links (
    id uuid primary key,
    kind text not null check (kind in ('link', 'public')),
    token_hash bytea not null unique,
    token_sealed bytea not null,
    member_id text not null references members,
    product_code text not null references products,
    title text,
    prefill_sealed bytea,
    uses int,
    expires_at timestamptz,
    revoked_at timestamptz,
    opened int not null default 0,
    created_by uuid not null references users,
    created_at timestamptz not null default now()
  )`,
  `create index on links (created_by, id desc)`,

  `create table purchases (
    id uuid primary key,
    token_hash bytea not null unique,
    link_id uuid references links,
    channel text not null check (channel in ('link', 'public', 'partner')),
    partner_id uuid,
    reference text,
    member_id text not null references members,
    product_code text not null references products,
    created_by uuid not null references users,
    step text not null,
    draft_sealed bytea not null,
    version int not null default 0,
    language text,
    expires_at timestamptz,
    order_id uuid references orders,
    refusals int not null default 0,
    refusal jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,
  `create index on purchases (link_id) where link_id is not null`,
  `create unique index on purchases (order_id) where order_id is not null`,

  `alter table orders
    add column channel text not null default 'staff',
    add column partner_id uuid,
    add column reference text,
    add column language text,
    add column consents jsonb not null default '[]'`,
  `create index on orders (partner_id, id desc) where partner_id is not null`,
]

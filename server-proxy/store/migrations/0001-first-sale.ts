import { type Kysely, sql } from 'kysely'

/** Staff, members, catalogue, orders and everything that belongs to an order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table vault_keys (name text primary key, key_sealed bytea not null)`,

  `create table users (
    id uuid primary key,
    username text not null unique,
    role text not null check (role in ('clerk', 'manager', 'admin')),
    password_hash text not null,
    disabled_at timestamptz,
    created_at timestamptz not null default now()
  )`,

  `create table sessions (
    token_hash bytea primary key,
    user_id uuid not null references users on delete cascade,
    expires_at timestamptz not null,
    created_at timestamptz not null default now()
  )`,
  `create index on sessions (user_id)`,

  // The table layout of rate-limiter-flexible.
  `create table throttles (key varchar(255) primary key, points integer not null default 0, expire bigint)`,

  `create table members (
    member_id text primary key,
    mobile_index bytea not null unique,
    mobile_sealed bytea not null,
    company text not null,
    province text not null,
    city text not null,
    address text not null,
    contact_sealed bytea,
    employee_code text not null,
    invitate_code text not null,
    created_by uuid not null references users,
    created_at timestamptz not null default now()
  )`,

  `create table products (
    product_code text primary key,
    product_name text not null,
    logo_url text,
    plans jsonb not null,
    rules jsonb not null,
    read_at timestamptz not null,
    created_at timestamptz not null default now()
  )`,

  `create table orders (
    id uuid primary key,
    created_by uuid not null references users,
    idempotency_key text not null,
    request_hash bytea not null,
    reply_status int,
    reply_body json,
    status text not null,
    platform_status text,
    member_id text not null references members,
    product_code text not null,
    product_name text not null,
    plan_code text,
    plan_name text,
    pay_type text not null check (pay_type in ('cash', 'credit')),
    start_date date,
    end_date date,
    insured_count int not null,
    holder_name text,
    people_sealed bytea,
    out_serial_no text not null unique,
    spent_serials jsonb not null default '[]',
    temp_order_code text,
    order_code text,
    cashier_url text,
    amount bigint,
    reduction bigint,
    insurer_name text,
    platform_sealed bytea,
    is_group boolean,
    invoice_support int,
    invoice_status int,
    invoice_requested_at timestamptz,
    invoice_lost boolean not null default false,
    invoice_type text,
    invoice_title text,
    payment text,
    payment_taken text,
    payment_until timestamptz,
    surrender_requested_at timestamptz,
    surrender_policies jsonb,
    surrender_lost boolean not null default false,
    deliver_secret text not null unique,
    return_secret text not null unique,
    refund_secret text not null unique,
    return_token text not null unique,
    asked_at timestamptz,
    answered_at timestamptz,
    pull_version int not null default 0,
    placing_until timestamptz,
    next_pull_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (created_by, idempotency_key)
  )`,
  `create index on orders (status, id desc)`,
  `create index on orders (member_id, id desc)`,
  `create index on orders (created_by, id desc)`,
  `create index on orders (created_at)`,
  `create index on orders (temp_order_code)`,
  `create index on orders (order_code)`,
  `create index on orders (holder_name text_pattern_ops)`,
  `create index on orders (next_pull_at) where next_pull_at is not null`,
  `create index on orders (coalesce(start_date, date '0001-01-01'), id)`,
  `create index on orders (coalesce(amount, -1), id)`,
  `create index on orders (product_code, id desc)`,
  `create index on orders (id desc) where pay_type = 'credit'`,

  `create table order_events (
    id bigint generated always as identity primary key,
    order_id uuid not null references orders on delete cascade,
    at timestamptz not null default clock_timestamp(),
    kind text not null,
    actor text not null,
    status text,
    platform_code text,
    platform_message text,
    note text
  )`,
  `create index on order_events (order_id, id)`,

  // Reasons for a person to look; closed when they no longer apply, reopened only when they recur.
  `create table attentions (
    order_id uuid not null references orders on delete cascade,
    reason text not null,
    detail text,
    raised_at timestamptz not null default now(),
    resolved_at timestamptz,
    primary key (order_id, reason)
  )`,
  `create index on attentions (order_id) where resolved_at is null`,

  // A daily comparison of recent orders with the platform.
  `create table comparisons (
    id uuid primary key,
    started_by text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    total int not null,
    cursor_id uuid,
    asked int not null default 0,
    unanswered int not null default 0
  )`,
  `create index on comparisons (started_at desc)`,
  `create table differences (
    id bigint generated always as identity primary key,
    comparison_id uuid not null references comparisons on delete cascade,
    order_id uuid not null references orders on delete cascade,
    what text not null,
    ours text,
    platforms text,
    at timestamptz not null default clock_timestamp()
  )`,
  `create index on differences (comparison_id, id)`,

  // Signing secrets of the distributor's payment system; two at a time, for rotation.
  `create table payment_keys (
    id uuid primary key,
    secret_sealed bytea not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    used_at timestamptz
  )`,

  `create table policies (
    order_id uuid not null references orders on delete cascade,
    policy_code text not null,
    place int not null,
    insured_name text,
    policy_status text,
    policy_url text,
    certificate_url text,
    primary key (order_id, policy_code)
  )`,
  `create index on policies (policy_code)`,

  `create table invoice_files (
    order_id uuid not null references orders on delete cascade,
    n int not null,
    policy_code text,
    url text not null,
    primary key (order_id, n)
  )`,

  `create table order_people (
    order_id uuid not null references orders on delete cascade,
    place int not null,
    name text not null,
    mobile_index bytea,
    card_index bytea,
    primary key (order_id, place)
  )`,
  `create index on order_people (name text_pattern_ops)`,
  `create index on order_people (mobile_index) where mobile_index is not null`,
  `create index on order_people (card_index) where card_index is not null`,

  `create table drafts (
    id uuid primary key,
    user_id uuid not null references users on delete cascade,
    title text not null,
    content_sealed bytea not null,
    order_id uuid references orders,
    updated_at timestamptz not null default now(),
    created_at timestamptz not null default now()
  )`,
  `create index on drafts (user_id, updated_at desc)`,

  `create table notifications (
    id bigint generated always as identity primary key,
    order_id uuid not null references orders on delete cascade,
    event text not null check (event in ('deliver', 'return', 'refund')),
    content_type text,
    body_sealed bytea not null,
    received_at timestamptz not null default now(),
    handled_at timestamptz
  )`,
  `create index on notifications (order_id) where handled_at is null`,

  `create table gateway_calls (
    id bigint generated always as identity primary key,
    interface text not null,
    priority text not null check (priority in ('screen', 'background')),
    order_id uuid,
    started_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz,
    lease_until timestamptz not null,
    outcome text,
    http_status int
  )`,
  `create index on gateway_calls (coalesce(ended_at, lease_until))`,
  `create index on gateway_calls (order_id) where order_id is not null`,
]

import { type Kysely, sql } from 'kysely'

/** Partner sites: keys, spent tokens, their orders, and the events sent to them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table partners (
    id uuid primary key,
    name text not null,
    origins jsonb not null,
    member_id text not null references members,
    products jsonb not null,
    licensed boolean not null,
    theme jsonb not null,
    return_url text,
    webhook_url text,
    webhook_secret_sealed bytea not null,
    disabled_at timestamptz,
    created_by uuid not null references users,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  )`,

  // Keys by which the partner's server signs tokens; two at a time, for rotation.
  `create table partner_keys (
    id uuid primary key,
    partner_id uuid not null references partners on delete cascade,
    secret_sealed bytea not null,
    created_by text not null,
    created_at timestamptz not null default now(),
    used_at timestamptz
  )`,
  `create index on partner_keys (partner_id)`,

  // Used tokens, until their expiry.
  `create table spent_tokens (
    partner_id uuid not null references partners on delete cascade,
    jti text not null,
    expires_at timestamptz not null,
    primary key (partner_id, jti)
  )`,
  `create index on spent_tokens (expires_at)`,

  `alter table orders add foreign key (partner_id) references partners`,
  `alter table purchases add foreign key (partner_id) references partners`,

  // Outbox of signed events; the id is the webhook's and constant across attempts.
  `create table partner_events (
    id text primary key,
    partner_id uuid not null references partners on delete cascade,
    order_id uuid not null references orders on delete cascade,
    body text not null,
    state text not null check (state in ('waiting', 'delivered', 'dead')),
    attempts int not null default 0,
    outcome text,
    tried_at timestamptz,
    created_at timestamptz not null default now()
  )`,
  `create index on partner_events (partner_id, created_at desc)`,
]
